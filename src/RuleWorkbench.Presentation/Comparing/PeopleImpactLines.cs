using RuleWorkbench.Impact;
using RuleWorkbench.Presentation.Cohorts;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Reporting;

namespace RuleWorkbench.Presentation.Comparing;

/// <summary>Whom of a loaded cohort the changes touch as a tree: recommendations with how many people gain and lose them, what
/// became of these, and the people.</summary>
internal static class PeopleImpactLines
{
    public static TreeNode Tree(PeopleImpact people)
    {
        var impact = people.Impact;
        var codes = impact.Effects.GroupBy(e => e.Difference.What).ToList();
        var (gained, lost) = (Sum(impact.Effects, d => d.IsGained), Sum(impact.Effects, d => d.IsLost));
        var line = Line.Of($"{people.Cohort}, {PeopleWords.Number(impact.After.Summary.Cases)} people  ", Tone.Title)
            .And(codes.Count == 0 ? "nobody gains or loses a recommendation" : $"{PeopleWords.Number(gained)} recommendations gained, {PeopleWords.Number(lost)} lost")
            .And(Left(impact), Tone.Warning);

        // Closed, since cases that somebody has saved are looked at first, and recommendations are many.
        return new TreeNode("people", line) { Children = [.. codes.Select(c => Code(c.Key, [.. c]))] };
    }

    private static TreeNode Code(string code, List<PopulationEffect> effects)
    {
        var turned = PeopleWords.Turned(Sum(effects, d => d.IsGained), Sum(effects, d => d.IsLost));
        var line = (turned.Text.Length > 0 ? turned : Line.Of("other status", Tone.Quiet)).Fit(15, atEnd: true).And("  ").And(code);
        return new TreeNode(code, line) { Children = [.. effects.Select(Effect)] };
    }

    private static long Sum(IEnumerable<PopulationEffect> effects, Func<Difference, bool> wanted) => effects.Where(e => wanted(e.Difference)).Sum(e => e.Cases.Count);

    private static TreeNode Effect(PopulationEffect effect)
    {
        var more = effect.Cases.Count - effect.Examples.Length;
        return new TreeNode($"{effect.Difference}", Line.Of($"{PeopleWords.Number(effect.Cases.Count),9}  ", Tone.Strong).And(ImpactWords.Effect(effect.Difference), ImpactLines.ToneOf(effect.Difference)))
        {
            Children =
            [
                .. effect.Examples.Select(c => new TreeNode(c.Id, Line.Of(c.Id), new TouchedCase(effect.Difference, c.Id, () => c))),
                .. more > 0 ? [new TreeNode("more", Line.Of($"and {PeopleWords.Number(more)} more", Tone.Quiet))] : Array.Empty<TreeNode>(),
            ],
        };
    }

    /// <summary>What must be known of people who are not counted, or not as the rules say.</summary>
    private static string Left(PopulationImpact impact)
    {
        var (before, after) = (impact.Before.Summary, impact.After.Summary);
        return (before.Rejected == 0 && after.Rejected == 0 ? "" : $"   no case: {PeopleWords.Number(before.Rejected)} → {PeopleWords.Number(after.Rejected)}")
            + (before.InError == 0 && after.InError == 0 ? "" : $"   in error: {PeopleWords.Number(before.InError)} → {PeopleWords.Number(after.InError)}");
    }
}
