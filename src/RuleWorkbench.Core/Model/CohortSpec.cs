using System.Collections.Immutable;

namespace RuleWorkbench.Model;

/// <summary>How synthetic people are made: what the spec does not name is drawn from the schemas.</summary>
/// <param name="Facts">In declared order.</param>
public sealed record CohortSpec(string Name, SourcePlace Place, ImmutableArray<FactRecipe> Facts)
{
    public string? Description { get; init; }

    /// <summary>The date of each case lies between the two; null when the spec gives none.</summary>
    public (DateOnly First, DateOnly Last)? Clock { get; init; }

    /// <summary>Share of cases, 0 to 1, that lack a fact for which nothing else is said.</summary>
    public double Missing { get; init; }
}
