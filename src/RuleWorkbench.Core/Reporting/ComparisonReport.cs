using System.Collections.Immutable;
using RuleWorkbench.Diffing;
using RuleWorkbench.Impact;

namespace RuleWorkbench.Reporting;

/// <summary>Two versions of one pathway compared.</summary>
/// <param name="Impact">Whom it touches; null where that was not asked for, or could not be found out.</param>
public sealed record PathwayComparison(PathwayDiff Diff, ImpactResult? Impact);

/// <summary>Two versions compared, ready to be written.</summary>
public sealed record ComparisonReport(ImmutableArray<PathwayComparison> Pathways)
{
    /// <summary>True when no pathway has a change of logic.</summary>
    public bool IsSameLogic => Pathways.All(p => p.Diff.IsSameLogic);

    /// <summary>True when a version is invalid, so that not all could be compared.</summary>
    public bool IsInvalid => Pathways.Any(p => !p.Diff.NotCompared.IsEmpty);
}
