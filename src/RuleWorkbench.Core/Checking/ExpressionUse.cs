namespace RuleWorkbench.Checking;

/// <summary>What an expression is for.</summary>
public enum ExpressionUse
{
    Condition,
    Parameter,

    /// <summary>The figures of a recommendation; nothing is decided by them.</summary>
    Figure,
}
