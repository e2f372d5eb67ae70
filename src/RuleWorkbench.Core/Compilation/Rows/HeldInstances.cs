using System.Linq.Expressions;

namespace RuleWorkbench.Compilation.Rows;

/// <summary>Puts a value that comes out of a loop or a try into a variable before one of its members is read: the compiler of
/// trees refuses to read a member of such a value where its type is a value type.</summary>
internal sealed class HeldInstances : ExpressionVisitor
{
    public static Expression In(Expression tree) => new HeldInstances().Visit(tree);

    protected override Expression VisitMember(MemberExpression node)
    {
        var visited = (MemberExpression)base.VisitMember(node);
        return visited.Expression is { } instance && ComesOut(instance) ? Hold(instance, visited.Update) : visited;
    }

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        var visited = (MethodCallExpression)base.VisitMethodCall(node);
        return visited.Object is { } instance && ComesOut(instance) ? Hold(instance, held => visited.Update(held, visited.Arguments)) : visited;
    }

    private static BlockExpression Hold(Expression instance, Func<ParameterExpression, Expression> use)
    {
        var held = Expression.Variable(instance.Type);
        return Expression.Block([held], Expression.Assign(held, instance), use(held));
    }

    private static bool ComesOut(Expression instance)
    {
        if (!instance.Type.IsValueType)
            return false;
        var finder = new BlockFinder();
        finder.Visit(instance);
        return finder.Found;
    }

    private sealed class BlockFinder : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitLoop(LoopExpression node)
        {
            Found = true;
            return node;
        }

        protected override Expression VisitTry(TryExpression node)
        {
            Found = true;
            return node;
        }
    }
}
