using System.Text;
using RuleWorkbench.Diffing;
using RuleWorkbench.Impact;
using RuleWorkbench.Releases;

namespace RuleWorkbench.Reporting.Review;

/// <summary>Writes a review as Markdown that fits a comment on a pull request. What is most in need of a person comes first,
/// and what does not fit any more is counted.</summary>
public static class ReviewMarkdown
{
    /// <summary>The most characters that GitHub takes for a comment.</summary>
    public const int MostCharacters = 65_536;

    private const int LongestLine = 2_000;

    /// <param name="page">The address of the page, or null where there is none to link to.</param>
    public static string Write(ReviewReport report, string? page)
    {
        var comment = new CommentText(MostCharacters);
        var end = page is null ? "" : $"\n[The whole review]({Address(page)}) shows the drawing, each rule before and after, and the traces of the cases.\n";
        comment.Reserve(end);
        foreach (var reviewed in report.Pathways)
            Write(comment, reviewed);
        return comment.Finish(page is null ? "`rulewb review … --output review.html` shows all of it." : "The page shows all of it.") + end;
    }

    private static void Write(CommentText comment, ReviewedPathway reviewed)
    {
        var (diff, impact) = (reviewed.Comparison.Diff, reviewed.Comparison.Impact);
        var title = diff.Candidate.Pathway?.Title ?? diff.Baseline.Pathway?.Title ?? diff.Pathway;
        comment.Add(
            "pathways",
            $"## {Line(title)}\n\n{Line(diff.Baseline.Label)} → {Line(diff.Candidate.Label)}: **{Line(DiffSummary.Of(diff).ToString())}**\n\n",
            impact is null ? "No case was run through both versions.\n\n" : $"{Line(ImpactWords.Summary(impact))}; {Line(ImpactWords.Burden(impact.Whole))}.{(ImpactWords.Population(impact) is { } people ? $" Run were {Line(people)}." : "")}\n\n");
        if (reviewed.Signatures is { } signatures)
            comment.Add("sign-offs", $"Meaning {Line(signatures.Meaning is { } meaning ? MeaningHash.Short(meaning) : "none")}: {Line(signatures.Words)}\n\n");
        comment.AddList("open questions", "### Open questions\n\n", reviewed.Questions.Select(q => $"- {Line(q.Text)}{(q.About.Count == 0 ? "" : $" {Line(string.Join(", ", q.About.Select(ImpactWords.Name)))}")}\n"));
        if (impact is not null)
            comment.AddList("effects", "### Whom it touches\n\n| cases | what | caused by | for example |\n|--:|---|---|---|\n", impact.Effects.Where(e => e.Difference.Kind is DifferenceKind.Recommendation or DifferenceKind.Error).Select(Effect));
        foreach (var group in diff.Changes.OrderBy(c => c.TouchesLogic ? 0 : 1).GroupBy(c => c.TouchesLogic ? "### Changes of logic\n\n" : "### Other changes\n\n"))
            comment.AddList("changes", group.Key, group.Select(c => Change(c) + Remarks(c, reviewed)));
        comment.AddList("new findings of checks", "### New findings of checks\n\n", reviewed.Checks.New.Select(d => $"- {d.Severity.ToString().ToLowerInvariant()} {Line(d.Id)}: {Line(d.Message)} ({Line(d.Place.ToString())})\n"));
        comment.AddList("findings that are gone", "### Findings that are gone\n\n", reviewed.Checks.Gone.Select(d => $"- {Line(d.Id)}: {Line(d.Message)}\n"));
    }

    private static string Effect(Effect effect)
    {
        var example = effect.Witness is { } witness ? Line(ImpactWords.Facts(witness.Case)) : Line(effect.Examples[0].Name);
        return $"| {effect.Cases} | {Line(ImpactWords.Effect(effect.Difference))} | {Line(ImpactWords.Causes(effect))} | {example} |\n";
    }

    private static string Remarks(Change change, ReviewedPathway reviewed) =>
        string.Concat((reviewed.Signatures?.List.On(change) ?? []).Select(r => $"  - {Line(r.Words)}{(r.IsOf(change) ? "" : " (of another edit of it)")}\n"));

    private static string Change(Change change)
    {
        var text = new StringBuilder($"- {DiffWords.Sign(change).Replace("-", "−", StringComparison.Ordinal)} **{Line(change.Id)}** {Line(change.Title ?? "")} ({DiffWords.Subject(change.Subject)} {DiffWords.Kinds(change)}){(change.LacksEvidence ? ": **logic changed, evidence did not**" : "")}\n");
        foreach (var edit in change.Edits)
        {
            if (!edit.Inside.IsEmpty)
                text.AppendJoin("", edit.Inside.Select(i => $"  - {Line(edit.What)}: {Line(DiffWords.Sentence(i))}\n"));
            else if (edit is { Aspect: EditAspect.Logic, Before: not null, After: not null, Meaning: not Meaning.OtherLogic })
                text.Append($"  - {Line(edit.What)}: {DiffWords.Meaning(edit.Meaning)}\n");
            else
                text.Append($"  - {Line(DiffWords.Line(edit) ?? $"{edit.What}: {Short(edit.Before ?? "nothing")} → {Short(edit.After ?? "nothing")}")}\n");
        }

        return change.Reaches.IsEmpty ? text.ToString() : text.Append($"  - reaches {Line(DiffWords.Reaches(change.Reaches))}\n").ToString();
    }

    private static string Line(string text) => MarkdownText.Escape(PageWriter.Visible(Short(text)));

    /// <summary>One thing that somebody wrote cannot fill the comment.</summary>
    private static string Short(string text) => text.Length <= LongestLine ? text : text[..(char.IsHighSurrogate(text[LongestLine - 1]) ? LongestLine - 1 : LongestLine)] + "…";

    private static string Address(string page) => "<" + page.Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal).ReplaceLineEndings("") + ">";
}
