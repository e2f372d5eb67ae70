using System.Xml.Linq;
using RuleWorkbench.Diffing;
using RuleWorkbench.Model;

namespace RuleWorkbench.Reporting.Review;

/// <summary>A change with all that is to be known of it: what was edited, in words and as code, what it reaches, and whom it
/// touches.</summary>
internal static class ChangePart
{
    /// <summary>With more changes than this, those that do not touch the logic are closed at first.</summary>
    private const int MostOpen = 12;

    public static XElement Write(PageContext page, Change change)
    {
        var id = page.IdOf(change);
        var isOpen = change.TouchesLogic && page.Diff.Changes.Count(c => c.TouchesLogic) <= MostOpen;
        return Tag.Of(
            "details.change",
            Tag.At("id", id),
            Tag.At("data-subject", DiffWords.Subject(change.Subject)),
            Tag.At("data-flags", string.Join(' ', Flags(page, change))),
            Tag.At("open", isOpen),
            Tag.Of(
                "summary",
                Tag.Of($"span.sign.{Colour(change)}", Tag.At("aria-hidden", "true"), DiffWords.Sign(change)),
                Tag.Of("span.what", Tag.Of("strong", Tag.Name(change.Id)), change.Title is { Length: > 0 } title ? Tag.Some(" ", Tag.Name(title)) : null),
                Tag.Of("span.badges", Badges(page, change))),
            Tag.Of("div.body", Body(page, change)));
    }

    /// <summary>The class that says what kind of change it is.</summary>
    public static string Colour(Change change) => change.Kinds switch
    {
        ChangeKinds.Added => "added",
        ChangeKinds.Removed => "removed",
        _ => change.Meaning switch
        {
            Meaning.OtherLogic => "logic",
            Meaning.NotCompared => "unknown",
            _ => "other",
        },
    };

    private static IEnumerable<string> Flags(PageContext page, Change change)
    {
        yield return change.TouchesLogic ? "logic" : "no-logic";
        if (change.LacksEvidence)
            yield return "no-evidence";
        if (page.Impact?.Unshown.Contains(change, ReferenceEqualityComparer.Instance) == true)
            yield return "untested";
        if (EffectsOf(page, change).Any())
            yield return "touches";
    }

    private static IEnumerable<XElement> Badges(PageContext page, Change change)
    {
        yield return Tag.Of($"span.badge.{Colour(change)}", DiffWords.Kinds(change));
        if (change.TouchesLogic)
            yield return Tag.Of("span.badge.logic", DiffWords.Meaning(change.Meaning));
        else if (change.Edits.Any(e => e.Aspect == EditAspect.Logic))
            yield return Tag.Of("span.badge", "same logic");
        if (change.LacksEvidence)
            yield return Tag.Of("span.badge.warn", "evidence unchanged");
        if (page.Impact?.Unshown.Contains(change, ReferenceEqualityComparer.Instance) == true)
            yield return Tag.Of("span.badge.warn", "no case shows it");
        if (!change.Reaches.IsEmpty)
            yield return Tag.Of("span.badge", $"reaches {Tag.Count(change.Reaches.Length, "rule")}");
    }

    private static IEnumerable<XElement?> Body(PageContext page, Change change)
    {
        var sentences = change.Edits.SelectMany(Sentences).ToList();
        if (sentences.Count > 0)
            yield return Tag.Of("ul.edits", sentences);
        foreach (var block in Logic(page, change))
            yield return block;
        foreach (var edit in change.Edits.Where(e => IsLong(e) && !IsCondition(change, e)))
            yield return Tag.Of("div.block", Tag.Of("h5", edit.What), PageText.Sides(edit.Before, edit.After, edit.Aspect == EditAspect.Logic));
        if (!change.Reaches.IsEmpty)
            yield return Reaches(page, change);
        if (EffectsOf(page, change).ToList() is { Count: > 0 } effects)
        {
            yield return Tag.Of(
                "div.block",
                Tag.Of("h5", "Whom it touches"),
                Tag.Of("ul", effects.Take(8).Select(e => Tag.Of("li", Tag.Of("strong", Tag.Count(e.Cases, "case")), " ", Tag.Name(ImpactWords.Effect(e.Difference)), page.WitnessOf(e) is { } witness ? Tag.Some(" ", Tag.Jump(witness, "for example")) : null)), effects.Count > 8 ? Tag.Of("li", Tag.Jump(page.IdOf("impact"), $"and {Tag.Count(effects.Count - 8, "effect")} more")) : null));
        }

        if (page.Reviewed.Signatures?.List.On(change).ToList() is { Count: > 0 } remarks)
            yield return Tag.Of("div.block", Tag.Of("h5", "Remarks"), Tag.Of("ul", remarks.Select(r => Tag.Of("li", Tag.Name(r.Words), r.IsOf(change) ? null : " (of another edit of it)"))));
        yield return Places(change);
    }

