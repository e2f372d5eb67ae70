using System.Collections.Concurrent;
using System.Linq.Expressions;

namespace RuleWorkbench.Compilation;

/// <summary>Carries out one operation of a tree on known values, exactly as the CLR would: the node itself is compiled
/// with its parts replaced by arguments. Safe for parallel use.</summary>
internal sealed class NodeOperations
{
    private readonly ConcurrentDictionary<Expression, Func<object?[], object?>> compiled = new(ReferenceEqualityComparer.Instance);
    private readonly TreeRunner trees = new();

    /// <summary>What goes into a node, in order of evaluation; null for a kind of node that is not known here.</summary>
    public static IReadOnlyList<Expression>? Parts(Expression node) => node switch
    {
        MemberExpression m => m.Expression is null ? [] : [m.Expression],
        UnaryExpression u => [u.Operand],
        BinaryExpression b => [b.Left, b.Right],
        MethodCallExpression c => c.Object is null ? c.Arguments : [c.Object, .. c.Arguments],
        NewArrayExpression a => a.Expressions,
        NewExpression n => n.Arguments,
        InvocationExpression i => [i.Expression, .. i.Arguments],
        TypeBinaryExpression t => [t.Expression],
        IndexExpression x => x.Object is null ? x.Arguments : [x.Object, .. x.Arguments],
        _ => null,
    };

    /// <summary>The node's value on known parts.</summary>
    public Kleene Apply(Expression node, IReadOnlyList<Kleene> parts)
    {
        if (CommonOperations.TryApply(node, parts, out var common))
            return Kleene.Known(common);
        var run = compiled.GetOrAdd(node, Compile);
        var arguments = new object?[parts.Count];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = parts[i].Value;
        return Run(() => run(arguments));
    }

    /// <summary>The value of a node that has lambdas among its parts: it is run as it stands, its free variables bound.</summary>
    public Kleene ApplyWithLambdas(Expression node, KleeneBindings bindings) =>
        Result(trees.Run(node, v => bindings.Find(v) is { State: KleeneState.Known } known ? known.Value : null));

    /// <summary>The value of a node as RulesEngine sees it, missing facts being null; null when a variable that it reads has
    /// no value.</summary>
    public Kleene? TryRun(Expression node, KleeneBindings bindings)
    {
        var isBound = true;
        var result = trees.Run(node, v =>
        {
            var value = bindings.Find(v);
            isBound &= value is { State: KleeneState.Known } || value is { AsksForMissingness: true };
            return value is { State: KleeneState.Known } ? value.Value : null;
        });
        return isBound ? Result(result) : null;
    }

    /// <summary>A known value as another type.</summary>
    public Kleene Convert(Kleene value, Type type) =>
        Run(() => Expression.Lambda<Func<object?>>(
            Expression.Convert(Expression.Convert(Expression.Convert(Expression.Constant(value.Value), Nullable.GetUnderlyingType(type) ?? type), type), typeof(object)))
            .Compile(preferInterpretation: true)());

    private static Kleene Run(Func<object?> operation) => Result(TreeRunner.Try(operation));

    private static Kleene Result((object? Value, string? Error) outcome) =>
        outcome.Error is null ? Kleene.Known(outcome.Value) : Kleene.Failed(outcome.Error);

    private static Func<object?[], object?> Compile(Expression node) => Alone(node).Compile(preferInterpretation: true);

    /// <summary>The node as a function of its parts.</summary>
    public static Expression<Func<object?[], object?>> Alone(Expression node)
    {
        // No part of a known value type is null, so that reflection cannot take one for its default.
        if (node is MethodCallExpression function && DirectCalls.IsFunction(function))
            return values => DirectCalls.Invoke(function.Method, values);
        var arguments = Expression.Parameter(typeof(object?[]), "arguments");
        var parts = Parts(node)!
            .Select((p, i) => (Expression)Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(i)), p.Type))
            .ToList();
        Expression applied = node switch
        {
            MemberExpression m => m.Expression is null ? m : m.Update(parts[0]),
            UnaryExpression u => u.Update(parts[0]),
            BinaryExpression b => b.Update(parts[0], b.Conversion, parts[1]),
            MethodCallExpression c => c.Object is null ? c.Update(null, parts) : c.Update(parts[0], parts.Skip(1)),
            NewArrayExpression a => a.Update(parts),
            NewExpression n => n.Update(parts),
            InvocationExpression i => i.Update(parts[0], parts.Skip(1)),
            TypeBinaryExpression t => t.Update(parts[0]),
            IndexExpression x => x.Object is null ? x.Update(null!, parts) : x.Update(parts[0], parts.Skip(1)),
            _ => throw new NotSupportedException(node.NodeType.ToString()),
        };
        return Expression.Lambda<Func<object?[], object?>>(Expression.Convert(applied, typeof(object)), arguments);
    }
}
