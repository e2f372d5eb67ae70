using System.Globalization;
using RuleWorkbench.Cohorts;
using Spectre.Console;

namespace RuleWorkbench.Cli.Rendering;

/// <summary>A cohort's summary in the terminal: who got which recommendation, and what is missing most.</summary>
internal static class CohortPrinter
{
    private const int BarWidth = 24;
    private const int MostFacts = 8;
    private const int MostRecommendations = 12;

    /// <summary>Strata that fit beside each other; more are continued below.</summary>
    private const int StrataOfATable = 8;

    /// <param name="by">The expressions that strata are made by.</param>
    /// <param name="isComplete">Whether all recommendations are shown, not only the most frequent.</param>
    public static void Print(IAnsiConsole console, CohortSummary summary, IReadOnlyList<string> by, TimeSpan elapsed, bool isComplete)
    {
        console.MarkupLine($"[bold]{Markup.Escape(summary.Pathway.Name)}[/] {Markup.Escape(summary.Pathway.Version ?? "")}");
        var all = summary.Everybody.Recommendations.Where(r => r.Any > 0).OrderByDescending(r => r.Recommended).ThenByDescending(r => r.Any).ThenBy(r => r.Code, StringComparer.Ordinal).ToList();
        var shown = isComplete ? all : all.Take(MostRecommendations).ToList();
        PrintRecommendations(console, summary.Everybody.Cases, shown);
        if (all.Count > shown.Count)
            console.MarkupLine($"[grey]and {all.Count - shown.Count} more (--verbose)[/]");
        foreach (var strata in summary.Strata.Chunk(StrataOfATable))
        {
            console.WriteLine();
            PrintStrata(console, strata, by, shown.ConvertAll(r => r.Code));
        }

        console.WriteLine();
        PrintWorkflows(console, summary);
        PrintMissing(console, summary);
        console.WriteLine();
        var rate = summary.Cases / Math.Max(elapsed.TotalSeconds, 1e-3);
        console.MarkupLine($"{Cases(summary.Cases)}, {Share(summary.Everybody.AlertBurden)} recommendations per 100, {Number(summary.InError)} in error, {Number(summary.Rejected)} rejected [grey]({elapsed.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)} s, {Number((long)rate)} a second)[/]");
    }

    private static void PrintRecommendations(IAnsiConsole console, long cases, List<RecommendationCounts> recommendations)
    {
        var table = new Table().Border(TableBorder.None).AddColumns("recommendation", "", "");
        foreach (var status in (string[])["recommended", "held", "undetermined", "vetoed"])
            table.AddColumn(new TableColumn(status).RightAligned());
        foreach (var r in recommendations)
        {
            var share = cases == 0 ? 0 : (double)r.Recommended / cases;
            table.AddRow(Markup.Escape(r.Code), $"[blue]{Bar(share)}[/]", $"{Share(100 * share)} %", Number(r.Recommended), Number(r.Held), Number(r.Undetermined), Number(r.Vetoed));
        }

        console.Write(table);
    }

    /// <summary>Strata side by side: how many in 100 of each get a recommendation.</summary>
    private static void PrintStrata(IAnsiConsole console, Stratum[] strata, IReadOnlyList<string> by, List<string> codes)
    {
        var table = new Table().Border(TableBorder.None).AddColumn(Markup.Escape($"in 100, by\n{string.Join('\n', by)}"));
        foreach (var stratum in strata)
            table.AddColumn(new TableColumn(Markup.Escape("\n" + Heading(stratum.Name, by))).RightAligned().NoWrap());
        table.AddRow([new Text("cases"), .. strata.Select(s => new Text(Number(s.Cases)))]);
        table.AddRow([new Text("all recommendations"), .. strata.Select(s => new Text(Share(s.AlertBurden)))]);
        foreach (var code in codes)
        {
            table.AddRow([
                new Text(code),
                .. strata.Select(s => new Text(s.Cases == 0 ? "" : Share(100.0 * (s.Recommendations.FirstOrDefault(r => r.Code == code)?.Recommended ?? 0) / s.Cases)))]);
        }

        console.Write(table);
    }

    /// <summary>The values that a stratum stands for, one below the other.</summary>
    private static string Heading(string stratum, IReadOnlyList<string> by)
    {
        foreach (var expression in by)
            stratum = stratum.Replace($", {expression} = ", "\n", StringComparison.Ordinal).Replace($"{expression} = ", "", StringComparison.Ordinal);
        return stratum;
    }

    private static void PrintWorkflows(IAnsiConsole console, CohortSummary summary)
    {
        foreach (var (workflow, cases) in summary.Reached)
        {
            if (cases == 0 && summary.Pathway.Always.Contains(workflow))
                continue;
            console.MarkupLine($"  {Markup.Escape(workflow.PadRight(32))} {Number(cases),12}");
            foreach (var to in summary.Edges.Where(e => e.From == workflow && e.Cases > 0))
                console.MarkupLine($"    [grey]{Markup.Escape($"{to.Rule.Id} > {to.To}".PadRight(40))} {Number(to.Cases),12}[/]");
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

    private static string Share(double inHundred) => inHundred.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Cases(long count) => count == 1 ? "1 case" : $"{Number(count)} cases";

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
