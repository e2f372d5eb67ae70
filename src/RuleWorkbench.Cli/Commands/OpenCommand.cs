using System.CommandLine;
using System.Runtime.CompilerServices;
using RuleWorkbench.Loading;

namespace RuleWorkbench.Cli.Commands;

/// <summary><c>rulewb open</c>, and <c>rulewb</c> alone: the workbench.</summary>
internal static class OpenCommand
{
    public static Command Create()
    {
        var folder = new Argument<string?>("folder") { Description = "A folder with pathways. Default: this one, or the nearest above it.", Arity = ArgumentArity.ZeroOrOne, HelpName = "folder" };
        var command = new DocumentedCommand(
            "open",
            "Open the workbench: edit, simulate and compare pathways in the terminal. `rulewb` alone does the same.",
            """
            Examples:
              rulewb
              rulewb open ~/clinic/pathways
            """)
        {
            folder,
        };
        command.SetAction(arguments => Run(arguments.GetValue(folder)));
        return command;
    }

    public static int Run(string? folder)
    {
        var workspace = OpenPathway.FindWorkspace(folder);
        return Open(workspace);
    }

    // A method of its own, so that no other command loads the library of the screen.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Open(Workspace workspace)
    {
        if (!Tui.WorkbenchProgram.HasTerminal)
            throw new CommandFailure(ExitCode.CouldNotRun, "The workbench needs a terminal, and there is none here.", "`rulewb --help` lists the commands that work without one.");
        Exception? fault = null;
        var code = Tui.WorkbenchProgram.Run(workspace, ScriptPlace.OfVersions(null, RuleWorkbench.Cli.Terminal.Create()), e => fault = e);
        return fault is null ? code : throw fault;
    }
}
