using RuleWorkbench.Diffing;

namespace RuleWorkbench.Impact;

/// <summary>What a search at the boundaries of a change's criteria found.</summary>
/// <param name="Tried">How many cases were made and tried.</param>
/// <param name="Effect">What the first case that shows the change does otherwise, or null where none does: which is no proof
/// that none exists.</param>
public sealed record BoundaryFind(Change Change, int Tried, Effect? Effect)
{
    /// <summary>True when it is a saved case, which shows the change only beside other changes of the candidate.</summary>
    public bool IsSaved { get; init; }

    /// <summary>Why no case was made and tried at all, or null.</summary>
    public string? NotTried { get; init; }
}
