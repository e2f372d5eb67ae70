using System.Globalization;
using System.Linq.Expressions;

namespace RuleWorkbench.Compilation;

/// <summary>Comparisons with a count of which only the least and greatest value are known.</summary>
internal static class CountBounds
{
    /// <summary>The comparison's value where the bounds decide it, or null: <c>list.Count(…) >= 2</c> is decided once two
    /// elements count for sure, whatever the others are.</summary>
    public static Kleene? Compare(BinaryExpression node, Kleene left, Kleene right)
    {
        var (bounds, other, type) = left.Bounds is not null && right.State == KleeneState.Known
            ? (left.Bounds.Value, right.Value, node.NodeType)
            : right.Bounds is not null && left.State == KleeneState.Known
                ? (right.Bounds.Value, left.Value, Mirror(node.NodeType))
                : (default, null, node.NodeType);
        if (other is not (int or long or double) || node.Type != typeof(bool) || left.MayFail || right.MayFail)
            return null;
        var limit = Convert.ToDouble(other, CultureInfo.InvariantCulture);
        bool? decided = type switch
        {
            ExpressionType.GreaterThan => bounds.Least > limit ? true : bounds.Most > limit ? null : false,
            ExpressionType.GreaterThanOrEqual => bounds.Least >= limit ? true : bounds.Most >= limit ? null : false,
            ExpressionType.LessThan => bounds.Most < limit ? true : bounds.Least < limit ? null : false,
            ExpressionType.LessThanOrEqual => bounds.Most <= limit ? true : bounds.Least <= limit ? null : false,
            ExpressionType.Equal => limit < bounds.Least || limit > bounds.Most ? false : null,
            ExpressionType.NotEqual => limit < bounds.Least || limit > bounds.Most ? true : null,
            _ => null,
        };
        return decided is { } value ? Kleene.Known(value) : null;
    }

    private static ExpressionType Mirror(ExpressionType type) => type switch
    {
        ExpressionType.GreaterThan => ExpressionType.LessThan,
        ExpressionType.GreaterThanOrEqual => ExpressionType.LessThanOrEqual,
        ExpressionType.LessThan => ExpressionType.GreaterThan,
        ExpressionType.LessThanOrEqual => ExpressionType.GreaterThanOrEqual,
        _ => type,
    };
}
