using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Cohorts.Rows;
using RuleWorkbench.Model;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands.Cohorts;

/// <summary>What the columns of a table are taken for.</summary>
internal static class TableColumns
{
    /// <summary>The mapping that a file gives, or a guess; says which columns are not used.</summary>
    public static ColumnMap Map(CohortInput input, string? file, OpenPathway opened, Terminal terminal)
    {
        var columns = input.Rows!.Columns;
        if (columns.GroupBy(c => c).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new CommandFailure(ExitCode.CouldNotRun, $"`{input.DisplayPath}` has two columns `{twice.Key}`.", "Rename one of them.");
        if (file is not null)
        {
            var given = ColumnMap.Read(Path.GetFullPath(file), file, columns, opened.Pathway);
            DiagnosticPrinter.Print(terminal.Error, given.Diagnostics, opened.Workspace);
            return given.IsUsable ? given.Value! : throw new CommandFailure(ExitCode.CouldNotRun, $"`{file}` is no mapping of these columns.");
        }

        var guessed = ColumnMap.Guess(columns, opened.Pathway);
        if (guessed.Columns.All(c => c.Fact is null))
            throw new CommandFailure(ExitCode.CouldNotRun, $"No column of `{input.DisplayPath}` is named like a fact of `{opened.Name}`.", "Name them like patient.age, or give --map FILE.");
        if (guessed.Unused.ToList() is { Count: > 0 } unused)
            terminal.Error.MarkupLine($"[yellow]Not used, since no fact has such a name: {Markup.Escape(string.Join(", ", unused))}.[/] [grey]--show-mapping shows the columns, --map sets them.[/]");
        return guessed;
    }

    public static void Print(IAnsiConsole console, ColumnMap map)
    {
        var table = new Table().Border(TableBorder.None).AddColumns("column", "fact", "");
        foreach (var column in map.Columns)
            table.AddRow(Markup.Escape(column.Name), column.Target is null ? "[yellow]not used[/]" : Markup.Escape(column.Target), $"[grey]{Markup.Escape(Describe(column.Fact))}[/]");
        console.Write(table);
    }

    private static string Describe(FactSchema? fact) => fact is null ? ""
        : $"{fact.Kind.ToString().ToLowerInvariant()}{(fact.Unit is null ? "" : $", {fact.Unit}")}{(fact.Kind == FactKind.List ? ", as JSON" : "")}";
}
