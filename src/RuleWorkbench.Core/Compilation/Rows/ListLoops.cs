using System.Linq.Expressions;

namespace RuleWorkbench.Compilation.Rows;

/// <summary>Writes methods of lists that take lambdas as loops: the CLR would make a closure and call it for each element. What a loop
/// does, and where it fails, is what the method does.</summary>
internal sealed class ListLoops : ExpressionVisitor
{
    private ListLoops()
    {
    }

    /// <summary>The tree with its lists gone through by loops.</summary>
    public static Expression In(Expression tree) => new ListLoops().Visit(tree);

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (node.Method.DeclaringType == typeof(Enumerable) && node.Method.Name == "Contains" && node.Arguments.Count == 2 && IsList(node.Arguments[0].Type))
            return Expression.Call(Visit(node.Arguments[0]), "Contains", null, Visit(node.Arguments[1]));
        if (node.Method.DeclaringType != typeof(Enumerable) || SourceOf(node.Arguments[0]) is not { } source)
            return base.VisitMethodCall(node);
        var lambda = node.Arguments.Count == 2 ? node.Arguments[1] as LambdaExpression : null;
        if (lambda is { Parameters.Count: not 1 } || (node.Arguments.Count == 2 && lambda is null))
            return base.VisitMethodCall(node);
        var isMade = source.Steps.Count > 0;
        return node.Method.Name switch
        {
            "Any" when lambda is not null || isMade => Search(source, lambda, isSought: true),
            "All" when lambda is not null => Search(source, lambda, isSought: false),
            "Count" when lambda is not null || isMade => Count(source, lambda),
            "Sum" when node.Type == typeof(double?) && (lambda?.Body.Type ?? source.Last) == typeof(double?) => Sum(source, lambda),
            "ToList" when lambda is null && isMade && node.Type == typeof(List<>).MakeGenericType(source.Last) => Make(source, node.Type),
            _ => base.VisitMethodCall(node),
        };
    }

    /// <summary>Whether an element is there that passes (or, for <c>All</c>, that does not).</summary>
    private Expression Search(Source source, LambdaExpression? lambda, bool isSought)
    {
        var found = Expression.Variable(typeof(bool), "found");
        return Loop(source, found, Expression.Constant(!isSought), (element, end) =>
        {
            var passes = lambda is null ? null : Body(lambda, element);
            var stop = Expression.Block(Expression.Assign(found, Expression.Constant(isSought)), Expression.Break(end));
            return passes is null ? stop : Expression.IfThen(isSought ? passes : Expression.Not(passes), stop);
        });
    }

    private Expression Count(Source source, LambdaExpression? lambda)
    {
        var count = Expression.Variable(typeof(int), "count");
        return Loop(source, count, Expression.Constant(0), (element, _) =>
        {
            var add = Expression.PreIncrementAssign(count);
            return lambda is null ? add : Expression.IfThen(Body(lambda, element), add);
        });
    }

    /// <summary>A sum in the order of the elements, null ones left out.</summary>
    private Expression Sum(Source source, LambdaExpression? lambda)
    {
        var sum = Expression.Variable(typeof(double), "sum");
        var value = Expression.Variable(typeof(double?), "value");
        var total = Loop(source, sum, Expression.Constant(0.0), (element, _) => Expression.Block(
            [value],
            Expression.Assign(value, lambda is null ? element : Body(lambda, element)),
            Expression.IfThen(Expression.Property(value, "HasValue"), Expression.AddAssign(sum, Expression.Property(value, "Value")))));
        return Expression.Convert(total, typeof(double?));
    }

    private Expression Make(Source source, Type type)
    {
        var made = Expression.Variable(type, "list");
        return Loop(source, made, Expression.New(type), (element, _) => Expression.Call(made, "Add", null, element));
    }

    /// <summary>Goes through a list.</summary>
    /// <param name="result">What comes of it.</param>
    /// <param name="body">What is done with an element that belongs to the list; a break to the label ends it.</param>
    private Expression Loop(Source source, ParameterExpression result, Expression start, Func<ParameterExpression, LabelTarget, Expression> body)
    {
        var list = Expression.Variable(source.List.Type, "list");
        var at = Expression.Variable(typeof(int), "at");
        var element = Expression.Variable(source.Element, "element");
        var end = Expression.Label("end");
        return Expression.Block(
            [list, at, element, result],
            Expression.Assign(list, Visit(source.List)),
            Expression.Assign(at, Expression.Constant(0)),
            Expression.Assign(result, start),
            Expression.Loop(
                Expression.Block(
                    Expression.IfThen(Expression.GreaterThanOrEqual(at, Expression.Property(list, "Count")), Expression.Break(end)),
                    Expression.Assign(element, Expression.Property(list, "Item", at)),
                    Expression.PreIncrementAssign(at),
                    Steps(source.Steps, 0, element, last => body(last, end))),
                end),
            result);
    }

    /// <summary>Takes an element through filters and functions, one after another.</summary>
    private Expression Steps(IReadOnlyList<Step> steps, int next, ParameterExpression element, Func<ParameterExpression, Expression> body)
    {
        if (next == steps.Count)
            return body(element);
        var (lambda, isFilter) = steps[next];
        if (isFilter)
            return Expression.IfThen(Body(lambda, element), Steps(steps, next + 1, element, body));
        var made = Expression.Variable(lambda.Body.Type, "made");
        return Expression.Block(typeof(void), [made], Expression.Assign(made, Body(lambda, element)), Steps(steps, next + 1, made, body));
    }

    private Expression Body(LambdaExpression lambda, ParameterExpression element) => Visit(new Replacement(lambda.Parameters[0], element).Visit(lambda.Body));

    /// <summary>The list that a call goes through; null where it is no <see cref="List{T}"/>, filtered or mapped or not.</summary>
    private static Source? SourceOf(Expression tree)
    {
        switch (tree)
        {
            case UnaryExpression { NodeType: ExpressionType.Convert, Method: null } convert when !convert.Type.IsValueType:
                return SourceOf(convert.Operand);
            case MethodCallExpression { Method.Name: "Where" or "Select" } call
                when call.Method.DeclaringType == typeof(Enumerable) && call.Arguments[1] is LambdaExpression { Parameters.Count: 1 } step:
                return SourceOf(call.Arguments[0]) is { } source ? source with { Steps = [.. source.Steps, new Step(step, call.Method.Name == "Where")] } : null;
            default:
                return IsList(tree.Type) && tree is MemberExpression or ParameterExpression
                    ? new Source(tree, tree.Type.GetGenericArguments()[0], [])
                    : null;
        }
    }

    private static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>);

    /// <param name="Element">The type of the list's elements.</param>
    /// <param name="Steps">What becomes of an element before it is used.</param>
    private sealed record Source(Expression List, Type Element, IReadOnlyList<Step> Steps)
    {
        /// <summary>The type of what is made of an element in the end.</summary>
        public Type Last => Steps.LastOrDefault(s => !s.IsFilter)?.Lambda.Body.Type ?? Element;
    }

    private sealed record Step(LambdaExpression Lambda, bool IsFilter);

    private sealed class Replacement(ParameterExpression variable, ParameterExpression by) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == variable ? by : node;
    }
}
