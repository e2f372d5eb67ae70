using System.Linq.Expressions;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Diffing;

/// <summary>Finds the elements of lists that cannot be called <c>it</c>, since a lambda inside their own reads them.</summary>
internal sealed class OuterElements : ExpressionVisitor
{
    private readonly List<ParameterExpression> bound = [];
    private readonly HashSet<ParameterExpression> free = [];
    private readonly HashSet<ParameterExpression> outer = [];

    private OuterElements()
    {
    }

    /// <summary>Those of a tree, or of a part of one, in which several elements stand free.</summary>
    public static IReadOnlySet<ParameterExpression> In(Expression node)
    {
        var finder = new OuterElements();
        finder.Visit(node);
        if (finder.free.Count > 1)
            finder.outer.UnionWith(finder.free);
        return finder.outer;
    }

    /// <summary>What an element is: <c>order</c> for one of <c>chart.orders</c>, <c>element</c> for a text or a number.</summary>
    public static string NameOf(ParameterExpression element)
    {
        var type = element.Type.Name;
        if (!type.StartsWith(FactTypeNames.Prefix, StringComparison.Ordinal))
            return "element";
        var list = type[(type.LastIndexOf('_') + 1)..];
        return list.Length > 1 && list.EndsWith('s') ? list[..^1] : list;
    }

    protected override Expression VisitLambda<T>(Expression<T> node)
    {
        bound.AddRange(node.Parameters);
        Visit(node.Body);
        bound.RemoveRange(bound.Count - node.Parameters.Count, node.Parameters.Count);
        return node;
    }

    protected override Expression VisitParameter(ParameterExpression node)
    {
        if (node.Name is { Length: > 0 } and not "it")
            return node;
        if (!bound.Contains(node))
            free.Add(node);
        if (bound.Count > 0 && bound[^1] != node)
            outer.Add(node);
        return node;
    }
}
