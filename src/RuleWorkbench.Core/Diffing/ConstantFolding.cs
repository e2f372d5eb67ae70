using System.Linq.Expressions;
using RuleWorkbench.Compilation;

namespace RuleWorkbench.Diffing;

/// <summary>What operations on constants alone give. Methods are left as they stand, and so is what fails.</summary>
internal static class ConstantFolding
{
    /// <summary>The constant true as canonical trees have it.</summary>
    public static readonly CanonicalTree True = Flag(true);

    public static readonly CanonicalTree False = Flag(false);

    /// <summary>The constant that a tree amounts to, or null.</summary>
    public static ConstantExpression? TryFold(Expression node)
    {
        if (!IsConstant(node))
            return null;
        using var invariant = InvariantScope.Enter();
        var (value, error) = TreeRunner.Try(Expression.Lambda<Func<object?>>(Expression.Convert(node, typeof(object))).Compile(preferInterpretation: true));
        return error is null ? Expression.Constant(value, node.Type) : null;
    }

    private static CanonicalTree Flag(bool value) => new(CanonicalKind.Constant, $"System.Boolean {value}", [], value ? "true" : "false") { IsTotal = true };

    private static bool IsConstant(Expression node) => node switch
    {
        ConstantExpression => true,
        UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.Negate or ExpressionType.Not, Method: null } unary => IsConstant(unary.Operand),
        BinaryExpression { Conversion: null } binary => (binary.Method is null || binary.Method.DeclaringType == typeof(string)) && IsConstant(binary.Left) && IsConstant(binary.Right),
        ConditionalExpression conditional => IsConstant(conditional.Test) && IsConstant(conditional.IfTrue) && IsConstant(conditional.IfFalse),
        _ => false,
    };
}
