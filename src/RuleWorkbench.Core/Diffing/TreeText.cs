using System.Linq.Expressions;
using RuleWorkbench.Model;

namespace RuleWorkbench.Diffing;

/// <summary>Writes a part of a tree as a person would have written it, which the tree alone still tells; conversions that
/// the parser put in are left out. Elements of lists are `it`; where a lambda inside another reads the outer one's element,
/// that is called by what it is: <c>chart.orders.Any(order => …)</c>. The parser does not keep the names that were written.
/// </summary>
internal sealed class TreeText
{
    private const int Highest = 10;

    private readonly IReadOnlySet<ParameterExpression> named;

    private TreeText(IReadOnlySet<ParameterExpression> named) => this.named = named;

    public static string Of(Expression node) => new TreeText(OuterElements.In(node)).Write(node).Text;

    private (string Text, int Rank) Write(Expression node)
    {
        switch (node)
        {
            case ConstantExpression constant:
                return (constant.Value is null ? "null" : Figures.Display(constant.Value), Highest);
            case ParameterExpression variable:
                return (NameOf(variable), Highest);
            case MemberExpression member:
                return (member.Expression is null ? $"{member.Member.DeclaringType!.Name}.{member.Member.Name}" : $"{Inside(member.Expression, Highest)}.{member.Member.Name}", Highest);
            case UnaryExpression { NodeType: ExpressionType.Not } not:
                return ($"!{Inside(not.Operand, Highest)}", 9);
            case UnaryExpression { NodeType: ExpressionType.Negate or ExpressionType.NegateChecked } negate:
                return ($"-{Inside(negate.Operand, Highest)}", 9);
            case UnaryExpression unary:
                return Write(unary.Operand);
            case BinaryExpression binary when Compared(binary) is var (left, right):
                return ($"{Inside(left, 6)} {Operator(binary.NodeType)} {Inside(right, 6)}", 5);
            case BinaryExpression binary:
                var rank = Rank(binary.NodeType);
                return ($"{Inside(binary.Left, rank)} {Operator(binary.NodeType)} {Inside(binary.Right, rank + 1)}", rank);
            case ConditionalExpression conditional:
                return ($"{Inside(conditional.Test, 2)} ? {Inside(conditional.IfTrue, 2)} : {Inside(conditional.IfFalse, 1)}", 1);
            case MethodCallExpression call:
                return (Call(call), Highest);
            case LambdaExpression lambda:
                return (Lambda(lambda), 0);
            case NewArrayExpression array:
                return ($"new [] {{ {string.Join(", ", array.Expressions.Select(Part))} }}", Highest);
            case NewExpression made:
                return ($"new ({string.Join(", ", made.Arguments.Select(Part))})", Highest);
            default:
                return (node.ToString(), 0);
        }
    }

    /// <summary>The texts that <c>Compare(a, b) &lt; 0</c> compares, which is what the parser makes of <c>a &lt; b</c>.</summary>
    private static (Expression Left, Expression Right)? Compared(BinaryExpression node) =>
        node is { Left: MethodCallExpression { Method.Name: "Compare", Object: null, Arguments: [var left, var right] } call, Right: ConstantExpression { Value: 0 } }
            && call.Method.DeclaringType == typeof(string)
            ? (left, right)
            : null;

    private string Call(MethodCallExpression call)
    {
        var isExtension = call.Object is null && call.Method.DeclaringType == typeof(Enumerable);
        var target = isExtension ? Inside(call.Arguments[0], Highest) : call.Object is null ? call.Method.DeclaringType!.Name : Inside(call.Object, Highest);
        return $"{target}.{call.Method.Name}({string.Join(", ", call.Arguments.Skip(isExtension ? 1 : 0).Select(Part))})";
    }

    private string Lambda(LambdaExpression lambda) =>
        lambda.Parameters is [{ Name: null or "" or "it" } element] && !named.Contains(element) ? Part(lambda.Body) : $"{string.Join(", ", lambda.Parameters.Select(NameOf))} => {Part(lambda.Body)}";

    private string Part(Expression node) => Write(node).Text;

    private string NameOf(ParameterExpression variable) =>
        named.Contains(variable) ? OuterElements.NameOf(variable) : string.IsNullOrEmpty(variable.Name) ? "it" : variable.Name;

    private string Inside(Expression node, int least) => Write(node) is var (text, rank) && rank < least ? $"({text})" : text;

    private static int Rank(ExpressionType type) => type switch
    {
        ExpressionType.Coalesce => 2,
        ExpressionType.OrElse => 3,
        ExpressionType.AndAlso => 4,
        ExpressionType.Or or ExpressionType.And or ExpressionType.ExclusiveOr => 5,
        ExpressionType.Add or ExpressionType.Subtract => 7,
        ExpressionType.Multiply or ExpressionType.Divide or ExpressionType.Modulo => 8,
        _ => 5,
    };

    /// <summary>An operator as expressions write it.</summary>
    public static string Operator(ExpressionType type) => type switch
    {
        ExpressionType.AndAlso => "&&",
        ExpressionType.OrElse => "||",
        ExpressionType.And => "&",
        ExpressionType.Or => "|",
        ExpressionType.LessThan => "<",
        ExpressionType.LessThanOrEqual => "<=",
        ExpressionType.GreaterThan => ">",
        ExpressionType.GreaterThanOrEqual => ">=",
        ExpressionType.Equal => "==",
        ExpressionType.NotEqual => "!=",
        ExpressionType.Add => "+",
        ExpressionType.Subtract => "-",
        ExpressionType.Multiply => "*",
        ExpressionType.Divide => "/",
        ExpressionType.Modulo => "%",
        ExpressionType.Coalesce => "??",
        _ => type.ToString(),
    };
}
