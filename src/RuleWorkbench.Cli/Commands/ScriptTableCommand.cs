using System.Collections.Immutable;
using System.CommandLine;
using RuleWorkbench.Cli.Scripts;
using RuleWorkbench.Diffing;
using RuleWorkbench.Loading;
using RuleWorkbench.Scripting;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands;

/// <summary><c>rulewb script table</c>: the data beside script libraries. Versions of a table stand side by side in it, told
/// apart by its first column, and can be compared.</summary>
internal static class ScriptTableCommand
{
    private const string Versions = "..";

    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string?>("table") { Description = "A table as Library/file.csv. Without it: all tables.", Arity = ArgumentArity.ZeroOrOne };
        var compare = new Option<string?>("--compare") { Description = "Two values of the first column, as OLD..NEW: how their rows differ.", HelpName = "old..new" };
        var root = PathwayArguments.Root();
        var command = new DocumentedCommand("table", "Show the tables of script libraries, or compare two versions that stand in one.", """
            Examples:
              rulewb script table
              rulewb script table Mme/units.csv
              rulewb script table Mme/product-factors.csv --compare 2016..2018
            """)
        {
            name, compare, root,
        };
        command.SetAction((arguments, cancellation) =>
        {
            var tables = OpenScripts.Open(OpenPathway.FindWorkspace(arguments.GetValue(root)), null, terminal, cancellation).Pathway.Scripts
                .SelectMany(l => l.Tables.Select(t => (Id: $"{l.Name}/{t.File}", Rows: CsvText.Cells(t.Text)))).ToList();
            if (arguments.GetValue(name) is not { } wanted)
            {
                foreach (var (id, rows) in tables)
                    terminal.Out.MarkupLine($"{Markup.Escape(id)} [grey]{rows.Length - 1} rows: {Markup.Escape(string.Join(", ", rows[0]))}[/]");
                return Task.FromResult((int)ExitCode.Clean);
            }

            var found = tables.Where(t => t.Id == wanted).ToList();
            if (found.Count == 0)
                throw new CommandFailure(ExitCode.CouldNotRun, $"There is no table `{wanted}`.", NearestName.Hint(wanted, tables.Select(t => t.Id)));
            if (arguments.GetValue(compare) is { } versions)
                PrintDifferences(terminal.Out, found[0].Rows, versions);
            else
                PrintRows(terminal.Out, found[0].Rows);
            return Task.FromResult((int)ExitCode.Clean);
        });
        return command;
    }

    private static void PrintRows(IAnsiConsole console, ImmutableArray<ImmutableArray<string>> rows)
    {
        var table = new Grid();
        foreach (var _ in rows[0])
            table.AddColumn(new GridColumn { Padding = new Padding(0, 0, 2, 0), NoWrap = true });
        foreach (var row in rows)
            table.AddRow([.. row.Select(Markup.Escape)]);
        console.Write(table);
    }

    private static void PrintDifferences(IAnsiConsole console, ImmutableArray<ImmutableArray<string>> rows, string versions)
    {
        if (versions.Split(Versions) is not [var old, var now] || Of(old) is not { Count: > 0 } before || Of(now) is not { Count: > 0 } after)
        {
            throw new CommandFailure(
                ExitCode.CouldNotRun, $"`{versions}` does not name two versions in the column `{rows[0][0]}`.", $"Write OLD..NEW; known here: {string.Join(", ", rows.Skip(1).Select(r => r[0]).Distinct().Select(v => $"`{v}`"))}.");
        }

        var edits = TableDiffer.CompareRows(rows[0][1..], before, after);
        foreach (var edit in edits)
        {
            var (sign, colour) = edit switch { { Before: null } => ("+", "green"), { After: null } => ("-", "red"), _ => ("~", "yellow") };
            console.MarkupLine($"[{colour}]{sign}[/] {Markup.Escape(edit is { Before: { } was, After: { } become } ? $"{edit.What}: {was} → {become}" : (edit.Before ?? edit.After)!)}");
        }

        console.MarkupLine($"[grey]{before.Count} rows of {Markup.Escape(old)}, {after.Count} of {Markup.Escape(now)}: {edits.Count(e => e.Before is null)} added, {edits.Count(e => e.After is null)} removed, {edits.Count(e => e is { Before: not null, After: not null })} cells changed[/]");

        List<ImmutableArray<string>> Of(string version) => [.. rows.Skip(1).Where(r => r[0] == version).Select(r => r[1..])];
    }
}
