using RuleWorkbench.Diffing;
using RuleWorkbench.Impact;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Reporting;

/// <summary>The words in which every rendering of an impact says the same things.</summary>
public static class ImpactWords
{
    /// <summary>How many cases are touched.</summary>
    public static string Summary(ImpactResult impact) => impact.Whole.Touched == 0
        ? $"none of {Count(impact.Whole.Cases, "case")} does anything otherwise"
        : $"{impact.Whole.Touched} of {Count(impact.Whole.Cases, "case")} {(impact.Whole.Touched == 1 ? "does" : "do")} something otherwise: {Count(impact.Whole.Gained, "recommendation")} gained, {impact.Whole.Lost} lost";

    /// <summary>Where the cases come from, and what of that could not be run.</summary>
    public static string? Population(ImpactResult impact) => impact.Population is null ? null
        : $"the cases of {impact.Population}{(impact.Rejected == 0 ? "" : $"; {Count((int)impact.Rejected, "line")} left out, which {(impact.Rejected == 1 ? "is no case" : "are no cases")} of the candidate")}";

    /// <summary>The alert burden before and after.</summary>
    public static string Burden(Stratum stratum) =>
        FormattableString.Invariant($"{stratum.BurdenBefore:0.0} → {stratum.BurdenAfter:0.0} recommendations per 100 cases");

    /// <summary>What an effect is: <c>EPIDURAL_INJECTION recommended → vetoed</c>.</summary>
    public static string Effect(Difference difference) => difference.Kind switch
    {
        DifferenceKind.Walk => $"{difference.Before} → {difference.After}",
        DifferenceKind.Figures => $"{difference.What}: other figures",
        DifferenceKind.Error => difference.IsNewError ? $"new error at {difference.What}" : $"no more error at {difference.What}",
        _ => $"{difference.What}: {difference.Before} → {difference.After}",
    };

    public static string Heading(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Recommendation => "recommendations",
        DifferenceKind.Error => "errors",
        DifferenceKind.Rule => "verdicts of rules",
        DifferenceKind.Figures => "figures",
        DifferenceKind.Value => "values of facts",
        _ => "walks",
    };

    /// <summary>What brings an effect about.</summary>
    public static string Causes(Effect effect) => effect.Causes.IsEmpty
        ? "cause not found by applying changes one by one"
        : "by " + string.Join(" or ", effect.Causes.Select(Cause));

    public static string Cause(Cause cause) =>
        string.Join(" + ", cause.Changes.Select(Name)) + (cause.IsInteraction ? " only together (they interact)" : "");

    /// <summary>A change by its short name.</summary>
    public static string Name(Change change) => change.Subject switch
    {
        ChangeSubject.Rule => change.Id,
        ChangeSubject.PolicyValue => $"{Pathway.PolicyInput}.{change.Id}",
        _ => $"{DiffWords.Subject(change.Subject)} {change.Id}",
    };

    /// <summary>What a search at the boundaries found.</summary>
    public static string Boundary(BoundaryFind find) => find.Effect is { Witness: { } witness } effect
        ? $"{Name(find.Change)}: {(find.IsSaved ? $"{witness.From} shows it, but only beside other changes" : "a made-up case shows it")}: {Effect(effect.Difference)} for {Facts(witness.Case)}"
        : find.NotTried is { } why ? $"{Name(find.Change)}: no case was tried: {why}"
        : $"{Name(find.Change)}: no case found in {find.Tried} tried, which is no proof that nothing changes";

    /// <summary>What the baseline calls the rule that a difference is about.</summary>
    public static string OldName(PathwayDiff diff, Difference difference) =>
        diff.RuleIds.FirstOrDefault(r => r.Value == difference.What).Key ?? difference.What;

    /// <summary>The facts of a witness in one line.</summary>
    public static string Facts(Case source)
    {
        var lines = new List<string>();
        foreach (var input in source.Facts.Properties())
            lines.Add($"{input.Name} {Compact(input.Value)}");
        if (source.Policy.Count > 0)
            lines.Add($"policy {Compact(source.Policy)}");
        if (source.Clock is { } clock)
            lines.Add($"clock {clock.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}");
        return lines.Count == 0 ? "no facts at all" : string.Join(", ", lines);
    }

    /// <summary>What a version says of a difference on its witness, and why.</summary>
    public static string Says(Explanation explanation, Difference difference, string rule)
    {
        if (difference.Kind == DifferenceKind.Recommendation)
        {
            return explanation.Walk.Recommendations.FirstOrDefault(r => r.Code == difference.What) is { } found
                ? $"{found.Status.ToString().ToLowerInvariant()}, {string.Join("; ", found.Reasons.Select(ExplanationWords.Reason))}"
                : "no status";
        }

        return difference.Kind switch
        {
            DifferenceKind.Walk => string.Join(" > ", explanation.Walk.Path),
            DifferenceKind.Error => explanation.Walk.Errors.FirstOrDefault(e => e.Where == rule)?.Message ?? "no error",
            _ => explanation.Walk.Rule(rule) is not { } result ? "not evaluated" : ExplanationWords.VerdictOf(result) + (result.Figures is { } figures ? $", {figures}" : ""),
        };
    }

    private static string Compact(Newtonsoft.Json.Linq.JToken token) => token switch
    {
        Newtonsoft.Json.Linq.JObject members => $"{{ {string.Join(", ", members.Properties().Select(m => $"{m.Name}: {Compact(m.Value)}"))} }}",
        Newtonsoft.Json.Linq.JArray list => $"[{string.Join(", ", list.Select(Compact))}]",
        _ => token.ToString(Newtonsoft.Json.Formatting.None),
    };

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
