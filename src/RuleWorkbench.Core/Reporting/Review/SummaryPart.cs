using System.Globalization;
using System.Xml.Linq;
using RuleWorkbench.Diffing;

namespace RuleWorkbench.Reporting.Review;

/// <summary>What to know before anything else.</summary>
internal static class SummaryPart
{
    public static XElement Write(PageContext page)
    {
        var (diff, impact) = (page.Diff, page.Impact);
        var summary = DiffSummary.Of(diff);
        return Tag.Of(
            "section.part.summary",
            Tag.At("aria-labelledby", page.IdOf("summary")),
            Tag.Of("h3", Tag.At("id", page.IdOf("summary")), "Summary"),
            diff.Candidate.Pathway?.Disclaimer is { } disclaimer ? Tag.Of("p.meta", Tag.Name(disclaimer)) : null,
            Tag.Of("p.lead", Verdict(page)),
            Tag.Of(
                "ul.cards",
                Card(summary.OtherLogic, summary.OtherLogic == 1 ? "change of logic" : "changes of logic", summary.OtherLogic > 0 ? "logic" : null, page.IdOf("changes")),
                Card(summary.SameLogic + summary.Rest, "other changes", null, page.IdOf("changes")),
                summary.NotCompared > 0 ? Card(summary.NotCompared, "not compared", "removed", page.IdOf("questions")) : null,
                Card(summary.LackingEvidence, "changed without evidence", summary.LackingEvidence > 0 ? "warn" : null, page.IdOf("evidence")),
                impact is null ? null : Card(impact.Whole.Touched, $"of {Tag.Count(impact.Whole.Cases, "case")} touched", null, page.IdOf("impact")),
                impact is null ? null : Card(impact.Whole.Lost, impact.Whole.Lost == 1 ? "recommendation lost" : "recommendations lost", impact.Whole.Lost > 0 ? "removed" : null, page.IdOf("impact")),
                impact is null ? null : Card(impact.Whole.Gained, impact.Whole.Gained == 1 ? "recommendation gained" : "recommendations gained", impact.Whole.Gained > 0 ? "added" : null, page.IdOf("impact")),
                impact is null ? null : Card(impact.Unshown.Length, "changes no case shows", impact.Unshown.IsEmpty ? null : "warn", page.IdOf("impact")),
                Card(page.Reviewed.Checks.New.Length, page.Reviewed.Checks.New.Length == 1 ? "new finding of checks" : "new findings of checks", page.Reviewed.Checks.New.IsEmpty ? null : "warn", page.IdOf("checks"))),
            Questions(page));
    }

    private static string Verdict(PageContext page)
    {
        var diff = page.Diff;
        if (!diff.NotCompared.IsEmpty)
            return "A version is invalid: what is said here is not all that differs.";
        if (diff.Changes.IsEmpty)
            return "The two versions are the same.";
        return diff.IsSameLogic ? "The logic is the same: only texts, evidence, cases or the way things are written changed." : DiffSummary.Of(diff) + ".";
    }

    private static XElement Card(long number, string what, string? kind, string link) => Tag.Of(
        kind is null ? "li.card" : $"li.card.{kind}",
        Tag.Jump(link, Tag.Of("span.number", number.ToString("N0", CultureInfo.InvariantCulture)), " ", Tag.Of("span", what)));

    private static XElement? Questions(PageContext page) => page.Reviewed.Questions.IsEmpty ? null : Tag.Of(
        "div.questions",
        Tag.Of("h4", Tag.At("id", page.IdOf("questions")), $"Open questions ({page.Reviewed.Questions.Length})"),
        Tag.Of("ol", page.Reviewed.Questions.Select(q => Tag.Of("li", Tag.Ticked(q.Text), q.About.Count == 0 ? null : Tag.Some(" ", page.Links(q.About))))));
}
