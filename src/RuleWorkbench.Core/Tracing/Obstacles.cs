using RuleWorkbench.Model;

namespace RuleWorkbench.Tracing;

/// <summary>The fewest criteria that would have to turn for a rule to be met.</summary>
internal static class Obstacles
{
    /// <summary>The trace of a rule with its obstacles marked, if the rule is not met.</summary>
    public static RuleTrace Mark(RuleTrace rule) =>
        rule.Result.Verdict == Verdict.NotMet ? Mark(rule, Find(rule).ToHashSet<CriterionTrace>(ReferenceEqualityComparer.Instance)) : rule;

    private static IReadOnlyList<CriterionTrace> Find(RuleTrace rule)
    {
        if (rule.Rule.Rule.Operator is not { } nested)
            return rule.Criteria is null ? [] : Find(rule.Criteria, wanted: true);
        var children = rule.Children.Where(c => c.Rule.Rule.Enabled).Select(Find).ToList();
        return nested == RuleOperator.And ? [.. children.SelectMany(c => c)] : children.MinBy(c => c.Count) ?? [];
    }

    private static IReadOnlyList<CriterionTrace> Find(CriterionTrace trace, bool wanted)
    {
        switch (trace.Criterion.Kind)
        {
            case CriterionKind.Test:
                return (trace.Actual ?? false) == wanted ? [] : [trace];
            case CriterionKind.Not:
                return Find(trace.Parts[0], !wanted);
            default:
                var parts = trace.Parts.Select(p => Find(p, wanted)).ToList();
                var all = trace.Criterion.Kind == CriterionKind.And == wanted;
                return all ? [.. parts.SelectMany(p => p)] : parts.MinBy(p => p.Count)!;
        }
    }

    private static RuleTrace Mark(RuleTrace rule, HashSet<CriterionTrace> obstacles) => rule with
    {
        Criteria = rule.Criteria is null ? null : Mark(rule.Criteria, obstacles),
        Children = [.. rule.Children.Select(c => Mark(c, obstacles))],
    };

    private static CriterionTrace Mark(CriterionTrace trace, HashSet<CriterionTrace> obstacles) => trace with
    {
        StandsInTheWay = obstacles.Contains(trace),
        Parts = [.. trace.Parts.Select(p => Mark(p, obstacles))],
    };
}
