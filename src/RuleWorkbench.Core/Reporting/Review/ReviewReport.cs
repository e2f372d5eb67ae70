using System.Collections.Immutable;

namespace RuleWorkbench.Reporting.Review;

/// <summary>All that a person needs to approve a change, or to refuse it.</summary>
/// <param name="Baseline">Label of the version that is in force.</param>
/// <param name="Candidate">Label of the version to be approved.</param>
/// <param name="Date">When the versions were compared.</param>
public sealed record ReviewReport(string Baseline, string Candidate, DateOnly Date, ImmutableArray<ReviewedPathway> Pathways)
{
    /// <summary>The comparison without what only a review adds.</summary>
    public ComparisonReport Comparison => new([.. Pathways.Select(p => p.Comparison)]);
}

/// <summary>One pathway of a review.</summary>
public sealed record ReviewedPathway(PathwayComparison Comparison, CheckChanges Checks)
{
    private ImmutableArray<OpenQuestion>? questions;

    /// <summary>Who has said what of the candidate; null where that was not looked for.</summary>
    public Signatures? Signatures { get; init; }

    /// <summary>What nobody but the approver can answer.</summary>
    public ImmutableArray<OpenQuestion> Questions => questions ??= [.. OpenQuestion.Of(this)];
}
