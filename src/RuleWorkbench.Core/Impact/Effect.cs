using System.Collections.Immutable;

namespace RuleWorkbench.Impact;

/// <summary>A difference and how many cases show it.</summary>
/// <param name="Cases">How many.</param>
/// <param name="Examples">Some of them, those with the fewest facts first.</param>
public sealed record Effect(Difference Difference, int Cases, ImmutableArray<CasePair> Examples)
{
    /// <summary>What brings it about; empty where that was not found within the bound of the search.</summary>
    public ImmutableArray<Cause> Causes { get; init; } = [];

    /// <summary>The smallest case that was found to show it, or null where none was sought.</summary>
    public Witness? Witness { get; init; }
}
