namespace RuleWorkbench.Diffing;

/// <summary>What was done to a thing; a rename with an edit is both.</summary>
[Flags]
public enum ChangeKinds
{
    None = 0,
    Added = 1,
    Removed = 2,
    Modified = 4,
    Renamed = 8,

    /// <summary>To another workflow, or to another place in an order that matters.</summary>
    Moved = 16,

    /// <summary>Only one version could be read here, so that nobody can tell.</summary>
    Unknown = 32,
}
