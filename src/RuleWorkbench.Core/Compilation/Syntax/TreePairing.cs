using System.Collections.Immutable;
using System.Linq.Expressions;

namespace RuleWorkbench.Compilation.Syntax;

/// <summary>Lays the tree that RulesEngine's parser made beside the text that it was made from, node by node. Where the
/// two do not have the same shape, the nodes below get no tree: a check then says nothing, rather than something wrong.
/// </summary>
internal static class TreePairing
{
    private static readonly ImmutableDictionary<string, ExpressionType[]> Operators = new Dictionary<string, ExpressionType[]>
    {
        ["??"] = [ExpressionType.Coalesce],
        ["||"] = [ExpressionType.OrElse],
        ["&&"] = [ExpressionType.AndAlso],
        ["&"] = [ExpressionType.And],
        ["|"] = [ExpressionType.Or],
        ["=="] = [ExpressionType.Equal],
        ["!="] = [ExpressionType.NotEqual],
        ["<"] = [ExpressionType.LessThan],
        ["<="] = [ExpressionType.LessThanOrEqual],
        [">"] = [ExpressionType.GreaterThan],
        [">="] = [ExpressionType.GreaterThanOrEqual],
        ["+"] = [ExpressionType.Add, ExpressionType.AddChecked],
        ["-"] = [ExpressionType.Subtract, ExpressionType.SubtractChecked],
        ["*"] = [ExpressionType.Multiply, ExpressionType.MultiplyChecked],
        ["/"] = [ExpressionType.Divide],
        ["%"] = [ExpressionType.Modulo],
    }.ToImmutableDictionary();

    public static Node Pair(Node node, Expression tree)
    {
        while (tree is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked or ExpressionType.Quote } convert)
            tree = convert.Operand;
        return node.Kind == NodeKind.Group
            ? node with { Tree = tree, Parts = [Pair(node.Parts[0], tree)] }
            : WithParts(node with { Tree = tree }, PartsOf(node, tree));
    }

    /// <summary>The trees of a node's parts, in their order; null for a part without one. Empty when the shapes differ.
    /// </summary>
    private static IReadOnlyList<Expression?> PartsOf(Node node, Expression tree) => (node.Kind, tree) switch
    {
        (NodeKind.Binary, BinaryExpression binary) => Binary(node, binary),
        (NodeKind.Binary, MethodCallExpression { Method.Name: "Concat" } concat) when node.Word == "+" && concat.Arguments.Count == 2 => concat.Arguments,
        (NodeKind.Binary, MethodCallExpression { Method.Name: "Contains" } contains) when node.Word == "in" && contains.Arguments.Count == 2 => [contains.Arguments[1], contains.Arguments[0]],
        (NodeKind.Unary, UnaryExpression { NodeType: ExpressionType.Not or ExpressionType.Negate or ExpressionType.NegateChecked } unary) => [unary.Operand],
        (NodeKind.Conditional, ConditionalExpression c) => [c.Test, c.IfTrue, c.IfFalse],
        (NodeKind.Call, ConditionalExpression c) when node.Word.Equals("iif", StringComparison.OrdinalIgnoreCase) && node.Parts.Length == 4 => [null, c.Test, c.IfTrue, c.IfFalse],
        (NodeKind.Member, MemberExpression { Expression: { } target } member) when Same(member.Member.Name, node.Word) => [target],
        (NodeKind.Call, MethodCallExpression call) when Same(call.Method.Name, node.Word) => Call(node, call),
        (NodeKind.Index, MethodCallExpression { Method.Name: "get_Item", Object: { } target } item) => [target, .. item.Arguments],
        (NodeKind.Lambda, LambdaExpression lambda) => [lambda.Body],
        (NodeKind.New, NewArrayExpression list) when list.Expressions.Count == node.Parts.Length => list.Expressions,
        (NodeKind.New, NewExpression made) when made.Arguments.Count == node.Parts.Length => made.Arguments,
        (NodeKind.New, MemberInitExpression made) when made.Bindings.Count == node.Parts.Length => [.. made.Bindings.Select(b => (b as MemberAssignment)?.Expression)],
        _ => [],
    };

    private static IReadOnlyList<Expression?> Binary(Node node, BinaryExpression tree)
    {
        if (!Operators.TryGetValue(node.Word, out var types) || !types.Contains(tree.NodeType))
            return [];

        // Texts are put in order by a call whose result is compared with 0.
        return node.IsComparison && tree.Left is MethodCallExpression { Method: { Name: "Compare", DeclaringType: { } owner } } compare && owner == typeof(string) && compare.Arguments.Count == 2
            ? compare.Arguments
            : [tree.Left, tree.Right];
    }

    private static IReadOnlyList<Expression?> Call(Node node, MethodCallExpression call)
    {
        var arguments = node.Parts.Length - 1;
        return call.Object is { } target && call.Arguments.Count == arguments ? [Callee(target), .. call.Arguments.Select(Body)]
            : call.Object is null && call.Arguments.Count == arguments ? [null, .. call.Arguments.Select(Body)]
            : call.Object is null && call.Arguments.Count == arguments + 1 ? [Callee(call.Arguments[0]), .. call.Arguments.Skip(1).Select(Body)]
            : [];

        // The callee's own part is what the method is called on; a lambda without a name is written as its body.
        static Expression Callee(Expression target) => new CalleeExpression(target);
        Expression Body(Expression argument, int i)
        {
            var lambda = (argument is UnaryExpression { NodeType: ExpressionType.Quote } quote ? quote.Operand : argument) as LambdaExpression;
            return lambda is not null && node.Parts[i + 1].Inner.Kind != NodeKind.Lambda ? lambda.Body : argument;
        }
    }

    private static Node WithParts(Node node, IReadOnlyList<Expression?> trees)
    {
        if (trees.Count != node.Parts.Length)
            return node;
        var parts = node.Parts.ToBuilder();
        for (var i = 0; i < parts.Count; i++)
        {
            parts[i] = trees[i] switch
            {
                null => parts[i],
                CalleeExpression callee => parts[i].Kind == NodeKind.Member ? parts[i] with { Parts = [Pair(parts[i].Parts[0], callee.Target)] } : parts[i],
                { } tree => Pair(parts[i], tree),
            };
        }

        return node with { Parts = parts.ToImmutable() };
    }

    private static bool Same(string name, string written) => name.Equals(written, StringComparison.OrdinalIgnoreCase);

    /// <summary>Marks the tree of what a method is called on, so that it is paired with that and not with the callee.</summary>
    private sealed class CalleeExpression(Expression target) : Expression
    {
        public Expression Target => target;

        public override ExpressionType NodeType => ExpressionType.Extension;

        public override Type Type => target.Type;
    }
}
