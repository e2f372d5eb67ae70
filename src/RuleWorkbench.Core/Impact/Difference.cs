using RuleWorkbench.Model;

namespace RuleWorkbench.Impact;

/// <summary>One thing that a case does otherwise in the candidate.</summary>
/// <param name="What">Recommendation code, rule id (the candidate's), place of an error, or path of a fact; empty for the walk.</param>
/// <param name="Before">What it was, in words; empty for figures, which are different for every case.</param>
public sealed record Difference(DifferenceKind Kind, string What, string Before, string After)
{
    private static readonly string Recommended = Word(RecommendationStatus.Recommended);

    /// <summary>A recommendation that was not given before.</summary>
    public bool IsGained => Kind == DifferenceKind.Recommendation && After == Recommended;

    /// <summary>A recommendation that is given no more, whatever became of it.</summary>
    public bool IsLost => Kind == DifferenceKind.Recommendation && Before == Recommended;

    public bool IsNewly(RecommendationStatus status) => Kind == DifferenceKind.Recommendation && After == Word(status);

    public bool IsNewError => Kind == DifferenceKind.Error && After.Length > 0;

    /// <summary>A status in words.</summary>
    public static string Word(RecommendationStatus status) => status == RecommendationStatus.None ? "no status" : status.ToString().ToLowerInvariant();
}
