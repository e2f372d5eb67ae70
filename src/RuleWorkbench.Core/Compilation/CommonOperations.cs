using System.Linq.Expressions;
using System.Numerics;

namespace RuleWorkbench.Compilation;

/// <summary>The operations that nearly all criteria are made of, carried out directly: compiling a node costs more than
/// a whole suite of cases. Each does what the CLR does for the same node; anything else is left to the compiled node.
/// </summary>
internal static class CommonOperations
{
    /// <summary>The value of a node on known parts, none of them null.</summary>
    public static bool TryApply(Expression node, IReadOnlyList<Kleene> parts, out object? value)
    {
        value = node switch
        {
            BinaryExpression when parts[0].Value is { } left && parts[1].Value is { } right => Apply(node, left, right),
            UnaryExpression or MemberExpression when parts.Count == 1 && parts[0].Value is { } operand => Apply(node, operand),
            _ => null,
        };
        return value is not null;
    }

    /// <summary>What a node with one part does, for those who do it often; null where it is none of those known here. The operation
    /// answers null for an operand that takes code.</summary>
    public static Func<object, object?>? OfOne(Expression node) => node switch
    {
        UnaryExpression unary when TargetOf(unary) is { } target => operand => Convert(target, operand),
        MemberExpression { Member.Name: "Value" } member when AsksNullable(member) => operand => operand,
        MemberExpression { Member.Name: "HasValue" } member when AsksNullable(member) => _ => true,
        _ => null,
    };

    /// <summary>The value of a node with one part, or null where it is none of those known here.</summary>
    private static object? Apply(Expression node, object operand) => node switch
    {
        UnaryExpression unary => Apply(unary, operand),
        MemberExpression member => Apply(member, operand),
        _ => null,
    };

    /// <summary>The value of a node with two parts, or null where it is none of those known here.</summary>
    public static object? Apply(Expression node, object left, object right) => node is BinaryExpression binary ? Apply(binary, left, right) : null;

    private static object? Apply(BinaryExpression node, object left, object right) => (left, right) switch
    {
        (double x, double y) => Compare(node.NodeType, x, y) ?? node.NodeType switch
        {
            ExpressionType.Add => x + y,
            ExpressionType.Subtract => x - y,
            ExpressionType.Multiply => x * y,
            ExpressionType.Divide => x / y,
            _ => null,
        },
        (int x, int y) => Compare(node.NodeType, x, y),
        (DateTime x, DateTime y) => Compare(node.NodeType, x.Ticks, y.Ticks),
        (string x, string y) when node.Left.Type == typeof(string) && node.Right.Type == typeof(string) => Equate(node.NodeType, x, y),
        (bool x, bool y) => Equate(node.NodeType, x, y),
        _ => null,
    };

    private static object? Compare<T>(ExpressionType type, T x, T y)
        where T : IComparisonOperators<T, T, bool> => type switch
        {
            ExpressionType.LessThan => x < y,
            ExpressionType.LessThanOrEqual => x <= y,
            ExpressionType.GreaterThan => x > y,
            ExpressionType.GreaterThanOrEqual => x >= y,
            ExpressionType.Equal => x == y,
            ExpressionType.NotEqual => x != y,
            _ => null,
        };

    private static object? Equate<T>(ExpressionType type, T x, T y)
        where T : IEquatable<T> => type switch
        {
            ExpressionType.Equal => x.Equals(y),
            ExpressionType.NotEqual => !x.Equals(y),
            _ => null,
        };

    private static object? Apply(UnaryExpression node, object operand) => TargetOf(node) is { } target ? Convert(target, operand) : null;

    /// <summary>A value as one of another type, or null where that takes code.</summary>
    private static object? Convert(Type target, object operand) =>
        target == operand.GetType() || target == typeof(object) ? operand
        : operand is int number && target == typeof(double) ? (double)number
        : null;

    /// <summary>The type that a plain conversion makes of a value that is there; null for anything else.</summary>
    private static Type? TargetOf(UnaryExpression node) =>
        node.NodeType != ExpressionType.Convert || node.Method is not null ? null : Nullable.GetUnderlyingType(node.Type) ?? node.Type;

    private static object? Apply(MemberExpression node, object target) => AsksNullable(node)
        ? node.Member.Name switch { "Value" => target, "HasValue" => true, _ => null }
        : null;

    private static bool AsksNullable(MemberExpression node) => node.Expression is { } owner && Nullable.GetUnderlyingType(owner.Type) is not null;
}
