using System.CommandLine;
using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cli.Commands;

/// <summary><c>rulewb show</c>: a pathway as an outline, a document or a drawing.</summary>
internal static class ShowCommand
{
    public static Command Create(Terminal terminal)
    {
        var pathway = PathwayArguments.Pathway();
        var root = PathwayArguments.Root();
        var command = new Command("show", "Show a pathway.") { pathway, root };
        command.SetAction(arguments =>
        {
            var workspace = OpenPathway.FindWorkspace(arguments.GetValue(root));
            var name = OpenPathway.Names(workspace, arguments.GetValue(pathway))[0];
            var loaded = PathwayLoader.Load(workspace.FolderOf(name), workspace.Root);
            DiagnosticPrinter.Print(terminal.Error, loaded.Diagnostics, workspace);
            if (loaded.Value is null)
                throw new CommandFailure(ExitCode.Invalid, $"The pathway `{name}` cannot be shown as it stands.");
            OutlinePrinter.Print(terminal.Out, loaded.Value);
            return (int)(loaded.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error) ? ExitCode.Invalid : ExitCode.Clean);
        });
        return command;
    }
}
