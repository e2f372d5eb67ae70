using System.Text;
using RuleWorkbench.Diffing;
using RuleWorkbench.Impact;

namespace RuleWorkbench.Reporting;

/// <summary>Writes a comparison as Markdown that fits a comment on a pull request: what changed, what it means, whom it
/// touches.</summary>
public static class DiffMarkdown
{
    /// <summary>Beyond this many of one kind, a comment gives their number.</summary>
    private const int MostLines = 40;

    public static string Write(ComparisonReport report)
    {
        var text = new StringBuilder();
        foreach (var comparison in report.Pathways)
            Write(text, comparison);
        return report.Pathways.IsEmpty ? "No pathways to compare.\n" : text.ToString();
    }

    private static void Write(StringBuilder text, PathwayComparison comparison)
    {
        var diff = comparison.Diff;
        text.Append($"## {MarkdownText.Escape(diff.Pathway)}: {MarkdownText.Escape(diff.Baseline.Label)} → {MarkdownText.Escape(diff.Candidate.Label)}\n\n");
        text.Append($"**{MarkdownText.Escape(DiffSummary.Of(diff).ToString())}**\n\n");
        foreach (var wrong in diff.NotCompared)
            text.Append($"- not compared: {MarkdownText.Escape(wrong.ToString())}\n");
        if (!diff.NotCompared.IsEmpty)
            text.Append('\n');
        if (comparison.Impact is { } impact)
            Write(text, diff, impact);
        foreach (var group in diff.Changes.GroupBy(c => c.Subject))
        {
            text.Append($"### {DiffWords.Heading(group.Key)}\n\n");
            foreach (var change in group.Take(MostLines))
                Write(text, change);
            if (group.Count() > MostLines)
                text.Append($"- … and {group.Count() - MostLines} more\n");
            text.Append('\n');
        }
    }

    private static void Write(StringBuilder text, Change change)
    {
        text.Append($"- **{MarkdownText.Escape(change.Id)}** {MarkdownText.Escape(change.Title ?? "")}: {DiffWords.Kinds(change)}");
        text.Append(change.LacksEvidence ? ". **Logic changed, evidence did not**\n" : "\n");
        foreach (var edit in change.Edits)
        {
            if (!edit.Inside.IsEmpty)
            {
                foreach (var inside in edit.Inside)
                    text.Append($"  - {MarkdownText.Escape(edit.What)}: {MarkdownText.Escape(DiffWords.Sentence(inside))}\n");
            }
            else if (edit is { Aspect: EditAspect.Logic, Before: not null, After: not null, Meaning: not Meaning.OtherLogic })
            {
                text.Append($"  - {MarkdownText.Escape(edit.What)}: {DiffWords.Meaning(edit)}\n");
            }
            else if (DiffWords.Line(edit) is { } line)
            {
                text.Append($"  - {MarkdownText.Escape(line)}\n");
            }
            else
            {
                text.Append($"  - {MarkdownText.Escape(edit.What)}:{Side("before", edit.Before)}{Side("after", edit.After)}\n");
            }
        }

        if (!change.Reaches.IsEmpty)
            text.Append($"  - reaches {MarkdownText.Escape(DiffWords.Reaches(change.Reaches))}\n");
    }

    private static string Side(string name, string? side) => side is null ? "" : $" {name} {MarkdownText.Code(side)}";

    private static void Write(StringBuilder text, PathwayDiff diff, ImpactResult impact)
    {
        text.Append($"### impact\n\n{MarkdownText.Escape(ImpactWords.Summary(impact))}; {MarkdownText.Escape(ImpactWords.Burden(impact.Whole))}.{(ImpactWords.Population(impact) is { } people ? $" Run were {MarkdownText.Escape(people)}." : "")}\n\n");
        if (!impact.Effects.IsEmpty)
            text.Append("| cases | what | caused by | for example |\n|--:|---|---|---|\n");
        foreach (var effect in impact.Effects.Take(MostLines))
        {
            var example = effect.Witness is { } witness ? MarkdownText.TableCode(ImpactWords.Facts(witness.Case)) : MarkdownText.Escape(effect.Examples[0].Name);
            text.Append($"| {effect.Cases} | {MarkdownText.Escape(ImpactWords.Effect(effect.Difference))} | {MarkdownText.Escape(ImpactWords.Causes(effect))} | {example} |\n");
        }

        if (impact.Effects.Length > MostLines)
            text.Append($"\n… and {impact.Effects.Length - MostLines} effects more.\n");
        if (!impact.Strata.IsEmpty)
        {
            text.Append($"\n| {MarkdownText.Escape(impact.By!)} | cases | touched | gained | lost | burden |\n|---|--:|--:|--:|--:|---|\n");
            foreach (var s in impact.Strata)
                text.Append($"| {MarkdownText.Escape(s.Value)} | {s.Cases} | {s.Touched} | {s.Gained} | {s.Lost} | {MarkdownText.Escape(ImpactWords.Burden(s))} |\n");
        }

        foreach (var dropped in impact.Dropped)
            text.Append($"\n{MarkdownText.Escape(dropped.Path)} is left out for {MarkdownText.Escape(dropped.Version)}, which does not have it ({dropped.Cases} cases).\n");
        if (!impact.Unshown.IsEmpty)
            text.Append($"\nNo case shows {MarkdownText.Escape(string.Join(", ", impact.Unshown.Select(ImpactWords.Name)))} by itself (of {impact.Whole.Cases}).\n");
        foreach (var find in impact.Boundaries)
            text.Append($"\n- {MarkdownText.Escape(ImpactWords.Boundary(find))}");
        text.Append(impact.Boundaries.IsEmpty ? "\n" : "\n\n");
    }
}
