using RuleWorkbench.Diffing;
using RuleWorkbench.Impact;
using RuleWorkbench.Model;

namespace RuleWorkbench.Reporting.Review;

/// <summary>Something that the comparison cannot settle by itself.</summary>
/// <param name="Text">With names in backticks: a question, or a statement of what is not known.</param>
/// <param name="About">The changes that it is about; empty for the version as a whole.</param>
public sealed record OpenQuestion(string Text, IReadOnlyList<Change> About)
{
    private const int MostNamed = 12;

    /// <summary>The questions of a pathway, what could do most harm first.</summary>
    public static IEnumerable<OpenQuestion> Of(ReviewedPathway reviewed)
    {
        var (diff, impact) = (reviewed.Comparison.Diff, reviewed.Comparison.Impact);
        foreach (var wrong in diff.NotCompared)
            yield return new OpenQuestion($"Not compared, and so not known to be the same: {wrong}", []);
        if (impact is null && diff.Changes.Any(c => c.TouchesLogic))
            yield return new OpenQuestion("No case was run through both versions: whom does this touch?", []);
        foreach (var question in OfChecks(reviewed))
            yield return question;
        foreach (var question in OfImpact(impact))
            yield return question;
        var bare = diff.Changes.Where(c => c.LacksEvidence).ToList();
        if (bare.Count > 0)
            yield return new OpenQuestion("The logic changed, the evidence did not. Does what is cited still support the rule?", bare);
        if (diff.Candidate.Pathway?.ReviewBy is null && diff.Candidate.Pathway is not null && diff.Changes.Any(c => c.TouchesLogic))
            yield return new OpenQuestion("No date is set by which the pathway is to be reviewed again (`reviewBy`). When?", []);
    }

    private static IEnumerable<OpenQuestion> OfChecks(ReviewedPathway reviewed)
    {
        // What cannot be read is missed in many places.
        var failing = reviewed.Checks.New.Where(d => d.Severity == DiagnosticSeverity.Error).GroupBy(d => d.Message).Select(g => (Message: g.Key, Places: g.Count())).ToList();
        foreach (var (message, places) in failing.Take(MostNamed))
            yield return new OpenQuestion($"A check fails that did not fail before{(places == 1 ? "" : $", in {places} places")}: {message}", []);
        if (failing.Count > MostNamed)
            yield return new OpenQuestion($"So do {failing.Count - MostNamed} more checks, all of which are listed below.", []);
    }

    private static IEnumerable<OpenQuestion> OfImpact(ImpactResult? impact)
    {
        if (impact is null)
            yield break;
        foreach (var error in impact.Effects.Where(e => e.Difference.IsNewError))
            yield return new OpenQuestion($"A new error at `{error.Difference.What}`, in {Count(error.Cases)}. Is that meant?", Causes(error));
        foreach (var lost in impact.Effects.Where(e => e.Difference.IsLost).GroupBy(e => e.Difference.After))
        {
            var codes = lost.Take(MostNamed).Select(e => $"`{e.Difference.What}` ({Count(e.Cases)})");
            var more = lost.Count() > MostNamed ? $" and {lost.Count() - MostNamed} more" : "";
            yield return new OpenQuestion($"No longer recommended, but {(lost.Key == Difference.Word(RecommendationStatus.None) ? "not mentioned" : lost.Key)}: {string.Join(", ", codes)}{more}. Is that meant?", [.. lost.SelectMany(Causes).Distinct<Change>(ReferenceEqualityComparer.Instance)]);
        }

        var unshown = impact.Unshown.Where(c => impact.Boundaries.All(b => b.Change != c || b.Effect is null)).ToList();
        if (unshown.Count > 0)
            yield return new OpenQuestion("No case shows what these changes do, neither a saved one nor one made for them. That is no proof that they do nothing. Which patients are they for?", unshown);
        var found = impact.Boundaries.Where(b => b is { Effect: not null, IsSaved: false }).Select(b => b.Change).ToList();
        if (found.Count > 0)
            yield return new OpenQuestion("No saved case shows these changes; cases were made up that do (see witnesses). Are they right, and should they be saved?", found);
        var unexplained = impact.Effects.Where(e => e.Causes.IsEmpty).ToList();
        if (unexplained.Count > 0)
            yield return new OpenQuestion($"The cause of {(unexplained.Count == 1 ? "one effect" : $"{unexplained.Count} effects")} was not found by applying changes one by one: {string.Join("; ", unexplained.Take(5).Select(e => ImpactWords.Effect(e.Difference)))}{(unexplained.Count > 5 ? "; …" : "")}", []);
        foreach (var dropped in impact.Dropped)
            yield return new OpenQuestion($"`{dropped.Path}` does not exist in {dropped.Version}: {Count(dropped.Cases)} had to be run there without it.", []);
        if (impact.Rejected > 0)
            yield return new OpenQuestion($"Lines of the cohort that are no cases were left out: {impact.Rejected}. Are the others still those that matter?", []);
        if (!impact.NotRun.IsEmpty)
            yield return new OpenQuestion($"Not run, since they are broken: {string.Join(", ", impact.NotRun)}", []);
    }

    private static List<Change> Causes(Effect effect) => [.. effect.Causes.SelectMany(c => c.Changes).Distinct<Change>(ReferenceEqualityComparer.Instance)];

    private static string Count(int cases) => cases == 1 ? "1 case" : $"{cases} cases";
}
