namespace RuleWorkbench.Diffing;

/// <summary>How many changes a diff has, by what they do.</summary>
/// <param name="OtherLogic">Changes that touch the logic.</param>
/// <param name="SameLogic">Edits of expressions whose logic stayed the same.</param>
/// <param name="NotCompared">Changes whose logic could not be compared.</param>
/// <param name="Rest">Changes of evidence, severity, texts and cases alone.</param>
/// <param name="LackingEvidence">Rules whose logic changed while their evidence did not.</param>
public sealed record DiffSummary(int OtherLogic, int SameLogic, int NotCompared, int Rest, int LackingEvidence)
{
    public static DiffSummary Of(PathwayDiff diff)
    {
        var sameLogic = diff.Changes.Count(c => c.Meaning == Meaning.SameLogic && c.Edits.Any(e => e.Aspect == EditAspect.Logic));
        return new DiffSummary(
            diff.Changes.Count(c => c.Meaning == Meaning.OtherLogic),
            sameLogic,
            diff.Changes.Count(c => c.Meaning == Meaning.NotCompared),
            diff.Changes.Count(c => c.Meaning == Meaning.SameLogic) - sameLogic,
            diff.Changes.Count(c => c.LacksEvidence));
    }

    public override string ToString()
    {
        var parts = new (int Count, string What)[]
        {
            (OtherLogic, "with other logic"), (NotCompared, "not compared"), (SameLogic, "with the same logic"), (Rest, "of evidence, texts or cases"),
        };
        var text = string.Join(", ", parts.Where(p => p.Count > 0).Select((p, i) => $"{p.Count}{(i == 0 ? p.Count == 1 ? " change" : " changes" : "")} {p.What}"));
        return (text.Length == 0 ? "no changes" : text) + (LackingEvidence == 0 ? "" : $"; {LackingEvidence} changed in logic but not in evidence");
    }
}
