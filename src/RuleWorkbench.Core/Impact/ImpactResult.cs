using System.Collections.Immutable;
using RuleWorkbench.Cohorts;
using RuleWorkbench.Diffing;

namespace RuleWorkbench.Impact;

/// <summary>Whom a change touches: what the same cases do in two versions.</summary>
/// <param name="Whole">All cases.</param>
/// <param name="Effects">Every difference with its cases: recommendations first, most cases first.</param>
/// <param name="NotRun">Names of cases that are broken and were left out.</param>
/// <param name="Dropped">Facts that only one version knows, and how many cases have them.</param>
public sealed record ImpactResult(
    Stratum Whole, ImmutableArray<Effect> Effects, ImmutableArray<string> NotRun, ImmutableArray<DroppedFact> Dropped)
{
    /// <summary>The file of the cases, or null for saved cases.</summary>
    public string? Population { get; init; }

    /// <summary>Lines of a cohort that a version cannot take for a case.</summary>
    public long Rejected { get; init; }

    /// <summary>Which ways the cases go in both versions, or null where that was not counted.</summary>
    public ImpactFlow? Flow { get; init; }

    /// <summary>The fact by which cases are told apart in <see cref="Strata"/>, or null.</summary>
    public string? By { get; init; }

    public ImmutableArray<Stratum> Strata { get; init; } = [];

    /// <summary>Changes of logic that none of the cases shows, neither alone nor as a part of the smallest set. That is no proof
    /// that they change nothing.</summary>
    public ImmutableArray<Change> Unshown { get; init; } = [];

    /// <summary>What was found for them by trying values at the boundaries of their criteria.</summary>
    public ImmutableArray<BoundaryFind> Boundaries { get; init; } = [];

    public IEnumerable<Effect> Of(DifferenceKind kind) => Effects.Where(e => e.Difference.Kind == kind);
}

/// <summary>What both versions do to the same cases.</summary>
public sealed record ImpactFlow(CohortSummary Before, CohortSummary After);

/// <summary>A fact that was left out of cases for a version that does not have it.</summary>
/// <param name="Version">Label of the version that does not have it.</param>
public sealed record DroppedFact(string Path, string Version, int Cases);