    /// <summary>The condition of a rule in words and as code, as it was and as it is.</summary>
    private static IEnumerable<XElement> Logic(PageContext page, Change change)
    {
        if (change.Subject != ChangeSubject.Rule)
            yield break;
        var (old, now) = (change.RuleBefore, change.RuleAfter);
        var (was, stands) = (old is null ? null : Words(page.Before, page.Diff.Baseline, old), now is null ? null : Words(page.After, page.Diff.Candidate, now));
        if (change.Kinds == ChangeKinds.Unknown)
        {
            // Nothing is known to be gone or to have come.
            yield return Tag.Of("div.block", Tag.Of("h5", old is null ? "As the candidate has it" : "As the baseline has it"), Tag.Of("div.text", was ?? stands ?? RuleDiffer.Text((old ?? now)!)));
            yield break;
        }

        var (code, newCode) = (old is null ? null : RuleDiffer.Text(old), now is null ? null : RuleDiffer.Text(now));
        if (old is not null && now is not null && was == stands && code == newCode)
        {
            if (stands is not null)
                yield return Tag.Of("div.block", Tag.Of("h5", "The rule, whose condition did not change"), Tag.Of("div.text", stands));
            yield break;
        }

        if (was is not null || stands is not null)
            yield return Tag.Of("div.block", Tag.Of("h5", was == stands ? "In words: the same" : "In words"), was == stands ? Tag.Of("div.text", stands) : PageText.Sides(was, stands, isCode: false));
        if (code != newCode)
            yield return Tag.Of("div.block", Tag.Of("h5", "As code"), PageText.Sides(code, newCode, isCode: true));
    }

    private static string? Words(ClinicalWords? words, PathwayVersion version, Rule rule) =>
        version.Pathway?.Workflows.FirstOrDefault(w => w.Rules.Contains(rule, ReferenceEqualityComparer.Instance)) is { } workflow ? words?.Of(workflow.Name, rule) : null;

    private static IEnumerable<XElement> Sentences(Edit edit)
    {
        if (!edit.Inside.IsEmpty)
        {
            foreach (var inside in edit.Inside)
                yield return Tag.Of("li", edit.What == "expression" ? null : Tag.Some(Tag.Of("b", edit.What), ": "), Tag.Ticked(DiffWords.Sentence(inside)));
        }
        else if (edit is { Aspect: EditAspect.Logic, Before: not null, After: not null, Meaning: not Meaning.OtherLogic })
        {
            yield return Tag.Of("li", Tag.Of("b", edit.What), ": ", DiffWords.Meaning(edit.Meaning));
        }
        else if (edit is { Before: { } before, After: { } after } && !IsLong(edit) && edit.Gained.IsEmpty && edit.Lost.IsEmpty)
        {
            yield return Tag.Of("li", Tag.Of("b", edit.What), ": ", Tag.Of("del", before), " → ", Tag.Of("ins", after));
        }
        else if (DiffWords.Line(edit) is { } line)
        {
            yield return Tag.Of("li", Tag.Name(line));
        }
    }

    private static bool IsLong(Edit edit) => DiffWords.Line(edit) is null && !(edit is { Aspect: EditAspect.Logic, Before: not null, After: not null, Meaning: Meaning.SameLogic });

    private static bool IsCondition(Change change, Edit edit) => change.Subject == ChangeSubject.Rule && edit.What == "expression";

    private static XElement Reaches(PageContext page, Change change) => Tag.Of(
        "div.block",
        Tag.Of("h5", $"Reaches {Tag.Count(change.Reaches.Length, "rule")}"),
        Tag.Of("ul", change.Reaches.Select(r => Tag.Of("li", RuleLink(page, r.Rule), r.Criteria.IsEmpty ? null : ": ", r.Criteria.Select((c, i) => Tag.Some(i == 0 ? null : "; ", Tag.Code(c)))))));

    private static XElement RuleLink(PageContext page, Rule rule) =>
        page.Diff.Changes.FirstOrDefault(c => ReferenceEquals(c.RuleAfter, rule)) is { } change ? Tag.Jump(page.IdOf(change), Tag.Name(rule.Label)) : Tag.Name(rule.Label);

    private static IEnumerable<Impact.Effect> EffectsOf(PageContext page, Change change) =>
        page.Impact?.Effects.Where(e => e.Causes.Any(c => c.Changes.Contains(change, ReferenceEqualityComparer.Instance))) ?? [];

    private static XElement? Places(Change change) => change.Before is null && change.After is null ? null : Tag.Of(
        "p.places",
        change.Before is { } before ? Tag.Some("before: ", Tag.Code(before.ToString()), " ") : null,
        change.After is { } after ? Tag.Some("after: ", Tag.Code(after.ToString())) : null);
}
