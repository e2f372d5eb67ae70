using System.Collections.Immutable;
using System.CommandLine;
using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Releases;
using RuleWorkbench.Reporting;
using RuleWorkbench.Reporting.Drawing;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands;

/// <summary><c>rulewb show</c>: a pathway as an outline, a document or a drawing.</summary>
internal static class ShowCommand
{
    private const string Outline = "text";

    private static readonly ImmutableDictionary<string, Func<Pathway, string>> Writers = new Dictionary<string, Func<Pathway, string>>
    {
        ["svg"] = PathwaySvg.Write,
        ["mermaid"] = PathwayMermaid.Write,
        ["md"] = PathwayMarkdown.Write,
    }.ToImmutableDictionary();

    public static Command Create(Terminal terminal)
    {
        var pathway = PathwayArguments.Pathway();
        var root = PathwayArguments.Root();
        var format = new Option<string>("--format") { Description = "What to print: text (outline), md (document), svg or mermaid (drawings).", DefaultValueFactory = _ => Outline };
        format.AcceptOnlyFromAmong([Outline, .. Writers.Keys]);
        var output = new Option<string?>("--output", "-o") { Description = "Write to this file instead of the terminal.", HelpName = "file" };
        var command = new DocumentedCommand(
            "show",
            "Show a pathway: its workflows, rules, guards, policy values and sources.",
            """
            Examples:
              rulewb show failed-nerve-block
              rulewb show failed-nerve-block@1.0.0 --format md --output before.md
              rulewb show failed-nerve-block --format svg --output pathway.svg
            """)
        {
            pathway, root, format, output,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            var workspace = OpenPathway.FindWorkspace(arguments.GetValue(root));
            var name = OpenPathway.Names(workspace, arguments.GetValue(pathway))[0];
            var loaded = PathwayLoader.Load(workspace.FolderOf(name), workspace.Root);
            DiagnosticPrinter.Print(terminal.Error, loaded.Diagnostics, workspace);
            if (loaded.Value is null)
                throw new CommandFailure(ExitCode.Invalid, $"The pathway `{name}` cannot be shown as it stands.");
            var chosen = arguments.GetValue(format)!;
            if (arguments.GetValue(output) is { } file)
                await ReportFile.WriteAsync(file, chosen == Outline ? OutlineText(loaded.Value) : Writers[chosen](loaded.Value), cancellation);
            else if (chosen == Outline)
                PrintOutline(workspace, name, loaded.Value, terminal, cancellation);
            else
                terminal.Out.Profile.Out.Writer.Write(Writers[chosen](loaded.Value));
            return (int)(loaded.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error) ? ExitCode.Invalid : ExitCode.Clean);
        });
        return command;
    }

    private static void PrintOutline(Workspace workspace, string name, Pathway pathway, Terminal terminal, CancellationToken cancellation)
    {
        OutlinePrinter.Print(terminal.Out, pathway);

        // What a pathway means is found by compiling it, which nobody waits for where nothing is signed.
        var signOffs = name.Contains('@', StringComparison.Ordinal) ? ReleaseFolder.ReadManifest(workspace, name).Value?.SignOffs : SignOffList.Load(workspace.FolderOf(name), workspace.Root).Value;
        if (signOffs is null or { All.IsEmpty: true })
            return;
        terminal.Out.MarkupLine("[bold]sign-offs[/]");
        VerificationPrinter.PrintSignOffs(terminal.Out, Verifier.Verify(workspace, name, cancellation));
    }

    private static string OutlineText(Pathway pathway)
    {
        using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        OutlinePrinter.Print(Terminal.ToText(text), pathway);
        return text.ToString();
    }
}
