namespace RuleWorkbench.Model;

/// <summary>What a walk ends with for a recommendation.</summary>
public enum RecommendationStatus
{
    /// <summary>No rule asks for it.</summary>
    None,

    /// <summary>A guard is met and determined.</summary>
    Vetoed,

    /// <summary>A missing fact could make a rule ask for it.</summary>
    Undetermined,

    /// <summary>A rule asks for it, but something that could forbid it is not decided.</summary>
    Held,

    /// <summary>A rule asks for it and nothing can forbid it.</summary>
    Recommended,
}
