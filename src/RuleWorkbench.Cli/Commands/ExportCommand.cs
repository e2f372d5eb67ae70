using System.CommandLine;
using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Reporting;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands;

/// <summary><c>rulewb export</c>: a pathway for a plain RulesEngine.</summary>
internal static class ExportCommand
{
    public static Command Create(Terminal terminal)
    {
        var pathway = PathwayArguments.Pathway();
        var root = PathwayArguments.Root();
        var to = new Option<string>("--to") { Description = "Folder to write to; it is made when it is missing.", Required = true, HelpName = "folder" };
        var command = new DocumentedCommand(
            "export",
            "Write the workflows, and one assembly with the functions of scripts and classes for the inputs, for a plain RulesEngine.",
            """
            Examples:
              rulewb export failed-nerve-block --to artifacts/failed-nerve-block
            """)
        {
            pathway, root, to,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            var workspace = OpenPathway.FindWorkspace(arguments.GetValue(root));
            var name = OpenPathway.Names(workspace, arguments.GetValue(pathway))[0];
            var loaded = OpenPathway.Load(workspace, name, terminal);
            var export = PathwayExport.Make(loaded.Value!, workspace.FolderOf(name), cancellation);
            DiagnosticPrinter.Print(terminal.Error, export.Diagnostics, workspace);
            if (export.Value is not { } files)
                throw new CommandFailure(ExitCode.Invalid, $"The pathway `{name}` cannot be exported as it stands.");
            foreach (var file in files)
            {
                var path = Path.Combine(arguments.GetValue(to)!, file.Name);
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
                await File.WriteAllBytesAsync(path, file.Content.ToArray(), cancellation);
            }

            terminal.Out.WriteLine($"{files.Count} files written to {arguments.GetValue(to)}.");
            return (int)ExitCode.Clean;
        });
        return command;
    }
}
