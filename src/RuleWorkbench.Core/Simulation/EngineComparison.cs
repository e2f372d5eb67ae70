using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Simulation;

/// <summary>Something that two engines see differently.</summary>
/// <param name="What">Such as <c>rule FNB-21</c> or <c>walk</c>.</param>
public sealed record EngineDifference(Case Case, string What, string Reference, string Plan);

/// <summary>Compares what two engines make of the same cases: verdicts, errors (whether, not their texts), facts that leave
/// open, figures bit for bit, walks and statuses.</summary>
public static class EngineComparison
{
    /// <summary>All differences, in the order of the cases; both runs must be of the same cases.</summary>
    public static ImmutableArray<EngineDifference> Compare(SuiteRun reference, SuiteRun plan) =>
        [.. reference.Cases.Zip(plan.Cases).SelectMany(pair => Compare(pair.First, pair.Second))];

    private static IEnumerable<EngineDifference> Compare(CaseResult reference, CaseResult plan)
    {
        if (reference.Walk is not { } r || plan.Walk is not { } p)
            yield break;
        EngineDifference Difference(string what, string ours, string theirs) => new(reference.Case, what, ours, theirs);

        if (!r.Path.SequenceEqual(p.Path))
            yield return Difference("walk", string.Join(" > ", r.Path), string.Join(" > ", p.Path));
        var others = p.Visited.Concat(p.Beside).ToDictionary(w => w.Workflow.Name);
        foreach (var workflow in r.Visited.Concat(r.Beside))
        {
            if (!others.TryGetValue(workflow.Workflow.Name, out var other))
                continue; // the walks differ, which has been said
            foreach (var (one, two) in workflow.Rules.Zip(other.Rules).Where(rules => !Agree(rules.First, rules.Second)))
                yield return Difference($"rule {one.Rule.Id}", Describe(one), Describe(two));
        }

        foreach (var code in r.Recommendations.Concat(p.Recommendations).Select(x => x.Code).Distinct())
        {
            if (r.StatusOf(code) != p.StatusOf(code))
                yield return Difference($"recommendation {code}", r.StatusOf(code).ToString(), p.StatusOf(code).ToString());
        }
    }

    /// <summary>True when both results say the same of a rule and of its nested rules.</summary>
    public static bool Agree(RuleResult reference, RuleResult plan) =>
        reference.Verdict == plan.Verdict
        && reference.MissingFacts.SequenceEqual(plan.MissingFacts)
        && reference.Error is null == plan.Error is null
        && Agree(reference.Figures, plan.Figures)
        && reference.Children.Length == plan.Children.Length
        && reference.Children.Zip(plan.Children).All(c => Agree(c.First, c.Second));

    private static bool Agree(Figures? reference, Figures? plan) =>
        reference is null == plan is null
        && (reference is null
            || (reference.Error is null == plan!.Error is null
                && reference.Values.Length == plan.Values.Length
                && reference.Values.Zip(plan.Values).All(v => v.First.Name == v.Second.Name && Same(v.First.Value, v.Second.Value))));

    private static bool Same(object? a, object? b) => a is double x && b is double y
        ? BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y)
        : Equals(a, b);

    private static string Describe(RuleResult result)
    {
        var figures = result.Figures is null ? "" : $", figures {result.Figures}";
        return ExpectationComparer.Describe(result) + figures;
    }
}
