namespace RuleWorkbench.Diffing;

/// <summary>What kind of edit was made inside an expression.</summary>
public enum ExpressionEditKind
{
    /// <summary>One constant for another: a threshold, a text.</summary>
    Value,

    /// <summary>One comparison for another: <c>&gt;</c> for <c>&gt;=</c>.</summary>
    Comparison,

    /// <summary><c>&amp;&amp;</c> for <c>||</c>, or the other way round.</summary>
    Combination,

    CriterionAdded,
    CriterionRemoved,

    /// <summary>A criterion beside others of which any will do.</summary>
    AlternativeAdded,
    AlternativeRemoved,
    Negation,

    /// <summary>The same criteria in another order, where the order matters since one of them can fail.</summary>
    Order,

    /// <summary>One part for another.</summary>
    Replaced,
}

/// <summary>The smallest edit that makes one expression of another.</summary>
/// <param name="Before">What stood there; null for what was added.</param>
/// <param name="After">What stands there now; null for what was removed.</param>
/// <param name="In">The part in which the edit was made, as it stands now; null for the whole expression.</param>
public sealed record ExpressionEdit(ExpressionEditKind Kind, string? Before, string? After, string? In = null)
{
    /// <summary>Unit of the fact that an edited value is compared with, or null.</summary>
    public string? Unit { get; init; }

    /// <summary>True when the criterion that was added or removed keeps patients out: a negation beside other criteria.
    /// </summary>
    public bool IsExclusion { get; init; }
}
