namespace RuleWorkbench.Impact;

/// <summary>What of a walk is not the same in two versions.</summary>
public enum DifferenceKind
{
    /// <summary>The status of a recommendation.</summary>
    Recommendation,

    /// <summary>An error of the walk: at a rule, or a conflict in a group.</summary>
    Error,

    /// <summary>The verdict of a rule.</summary>
    Rule,

    /// <summary>The figures of a rule that is met in both.</summary>
    Figures,

    /// <summary>The workflows visited.</summary>
    Walk,

    /// <summary>Whether the value of a fact is taken at all.</summary>
    Value,
}
