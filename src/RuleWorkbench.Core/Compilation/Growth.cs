using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace RuleWorkbench.Compilation;

/// <summary>How large the value of an expression can get, and how often its lists are gone through, beside the facts that it
/// reads; all estimated from above.</summary>
/// <param name="Size">The largest text in it: 1 for what is not longer than a fact.</param>
/// <param name="Items">Elements of a list: those of a constant as they are, and <see cref="FactItems"/> for a list of facts.</param>
/// <param name="Levels">2 for a list that is gone through for each element of a list.</param>
/// <param name="Turns">Elements that are looked at, whenever the value is asked for.</param>
internal sealed record Growth(double Size, double Items, int Levels, double Turns)
{
    /// <summary>Characters that count as much as a fact.</summary>
    private const double FactCharacters = 1_000;

    /// <summary>Elements of a list of facts.</summary>
    private const double FactItems = 20;

    /// <summary>Elements of a list that a script made: its budget allows that many, so that two of them do not stand inside one another.</summary>
    private const double ScriptItems = 10_000;

    /// <summary>A text of a script has at most so many facts' characters.</summary>
    private const double ScriptSize = 17;

    private const int MostWidth = 10_000;

    private static readonly Growth Leaf = new(1, FactItems, 0, 1);

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
        MemberExpression { Expression: null } => Leaf,
        MemberExpression member => Of(member.Expression, variables) is var of && AllowedOperations.IsFigures(member.Expression.Type) || member.Member.Name is "Key" or "Value" ? of : of with { Items = FactItems },
        ConditionalExpression choice => Larger([Of(choice.Test, variables), Of(choice.IfTrue, variables), Of(choice.IfFalse, variables)]),
        LambdaExpression lambda => Of(lambda.Body, variables),
        NewArrayExpression list => Larger(list.Expressions.Select(e => Of(e, variables))) is var largest ? largest with { Items = Math.Max(1, list.Expressions.Count) * (IsList(list.Type.GetElementType()!) ? largest.Items : 1) } : Leaf,
        FigureList figures => Sum(figures.Members.Select(m => Of(m.Value, variables))),
        NewExpression made => Sum(made.Arguments.Select(a => Of(a, variables))),
        MemberInitExpression made => Sum(made.Bindings.OfType<MemberAssignment>().Select(b => Of(b.Expression, variables))),
        IndexExpression index => Of(index.Object!, variables),
        _ => Leaf,
    };

    /// <summary>What is left of it in a parameter: lists that were gone through once are values now, but a list that is
    /// still to be filtered is filtered at every use.</summary>
    public Growth InParameter(Type type) => !IsList(type) && type != typeof(string) && !AllowedOperations.IsFigures(type) ? Leaf : !IsList(type) || type.IsArray || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>)) ? this with { Levels = 0, Turns = 1 } : this;

    private static bool IsList(Type type) => type != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(type);

    private static Growth Sum(IEnumerable<Growth> parts) => parts.ToList() is { Count: > 0 } all ? Larger(all) with { Size = Math.Max(1, all.Sum(p => p.Size)) } : Leaf;

    private static Growth Larger(IEnumerable<Growth> parts) => parts.ToList() is { Count: > 0 } all
        ? new Growth(Math.Max(1, all.Max(p => p.Size)), all.Max(p => p.Items), all.Max(p => p.Levels), all.Max(p => p.Turns)) : Leaf;

    private static Growth OfCall(MethodCallExpression call, ConditionalWeakTable<ParameterExpression, Growth> variables)
    {
        var parts = call.Arguments.Where(a => a is not LambdaExpression).Prepend(call.Object).OfType<Expression>().Select(a => Of(a, variables)).ToList();
        var largest = Larger(parts);
        if (call.Method.DeclaringType == typeof(string))
            return OfText(call, parts);
        if (string.IsNullOrEmpty(call.Method.DeclaringType?.Namespace))
            return largest with { Size = Math.Max(largest.Size, call.Type == typeof(string) ? ScriptSize : 1), Items = ScriptItems };
        if (call.Method.DeclaringType != typeof(Enumerable))
            return call.Method.Name is "Contains" or "IndexOf" or "CheckContains" ? largest with { Levels = Math.Max(1, largest.Levels), Turns = Math.Max(largest.Items, largest.Turns) } : largest;
        var source = parts[0];

        // An element is not larger than the largest of the list, and a group or an inner list has at most all that is in it.
        foreach (var element in call.Arguments.OfType<LambdaExpression>().SelectMany(l => l.Parameters))
            variables.AddOrUpdate(element, source with { Levels = 0, Turns = 1 });
        var bodies = call.Arguments.OfType<LambdaExpression>().Select(l => Of(l.Body, variables)).ToList();
        var inner = bodies.Count == 0 ? new Growth(1, 1, 0, 1) : Larger(bodies);
        var name = call.Method.Name;
        var isShort = bodies.Count == 0 && name is "Any" or "Count" or "First" or "FirstOrDefault" or "Last" or "LastOrDefault" or "Single" or "SingleOrDefault" or "Skip" or "Take" or "ElementAt" or "ElementAtOrDefault";
        return new Growth(
            Math.Max(inner.Size, largest.Size),
            name switch
            {
                "SelectMany" => source.Items * inner.Items,
                "Select" when IsList(((LambdaExpression)call.Arguments[1]).Body.Type) => source.Items * inner.Items,
                "Concat" or "Union" or "Append" or "Prepend" => parts.Sum(p => p.Items),
                _ => Math.Max(largest.Items, inner.Items),
            },
            Math.Max(largest.Levels, isShort ? 0 : 1 + inner.Levels),
            Math.Max(largest.Turns, isShort ? 1 : largest.Items * (name == "SelectMany" ? Math.Max(inner.Turns, inner.Items) : inner.Turns)));
    }

    private static Growth OfText(MethodCallExpression call, List<Growth> parts)
    {
        var largest = Larger(parts);
        switch (call.Method.Name)
        {
            case "Concat":
                return Sum(parts);
            case "Join":
                return largest with { Size = parts.Sum(p => p.Size) * parts.Skip(1).Max(p => p.Items), Turns = Math.Max(largest.Turns, largest.Items) };
            case "Split":
                return largest with { Items = FactItems + ((parts[0].Size - 1) * FactCharacters) };
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
