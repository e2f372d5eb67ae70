using System.CommandLine;
using System.Runtime.CompilerServices;
using RuleWorkbench.Cli.Commands.Cohorts;
using RuleWorkbench.Cohorts.Rows;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Cohorts;

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
        var kept = 0;
        var code = Tui.WorkbenchProgram.Run(workspace, ScriptPlace.OfVersions(null, RuleWorkbench.Cli.Terminal.Create()), OpenPeopleAsync, e => fault = e, files => kept = files);

        // Not to a terminal that has hung up: nobody is there.
        if (kept > 0 && Tui.WorkbenchProgram.HasTerminal)
            Console.Error.WriteLine($"The workbench was ended from outside. Edits of {(kept == 1 ? "1 file" : $"{kept} files")} that were not saved are kept; the next `rulewb open` brings them back.");
        return fault is null ? code : throw fault;
    }

    /// <summary>A file of people as `cohort run` reads it; the columns of a table are guessed by their names.</summary>
    /// <exception cref="IOException">It cannot be read; the message says why.</exception>
    internal static async Task<PeopleLines> OpenPeopleAsync(string path, Pathway pathway, CancellationToken cancellation)
    {
        try
        {
            var source = await CohortInput.OpenAsync(path, cancellation);
            if (source.Rows is not { } rows)
                return new PeopleLines(source.Lines!, []);
            var map = ColumnMap.Guess(rows.Columns, pathway);
            return map.Columns.Any(c => c.Fact is not null)
                ? new PeopleLines(new RowsAsLines(rows, map), [.. map.Unused])
                : throw new IOException($"No column of {path} is named like a fact of {pathway.Name}. Name them like patient.age.");
        }
        catch (CommandFailure e)
        {
            throw new IOException($"{e.Message} {e.Fix}".TrimEnd(), e);
        }
    }
}
