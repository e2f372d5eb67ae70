using System.Collections.Immutable;
using RuleWorkbench.Diffing;

namespace RuleWorkbench.Impact;

/// <summary>What brings an effect about: one change, or several that do so only together.</summary>
/// <param name="Changes">Applied to the baseline without any other, they show the effect.</param>
public sealed record Cause(ImmutableArray<Change> Changes)
{
    /// <summary>True when no change alone shows the effect.</summary>
    public bool IsInteraction => Changes.Length > 1;
}
