using RuleWorkbench.Reporting;
using RuleWorkbench.Simulation;
using Spectre.Console;

namespace RuleWorkbench.Cli.Rendering;

/// <summary>Prints a simulation: a line a suite, then what is not as expected with the traces that explain it.</summary>
internal static class SimulationPrinter
{
    /// <summary>Beyond this many of one case, people need a count and not a list.</summary>
    public const int MostMismatches = 50;

    /// <param name="explanations">Explanations of cases that are not as expected.</param>
    public static void Print(IAnsiConsole console, SuiteRun run, IReadOnlyDictionary<CaseResult, Explanation> explanations, bool listCases)
    {
        console.MarkupLine($"[bold]{Markup.Escape(run.Pathway.Name)}[/] {Markup.Escape(run.Pathway.Version ?? "")}");
        foreach (var suite in run.Cases.GroupBy(c => c.Case.Suite))
        {
            int Count(CaseOutcome outcome) => suite.Count(c => c.Outcome == outcome);
            var clean = !suite.Any(c => c.IsBroken);
            var rest = clean ? "" : $", [red]{Count(CaseOutcome.Failed)} failed, {Count(CaseOutcome.Errored)} errored[/]";
            var disputed = Count(CaseOutcome.NotCounted) is > 0 and var count ? $", [yellow]{count} not counted[/]" : "";
            console.MarkupLine($"  {(clean ? "[green]✓[/]" : "[red]✗[/]")} {Markup.Escape(suite.Key),-32} {Count(CaseOutcome.Passed),4} passed{rest}{disputed}");
            if (listCases)
            {
                foreach (var result in suite)
                    console.MarkupLine($"      {Sign(result)} {Markup.Escape(result.Case.Id)} [grey]{Markup.Escape(result.Case.NotCounted ?? result.Case.Why ?? "")}[/]");
            }
        }

        foreach (var result in run.Cases.Where(c => c.IsBroken))
            PrintMismatches(console, result, explanations.GetValueOrDefault(result));
    }

    public static void PrintSummary(IAnsiConsole console, SimulationReport report, TimeSpan time)
    {
        var clean = report.Runs.All(r => r.IsClean);
        console.MarkupLine($"[{(clean ? "green" : "red")}]{report.Summary}[/] [grey]({time.TotalSeconds:0.00} s)[/]");
    }

    private static void PrintMismatches(IAnsiConsole console, CaseResult result, Explanation? explanation)
    {
        console.WriteLine();
        console.MarkupLine($"[red]{(result.Outcome == CaseOutcome.Failed ? "✗ Failed" : "! Errored")}[/] [bold]{Markup.Escape(result.Case.FullId)}[/] [grey]{Markup.Escape(result.Case.Place.ToString())}[/]");
        if (result.Case.Why is { } why)
            console.MarkupLine($"  {Markup.Escape(why)}");
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var heading in (string[])["what", "expected", "actual", "place"])
            table.AddColumn(heading);
        foreach (var mismatch in result.Mismatches.Take(MostMismatches))
        {
            table.AddRow(
                new Markup(Markup.Escape(mismatch.What)),
                new Markup($"[green]{Markup.Escape(mismatch.Expected)}[/]"),
                new Markup($"[red]{Markup.Escape(mismatch.Actual)}[/]"),
                new Markup($"[grey]{Markup.Escape(mismatch.Place.ToString())}[/]"));
        }

        console.Write(table);
        if (result.Mismatches.Length > MostMismatches)
            console.MarkupLine($"[grey]… and {result.Mismatches.Length - MostMismatches} more.[/]");
        foreach (var rule in result.Mismatches.SelectMany(m => m.RuleIds).Distinct())
        {
            if (explanation?.Rule(rule) is { } trace)
                WalkPrinter.Print(console, trace);
        }
    }

    private static string Sign(CaseResult result) => result.Outcome switch
    {
        CaseOutcome.Passed => "[green]✓[/]",
        CaseOutcome.Failed => "[red]✗[/]",
        CaseOutcome.NotCounted => "[yellow]-[/]",
        _ => "[red]![/]",
    };
}
