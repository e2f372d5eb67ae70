using System.Collections.Immutable;
using System.Globalization;
using RuleWorkbench.Cohorts;
using RuleWorkbench.Cohorts.Live;
using RuleWorkbench.Model;
using Spectre.Console;

namespace RuleWorkbench.Cli.Rendering;

/// <summary>What an edit of a pathway changed for a population, in the terminal.</summary>
internal static class CohortChangePrinter
{
    private static readonly RecommendationStatus[] Statuses = [RecommendationStatus.Recommended, RecommendationStatus.Held, RecommendationStatus.Undetermined, RecommendationStatus.Vetoed];

    /// <summary>The new counts, and beside each how many cases came to it (+) and how many left it (−).</summary>
    public static void Print(IAnsiConsole console, LiveResult before, LiveResult now, TimeSpan elapsed)
    {
        var changes = now.ChangesFrom(before);
        if (changes.IsEmpty)
            console.MarkupLine("Every case has the recommendations that it had.");
        else
            console.Write(Table(now, changes));
        PrintRules(console, before.Summary, now.Summary);
        var (summary, burden) = (now.Summary, before.Summary.Everybody.AlertBurden);
        console.MarkupLine($"{(summary.Cases == 1 ? "1 case" : $"{Number(summary.Cases)} cases")}, {Share(summary.Everybody.AlertBurden)} recommendations per 100 (before: {Share(burden)}), {Number(summary.InError)} in error, {Number(summary.Rejected)} rejected [grey]({elapsed.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)} s)[/]");
    }

    private static Table Table(LiveResult now, ImmutableArray<LiveChange> changes)
    {
        var table = new Table().Border(TableBorder.None).AddColumn("changed");
        foreach (var status in Statuses)
            table.AddColumn(new TableColumn(status.ToString().ToLowerInvariant()).RightAligned());
        foreach (var code in changes.GroupBy(c => c.Code).OrderBy(c => c.Key, StringComparer.Ordinal))
            table.AddRow([Markup.Escape(code.Key), .. Statuses.Select(s => Cell(now.With(code.Key, s).Count, code.FirstOrDefault(c => c.Status == s)))]);
        return table;
    }

    private static string Cell(long count, LiveChange? change) => change is null ? $"[grey]{Number(count)}[/]"
        : Number(count) + (change.Gained.Count > 0 ? $" [green]+{Number(change.Gained.Count)}[/]" : "") + (change.Lost.Count > 0 ? $" [red]−{Number(change.Lost.Count)}[/]" : "");

    /// <summary>Rules that are met by more or fewer cases; the edited one is mostly among them.</summary>
    private static void PrintRules(IAnsiConsole console, CohortSummary before, CohortSummary now)
    {
        foreach (var rule in now.Rules)
        {
            if (before.Rules.FirstOrDefault(r => r.Workflow == rule.Workflow && r.Rule.Id == rule.Rule.Id) is { } was && (was.Met, was.Undetermined, was.Errors) != (rule.Met, rule.Undetermined, rule.Errors))
                console.MarkupLine($"  [grey]{Markup.Escape($"{rule.Workflow}/{rule.Rule.Label}")}[/] met {Number(was.Met)} > {Number(rule.Met)}, undetermined {Number(was.Undetermined)} > {Number(rule.Undetermined)}, in error {Number(was.Errors)} > {Number(rule.Errors)}");
        }
    }

    private static string Share(double inHundred) => inHundred.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
