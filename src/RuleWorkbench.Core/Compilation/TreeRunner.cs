using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace RuleWorkbench.Compilation;

/// <summary>Runs trees as the CLR would, on given values of their variables. Safe for parallel use.</summary>
public sealed class TreeRunner
{
    private readonly ConcurrentDictionary<Expression, (ParameterExpression[] Free, Func<object?[], object?> Run)> compiled =
        new(ReferenceEqualityComparer.Instance);

    /// <summary>The tree's value, or why it fails.</summary>
    /// <param name="valueOf">Value of a free variable; null stands for the variable's default.</param>
    public (object? Value, string? Error) Run(Expression tree, Func<ParameterExpression, object?> valueOf)
    {
        var (free, run) = compiled.GetOrAdd(tree, Compile);
        return Try(() => run(Array.ConvertAll(free, v => valueOf(v) ?? Default(v.Type))));
    }

    /// <summary>The value of an operation of the user's expression, or why it fails.</summary>
    public static (object? Value, string? Error) Try(Func<object?> operation)
    {
        try
        {
            return (operation(), null);
        }
        catch (TargetInvocationException e)
        {
            return (null, (e.InnerException ?? e).Message);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever the user's expression throws is that expression's failure.
            return (null, e.Message);
        }
    }

    /// <summary>What stands for null where a type has none.</summary>
    internal static object? Default(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    private static (ParameterExpression[] Free, Func<object?[], object?> Run) Compile(Expression tree)
    {
        var (free, code) = Close(tree);
        return (free, code.Compile(preferInterpretation: true));
    }

    /// <summary>The tree as a function of the variables that it leaves free.</summary>
    internal static (ParameterExpression[] Free, Expression<Func<object?[], object?>> Code) Close(Expression tree)
    {
        var finder = new FreeVariables();
        finder.Visit(tree);
        if (DirectCalls.IsDirect(tree))
            return ([.. finder.Free], values => DirectCalls.Run(tree, v => values[finder.Free.IndexOf(v)]));
        var arguments = Expression.Parameter(typeof(object?[]), "arguments");
        var assignments = finder.Free.Select((v, i) => (Expression)Expression.Assign(
            v, Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(i)), v.Type)));
        var body = Expression.Block(typeof(object), finder.Free, [.. assignments, Expression.Convert(tree, typeof(object))]);
        return ([.. finder.Free], Expression.Lambda<Func<object?[], object?>>(body, arguments));
    }

    private sealed class FreeVariables : ExpressionVisitor
    {
        private readonly HashSet<ParameterExpression> bound = [];

        public List<ParameterExpression> Free { get; } = [];

        protected override Expression VisitLambda<T>(Expression<T> node)
        {
            bound.UnionWith(node.Parameters);
            return base.VisitLambda(node);
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            if (!bound.Contains(node) && !Free.Contains(node))
                Free.Add(node);
            return node;
        }
    }
}
