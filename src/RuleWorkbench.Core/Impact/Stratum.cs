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
}
