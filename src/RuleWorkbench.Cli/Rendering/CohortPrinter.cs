using System.Globalization;
using RuleWorkbench.Cohorts;
using Spectre.Console;

namespace RuleWorkbench.Cli.Rendering;

/// <summary>A cohort's summary in the terminal: who got which recommendation, and what is missing most.</summary>
internal static class CohortPrinter
{
    private const int BarWidth = 24;

    private const int MostFacts = 8;

    public static void Print(IAnsiConsole console, CohortSummary summary, TimeSpan elapsed)
    {
        console.MarkupLine($"[bold]{Markup.Escape(summary.Pathway.Name)}[/] {Markup.Escape(summary.Pathway.Version ?? "")}");
        PrintRecommendations(console, summary.Everybody);
        console.WriteLine();
        PrintWorkflows(console, summary);
        PrintMissing(console, summary);
        foreach (var stratum in summary.Strata)
        {
            console.WriteLine();
            console.MarkupLine($"[bold]{Markup.Escape(stratum.Name)}[/]: {Cases(stratum.Cases)}, {stratum.AlertBurden.ToString("0.0", CultureInfo.InvariantCulture)} recommendations per 100");
            PrintRecommendations(console, stratum);
        }

        console.WriteLine();
        var rate = summary.Cases / Math.Max(elapsed.TotalSeconds, 1e-3);
        console.MarkupLine($"{Cases(summary.Cases)}, {summary.Everybody.AlertBurden.ToString("0.0", CultureInfo.InvariantCulture)} recommendations per 100, {Number(summary.InError)} in error, {Number(summary.Rejected)} rejected [grey]({elapsed.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)} s, {Number((long)rate)} a second)[/]");
    }

    private static void PrintRecommendations(IAnsiConsole console, Stratum stratum)
    {
        var table = new Table().Border(TableBorder.None).AddColumns("recommendation", "", "");
        foreach (var status in (string[])["recommended", "held", "undetermined", "vetoed"])
            table.AddColumn(new TableColumn(status).RightAligned());
        foreach (var r in stratum.Recommendations.Where(r => r.Any > 0).OrderByDescending(r => r.Recommended).ThenBy(r => r.Code, StringComparer.Ordinal))
        {
            var share = stratum.Cases == 0 ? 0 : (double)r.Recommended / stratum.Cases;
            table.AddRow(Markup.Escape(r.Code), $"[blue]{Bar(share)}[/]", $"{(100 * share).ToString("0.0", CultureInfo.InvariantCulture)} %", Number(r.Recommended), Number(r.Held), Number(r.Undetermined), Number(r.Vetoed));
        }

        console.Write(table);
    }

    private static void PrintWorkflows(IAnsiConsole console, CohortSummary summary)
    {
        foreach (var (workflow, cases) in summary.Reached)
        {
            if (cases == 0 && summary.Pathway.Always.Contains(workflow))
                continue;
            console.MarkupLine($"  {Markup.Escape(workflow.PadRight(32))} {Number(cases),12}");
            foreach (var to in summary.Edges.Where(e => e.From == workflow && e.Cases > 0).GroupBy(e => e.To))
                console.MarkupLine($"    [grey]> {Markup.Escape(to.Key.PadRight(28))} {Number(to.Max(e => e.Cases)),12}[/]");
        }
    }

    private static void PrintMissing(IAnsiConsole console, CohortSummary summary)
    {
        var facts = summary.Rules.SelectMany(r => r.Lacking).GroupBy(l => l.Fact).Select(g => (Fact: g.Key, Cases: g.Max(l => l.Cases))).OrderByDescending(f => f.Cases).Take(MostFacts).ToList();
        if (facts.Count == 0)
            return;
        console.WriteLine();
        console.MarkupLine("[bold]Missing where a rule is undetermined[/]");
        foreach (var (fact, cases) in facts)
            console.MarkupLine($"  {Markup.Escape(fact.PadRight(40))} {Number(cases),12}");
    }

    private static string Bar(double share) => new string('█', (int)Math.Round(share * BarWidth)).PadRight(BarWidth, '·');

    private static string Cases(long count) => count == 1 ? "1 case" : $"{Number(count)} cases";

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
