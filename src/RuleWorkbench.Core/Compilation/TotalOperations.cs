using System.Linq.Expressions;

namespace RuleWorkbench.Compilation;

/// <summary>Which operations cannot fail on any values that facts can have. What is not known not to fail may.</summary>
internal static class TotalOperations
{
    /// <summary>Whether a conversion or a sign can fail on an operand that is not null.</summary>
    public static bool MayFail(UnaryExpression node) =>
        node.Method is not null
        || node.NodeType == ExpressionType.ConvertChecked
        || (node.NodeType == ExpressionType.Convert && !node.Operand.Type.IsValueType && !node.Type.IsAssignableFrom(node.Operand.Type));

    /// <summary>Whether an operator can fail.</summary>
    /// <param name="right">Its right side: whole numbers can be divided by any number but 0 (and -1, which overflows).</param>
    public static bool MayFail(BinaryExpression node, Kleene right)
    {
        if (node.Method is { } method && method.DeclaringType != typeof(string) && method.DeclaringType != typeof(DateTime)
            && method.DeclaringType != typeof(TimeSpan) && method.DeclaringType != typeof(decimal))
        {
            return true;
        }

        var type = Underlying(node.Type);
        return node.NodeType switch
        {
            ExpressionType.Divide or ExpressionType.Modulo =>
                type != typeof(double) && !(right is { State: KleeneState.Known, Value: int and not 0 and not -1 }),
            ExpressionType.Add or ExpressionType.Subtract => type == typeof(decimal) || type == typeof(DateTime),
            ExpressionType.Multiply => type == typeof(decimal),
            ExpressionType.ArrayIndex or ExpressionType.AddChecked or ExpressionType.MultiplyChecked or ExpressionType.SubtractChecked or ExpressionType.Power => true,
            _ => false,
        };
    }

    /// <summary>Whether any other operation can fail.</summary>
    /// <param name="parts">What goes into it; some of it unknown.</param>
    public static bool MayFail(Expression node, IReadOnlyList<Kleene> parts) => node switch
    {
        NewArrayExpression => false,
        MethodCallExpression call when parts is [var date, { State: KleeneState.Known } amount] && TotalMethods.AddsLittle(call, amount.Value) => date.CouldBeNull,
        MethodCallExpression call => !TotalMethods.Contains(call) || FailsOnNull(call, parts),
        _ => true,
    };

    private static bool FailsOnNull(MethodCallExpression call, IReadOnlyList<Kleene> parts)
    {
        if (call.Object is null && call.Method.DeclaringType == typeof(string))
            return false; // string.Equals, Compare, Concat, IsNullOrEmpty

        // Methods of lists take any element, also null, and so do comparisons; other methods of texts do not.
        var takesNull = call.Method.DeclaringType != typeof(string) || call.Method.Name is "Equals" or "CompareTo";
        return takesNull ? parts[0].CouldBeNull : parts.Any(p => p.CouldBeNull);
    }

    private static Type Underlying(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
