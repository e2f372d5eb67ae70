using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace RuleWorkbench.Compilation;

/// <summary>How large the value of an expression can get, and how often its lists are gone through, beside the facts that it
/// reads; both estimated from above.</summary>
/// <param name="Size">1 for what is not larger than a fact.</param>
/// <param name="Levels">2 for a list that is gone through for each element of a list.</param>
internal sealed record Growth(double Size, int Levels)
{
    /// <summary>Characters that count as much as a fact.</summary>
    private const double FactCharacters = 1_000;

    private const int MostWidth = 10_000;

    private static readonly Growth Leaf = new(1, 0);

    /// <param name="variables">What is known of parameters.</param>
    /// <exception cref="UnboundedGrowthException">A part has no bound at all.</exception>
    public static Growth Of(Expression tree, ConditionalWeakTable<ParameterExpression, Growth> variables) => tree switch
    {
        ConstantExpression { Value: string text } => Leaf with { Size = 1 + text.Length / FactCharacters },
        ParameterExpression variable => variables.TryGetValue(variable, out var known) ? known : Leaf,
        MethodCallExpression call => OfCall(call, variables),
        BinaryExpression { NodeType: ExpressionType.Add or ExpressionType.AddChecked } sum when sum.Type == typeof(string) =>
            Sum([Of(sum.Left, variables), Of(sum.Right, variables)]),
        BinaryExpression binary => Larger([Of(binary.Left, variables), Of(binary.Right, variables)]),
        UnaryExpression unary => Of(unary.Operand, variables),
        MemberExpression member => member.Expression is null ? Leaf : Of(member.Expression, variables),
        ConditionalExpression choice => Larger([Of(choice.Test, variables), Of(choice.IfTrue, variables), Of(choice.IfFalse, variables)]),
        LambdaExpression lambda => Of(lambda.Body, variables),
        NewArrayExpression list => Sum(list.Expressions.Select(e => Of(e, variables))),
        FigureList figures => Sum(figures.Members.Select(m => Of(m.Value, variables))),
        NewExpression made => Sum(made.Arguments.Select(a => Of(a, variables))),
        MemberInitExpression made => Sum(made.Bindings.OfType<MemberAssignment>().Select(b => Of(b.Expression, variables))),
        IndexExpression index => Of(index.Object!, variables),
        _ => Leaf,
    };

    /// <summary>What is left of it in a parameter: lists that were gone through once are values now, but a list that is
    /// still to be filtered is filtered at every use.</summary>
    public Growth InParameter(Type type) => type == typeof(string) || !typeof(System.Collections.IEnumerable).IsAssignableFrom(type) || type.IsArray
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>)) ? this with { Levels = 0 } : this;

    private static Growth Sum(IEnumerable<Growth> parts) => parts.Aggregate(new Growth(0, 0), (a, b) => new Growth(a.Size + b.Size, Math.Max(a.Levels, b.Levels)))
        is var sum && sum.Size < 1 ? sum with { Size = 1 } : sum;

    private static Growth Larger(IEnumerable<Growth> parts) => parts.Aggregate(Leaf, (a, b) => new Growth(Math.Max(a.Size, b.Size), Math.Max(a.Levels, b.Levels)));

    private static Growth OfCall(MethodCallExpression call, ConditionalWeakTable<ParameterExpression, Growth> variables)
    {
        var parts = call.Arguments.Where(a => a is not LambdaExpression).Prepend(call.Object).OfType<Expression>().Select(a => Of(a, variables)).ToList();
        var bodies = call.Arguments.OfType<LambdaExpression>().Select(l => Of(l.Body, variables)).ToList();
        if (call.Method.DeclaringType == typeof(string))
            return OfText(call, parts);
        var name = call.Method.Name;
        var largest = Larger(parts);
        if (call.Method.DeclaringType != typeof(Enumerable))
            return name is "Contains" or "IndexOf" ? largest with { Levels = Math.Max(1, largest.Levels) } : largest;
        var inner = Larger(bodies);
        var size = name switch
        {
            "Select" or "SelectMany" or "GroupBy" => parts[0].Size * inner.Size,
            "Concat" or "Union" or "Append" or "Prepend" => Sum(parts).Size,
            "Sum" or "Count" or "Average" or "Any" or "All" => 1,
            _ => largest.Size,
        };
        var levels = bodies.Count == 0 && name is "Any" or "Count" or "First" or "FirstOrDefault" or "Last" or "LastOrDefault" or "Single" or "SingleOrDefault" or "Skip" or "Take" or "ElementAt" or "ElementAtOrDefault"
            ? 0 : 1 + inner.Levels;
        return new Growth(size, Math.Max(largest.Levels, levels));
    }

    private static Growth OfText(MethodCallExpression call, List<Growth> parts)
    {
        var largest = Larger(parts);
        switch (call.Method.Name)
        {
            case "Concat":
                return Sum(parts);
            case "Join":
                return largest with { Size = parts.Aggregate(1.0, (a, b) => a * b.Size) };
            case "PadLeft" or "PadRight":
                return call.Arguments[0] is ConstantExpression { Value: int and <= MostWidth and var width } ? largest with { Size = largest.Size + width / FactCharacters } : throw new UnboundedGrowthException(call.Method.Name);
            case "Replace":
                return (call.Arguments[0], call.Arguments[1]) switch
                {
                    (ConstantExpression { Value: string { Length: > 0 } old }, ConstantExpression { Value: string by }) => largest with { Size = largest.Size * Math.Max(1, (double)by.Length / old.Length) },
                    (_, var by) when by.Type == typeof(char) => largest,
                    _ => throw new UnboundedGrowthException(call.Method.Name),
                };
            default:
                return largest;
        }
    }
}
