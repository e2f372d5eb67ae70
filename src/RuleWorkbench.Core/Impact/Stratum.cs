using System.Collections.Immutable;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Impact;

/// <summary>The impact on the cases that have one value of a fact, or on all of them.</summary>
/// <param name="Value">The value, or <c>missing</c>.</param>
/// <param name="Touched">Cases that do anything otherwise.</param>
/// <param name="Gained">Recommendations given now that were not.</param>
/// <param name="Lost">Recommendations given no more.</param>
/// <param name="RecommendedBefore">Recommendations given by the baseline.</param>
/// <param name="RecommendedAfter">Recommendations given by the candidate.</param>
public sealed record Stratum(string Value, int Cases, int Touched, int Gained, int Lost, int RecommendedBefore, int RecommendedAfter)
{
    /// <summary>Alert burden of the baseline: recommendations per 100 cases.</summary>
    public double BurdenBefore => Cases == 0 ? 0 : 100.0 * RecommendedBefore / Cases;

    /// <summary>Alert burden of the candidate.</summary>
    public double BurdenAfter => Cases == 0 ? 0 : 100.0 * RecommendedAfter / Cases;

    /// <summary>The same with a case more.</summary>
    internal Stratum Plus(WalkResult before, WalkResult after, ImmutableArray<Difference> differences) => this with
    {
        Cases = Cases + 1,
        Touched = Touched + (differences.IsEmpty ? 0 : 1),
        Gained = Gained + differences.Count(d => d.IsGained),
        Lost = Lost + differences.Count(d => d.IsLost),
        RecommendedBefore = RecommendedBefore + before.Recommendations.Count(r => r.Status == RecommendationStatus.Recommended),
        RecommendedAfter = RecommendedAfter + after.Recommendations.Count(r => r.Status == RecommendationStatus.Recommended),
    };
}
