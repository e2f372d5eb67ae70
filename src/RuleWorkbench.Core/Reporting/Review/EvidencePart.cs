using System.Xml.Linq;
using RuleWorkbench.Diffing;
using RuleWorkbench.Model;

namespace RuleWorkbench.Reporting.Review;

/// <summary>What each changed rule is based on, and whether that changed with it.</summary>
internal static class EvidencePart
{
    public static bool IsNeeded(PageContext page) => Rules(page).Any() || page.Diff.Of(ChangeSubject.Source).Any();

    public static XElement? Write(PageContext page)
    {
        var rules = Rules(page).ToList();
        var sources = page.Diff.Of(ChangeSubject.Source).ToList();
        if (!IsNeeded(page))
            return null;
        var cited = rules.Select(c => c.RuleAfter ?? c.RuleBefore).OfType<Rule>().SelectMany(r => r.Properties.Evidence)
            .Distinct().Select(k => (Key: k, Source: Find(page, k))).OrderBy(s => s.Key, StringComparer.Ordinal).ToList();
        return Tag.Of(
            "section.part",
            Tag.At("aria-labelledby", page.IdOf("evidence")),
            Tag.Of("h3", Tag.At("id", page.IdOf("evidence")), "Evidence"),
            rules.Count == 0 ? null : Tag.Of(
                "div.table-wrap",
                Tag.Of(
                    "table",
                    Tag.Of("caption.hidden", "Changed rules and their evidence"),
                    Tag.Of("thead", Tag.Of("tr", Head("Rule"), Head("Logic"), Head("Evidence"), Head("Strength"), Head(""))),
                    Tag.Of("tbody", rules.Select(c => Row(page, c))))),
            cited.Count == 0 ? null : Tag.Of("div.block", Tag.Of("h4", "Sources that are cited"), Tag.Of("dl.sources", cited.Select(s => Cited(s.Key, s.Source)))),
            sources.Count == 0 ? null : Tag.Of("p", "Sources that changed: ", page.Links(sources), "."));
    }

    private static XElement Cited(string key, Source? source) => Tag.Of(
        "div",
        Tag.Of("dt", Tag.Name(key)),
        source is null
            ? Tag.Of("dd", Tag.Of("span.badge.warn", "not among the sources"))
            : Tag.Of("dd", Tag.Name(source.Title), source.Citation is { } citation ? Tag.Of("p.meta", Tag.Linked(citation)) : null));

    private static IEnumerable<Change> Rules(PageContext page) =>
        page.Diff.Of(ChangeSubject.Rule).Where(c => c.TouchesLogic || c.Edits.Any(e => e.Aspect == EditAspect.Evidence));

    private static XElement Row(PageContext page, Change change)
    {
        var (old, now) = (change.RuleBefore?.Properties, change.RuleAfter?.Properties);
        var (was, stands) = (old is null ? "" : string.Join(", ", old.Evidence), now is null ? "" : string.Join(", ", now.Evidence));
        return Tag.Of(
            "tr",
            Tag.Of("th", Tag.At("scope", "row"), Tag.Jump(page.IdOf(change), Tag.Name(change.Id))),
            Tag.Of("td", change.Kinds is ChangeKinds.Added or ChangeKinds.Removed or ChangeKinds.Unknown ? DiffWords.Kinds(change) : DiffWords.Meaning(change.Meaning)),
            Tag.Of("td", old is null || now is null ? Tag.Name(was + stands) : PageText.Inline(was, stands)),
            Tag.Of("td", old is null || now is null ? Tag.Name(old?.Strength ?? now?.Strength ?? "") : PageText.Inline(old.Strength ?? "", now.Strength ?? "")),
            Tag.Of("td", change.LacksEvidence ? Tag.Of("span.badge.warn", "logic changed, evidence did not") : null));
    }

    private static Source? Find(PageContext page, string key) =>
        page.Diff.Candidate.Pathway?.Sources.FirstOrDefault(s => s.Key == key) ?? page.Diff.Baseline.Pathway?.Sources.FirstOrDefault(s => s.Key == key);

    private static XElement Head(string text) => text.Length == 0 ? Tag.Of("td") : Tag.Of("th", Tag.At("scope", "col"), text);
}
