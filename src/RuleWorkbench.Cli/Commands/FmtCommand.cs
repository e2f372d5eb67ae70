using System.CommandLine;
using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Editing;
using RuleWorkbench.Model;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands;

/// <summary><c>rulewb fmt</c>: the canonical layout of a pathway's files.</summary>
internal static class FmtCommand
{
    public static Command Create(Terminal terminal)
    {
        var pathway = PathwayArguments.OptionalPathway();
        var root = PathwayArguments.Root();
        var check = new Option<bool>("--check") { Description = "Write nothing; exit with 2 when a file is not formatted." };
        var command = new DocumentedCommand(
            "fmt",
            "Lay out the files of a pathway, its suites, specs of cohorts and mappings of imports: blanks only; numbers and texts stay as they are spelt.",
            """
            Examples:
              rulewb fmt
              rulewb fmt failed-nerve-block --check
            Exit codes: 0 formatted, 2 --check found a file that is not, 3 a file is no sound JSON.
            """)
        {
            pathway, root, check,
        };
        command.SetAction(arguments =>
        {
            var workspace = OpenPathway.FindWorkspace(arguments.GetValue(root));
            var names = arguments.GetValue(pathway) is { } given ? [OpenPathway.NameToEdit(workspace, given)] : OpenPathway.Names(workspace, null);
            var isBroken = false;
            var unformatted = 0;
            foreach (var name in names)
            {
                var loaded = PathwayDocuments.LoadWithSeeds(workspace, name);
                var diagnostics = loaded.Diagnostics.AddRange((loaded.Value?.Documents ?? []).SelectMany(d => d.Json.Diagnostics));
                DiagnosticPrinter.Print(terminal.Error, diagnostics, workspace);
                isBroken |= diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);
                var documents = loaded.Value ?? DocumentSet.Empty(workspace.Root);
                var edits = documents.Documents.Where(d => d.Json.Value is not null).Select(d => (Document: d, Text: JsonFormatter.Format(d.Text)))
                    .Where(d => d.Text != d.Document.Text)
                    .Select(d => new TextEdit(d.Document.File, 0, d.Document.Text.Length, d.Text)).ToList();
                unformatted += edits.Count;
                if (!arguments.GetValue(check))
                    new EditRun(workspace, terminal, IsDryRun: false).Run(documents, new ReplaceText([.. edits]));
                foreach (var edit in edits.Where(_ => arguments.GetValue(check)))
                    terminal.Out.MarkupLine($"[yellow]not formatted[/] {Markup.Escape(edit.File)}");
            }

            return (int)(isBroken ? ExitCode.Invalid : arguments.GetValue(check) && unformatted > 0 ? ExitCode.GateFailed : ExitCode.Clean);
        });
        return command;
    }
}
