namespace RuleWorkbench.Tracing;

/// <summary>The fewest criteria that would have to turn for an expression to become true (or false).</summary>
internal static class Obstacles
{
    public static IReadOnlyList<CriterionTrace> Find(CriterionTrace trace, bool wanted)
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
}
