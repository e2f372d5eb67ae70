using System.Linq.Expressions;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation.Columns;

/// <content>Lists: their elements are rows of a table below that of their owners.</content>
internal sealed partial class ColumnCompiler
{
    // The rows that the lambda is evaluated on in which the compiler stands, and whether lists are gone through for each of them.
    private FactTable? at;
    private bool isCrossing;

    /// <summary>The list that a tree stands for, or null when it is no list of facts that can be looked into.</summary>
    private ListSource? Source(Expression tree)
    {
        switch (tree)
        {
            case ParameterExpression variable:
                return Variable(variable) as ListSource;
            case UnaryExpression { NodeType: ExpressionType.Convert } convert:
                return Source(convert.Operand);
            case MemberExpression { Expression: { } target } member
                when facts.Find(member.Member) is { Schema.Kind: FactKind.List } fact && Object(target) is { } owner:
                var elements = columns.ElementsOf(fact);
                if (owner is CrossedObject crossed)
                {
                    var inner = Once(Key($"list {fact.Index}", crossed.Origin), () => new FactNull(columns.Column(fact, crossed.Origin.Type), OwnerThatMayBeNull(crossed.Origin), crossed.Origin.Type));
                    return Cross(fact, elements, Crossed<ObjectNode>(inner, crossed.Cross), isThroughInner: true);
                }

                var list = Once(Key($"list {fact.Index}", owner), () => new FactNull(columns.Column(fact, owner.Type), OwnerThatMayBeNull(owner), owner.Type));
                if (isCrossing && at is not null && at != list.Table && at.IsWithin(list.Table) && list.Table == elements.Parent)
                    return Cross(fact, elements, list, isThroughInner: false);

                // Two lambdas over one list have an element each, which one row cannot stand for.
                if (at is not null && at.IsWithin(elements))
                    return null;
                return list.Table == elements.Parent ? new ListSource(elements, list, null, Element(fact, elements)) : null;
            case MethodCallExpression { Method.Name: "Where" } where
                when where.Method.DeclaringType == typeof(Enumerable) && KleeneEvaluator.Lambda(where.Arguments[1]) is { Parameters.Count: 1 } filter:
                return Source(where.Arguments[0]) is { IsMapped: false } source && Over(source, filter) is { } test && And(source.Belongs, test) is { } belongs
                    ? source with { Belongs = belongs }
                    : null;
            case MethodCallExpression { Method.Name: "Select" } select
                when select.Method.DeclaringType == typeof(Enumerable) && KleeneEvaluator.Lambda(select.Arguments[1]) is { Parameters.Count: 1 } map:
                return Source(select.Arguments[0]) is { } mapped && InLambda(mapped, map, Translate) is { } made and not ObjectNode && mapped.Elements.IsWithin(made.Table)
                    ? mapped with { Element = Widen(made, mapped.Elements), IsMapped = true }
                    : null;
            case MethodCallExpression { Method.Name: "ToList", Arguments.Count: 1 } call when call.Method.DeclaringType == typeof(Enumerable):
                // Copying a filtered list evaluates its filter for every element; counting it does the same.
                return Source(call.Arguments[0]) is { Belongs: null } or { IsMapped: true } ? Source(call.Arguments[0]) : null;
            default:
                return null;
        }
    }

    /// <summary>The elements of a list for each row that the lambda around is evaluated on.</summary>
    private ListSource? Cross(FactProperty fact, FactTable elements, ColumnNode list, bool isThroughInner)
    {
        var rows = isCrossing && at is not null && at.IsWithin(list.Table) ? at : list.Table;
        var key = (rows, list.Table, isThroughInner, elements);
        if (!crosses.TryGetValue(key, out var table))
            crosses.Add(key, table = new CrossTable(rows, list.Table, isThroughInner, elements, -1 - crosses.Count));
        var element = Element(fact, elements);
        return new ListSource(table, Widen(list, rows), null, element is ObjectNode type ? Once($"cross element {table.Number}", () => new CrossedObject(table, type)) : Crossed(element, table));
    }

    /// <summary>A list inside a lambda is gone through once for each case where that will do, and else for each row of the
    /// lambda's, whose element it may be compared with.</summary>
    private T? OnceOrForEach<T>(Func<T?> translate)
        where T : class
    {
        if (translate() is { } once)
            return once;
        if (isCrossing || at is null)
            return null;
        isCrossing = true;
        var each = translate();
        isCrossing = false;
        return each;
    }

    private ColumnNode Element(FactProperty list, FactTable elements)
    {
        if (list.Object is { } type)
            return Once($"element {list.Index}", () => new PresentObject(elements, type));
        var column = columns.ElementColumn(list);
        return Once<ColumnNode>($"element {list.Index}", () => column.Kind switch
        {
            FactKind.Text => new FactText(column, null),
            FactKind.Flag => new FactFlag(column, null),
            FactKind.Date => new FactTicks(column, null),
            _ => new FactNumber(column, null),
        });
    }

    /// <summary>A lambda's condition for every element.</summary>
    private FlagNode? Over(ListSource source, LambdaExpression lambda) =>
        lambda.Body.Type == typeof(bool) && InLambda(source, lambda, Flag) is { } test && source.Elements.IsWithin(test.Table) ? Widen(test, source.Elements) : null;

    private T? InLambda<T>(ListSource source, LambdaExpression lambda, Func<Expression, T?> translate)
        where T : class
    {
        var around = at;
        (variables[lambda.Parameters[0]], at) = (source.Element, source.Elements);
        var made = translate(lambda.Body);
        at = around;
        return made;
    }

    private FlagNode? And(FlagNode? belongs, FlagNode test) => belongs is null
        ? test
        : Once(Key("&&", belongs, test), () => new ShortCircuitNode(test.Table, belongs, test, isOr: false) { MayFail = belongs.MayFail || test.MayFail });

    /// <summary>Whether an element decides a quantifier: it belongs to the list and passes (for <c>All</c>: fails) the
    /// test.</summary>
    private FlagNode? Quantifier(MethodCallExpression call, bool decisive)
    {
        if (Source(call.Arguments[0]) is not { IsMapped: false } source || (call.Arguments.Count == 1 && !decisive))
            return null;
        var test = source.Belongs;
        if (call.Arguments.Count == 2)
        {
            if (KleeneEvaluator.Lambda(call.Arguments[1]) is not { Parameters.Count: 1 } lambda || Over(source, lambda) is not { } passes)
                return null;
            if (decisive)
            {
                test = And(source.Belongs, passes);
            }
            else if (source.Belongs is { } belongs)
            {
                var outside = Once(Key("!", belongs), () => new NotNode(source.Elements, belongs) { MayFail = belongs.MayFail });
                test = Once(Key("||", outside, passes), () => new ShortCircuitNode(source.Elements, outside, passes, isOr: true) { MayFail = outside.MayFail || passes.MayFail });
            }
            else
            {
                test = passes;
            }
        }

        return Once(Key(decisive ? "Any" : "All", source.List, test), () => new QuantifierNode(source.Elements, source.List, test, decisive)
        {
            MayFail = test?.MayFail ?? false,
        });
    }

    private NumberNode Count(ListSource source, FlagNode? test) =>
        Once(Key("Count", source.List, test), () => new CountNode(source.Elements, source.List, test) { MayFail = test?.MayFail ?? false });

    private NumberNode? NumberOfList(MethodCallExpression call)
    {
        if (Source(call.Arguments[0]) is not { IsMapped: false } source)
            return null;
        var lambda = call.Arguments.Count == 2 ? KleeneEvaluator.Lambda(call.Arguments[1]) : null;
        if (call.Method.Name == "Count")
        {
            if (call.Arguments.Count == 1)
                return Count(source, source.Belongs);
            return lambda is { Parameters.Count: 1 } && Over(source, lambda) is { } test ? Count(source, And(source.Belongs, test)) : null;
        }

        Aggregate? aggregate = call.Method.Name switch
        {
            "Sum" => Aggregate.Sum,
            "Average" => Aggregate.Average,
            "Min" => Aggregate.Least,
            "Max" => Aggregate.Greatest,
            _ => null,
        };
        if (aggregate is not { } kind || call.Type != typeof(double?) || lambda is not { Parameters.Count: 1 } || lambda.Body.Type != typeof(double?)
            || InLambda(source, lambda, Number) is not { } found || !source.Elements.IsWithin(found.Table))
        {
            return null;
        }

        var number = Widen(found, source.Elements);
        return Once(Key(kind.ToString(), source.List, source.Belongs, number), () => new AggregateNode(source.Elements, source.List, source.Belongs, number, kind)
        {
            HasOtherNulls = true,
            MayFail = number.MayFail || source.Belongs is { MayFail: true },
        });
    }

    /// <summary><c>list.Contains(value)</c> for a list of numbers, texts or dates: whether some element equals it.</summary>
    private FlagNode? Membership(MethodCallExpression call)
    {
        var (list, value) = call.Object is null ? (call.Arguments[0], call.Arguments[1]) : (call.Object, call.Arguments[0]);
        if (Source(list) is not { Belongs: null, IsMapped: false } source || Translate(value) is not { HasOtherNulls: false } sought || !source.Elements.Parent!.IsWithin(sought.Table))
            return null;
        FlagNode? equal = (source.Element, sought) switch
        {
            (TextNode element, TextNode text) => Once(Key("contains", element, text), () => new CompareTexts(source.Elements, element, Comparer.Equal, Widen(text, source.Elements))),
            (NumberNode element, NumberNode number) when value.Type == typeof(double?) => Once(Key("contains", element, number), () => new CompareNumbers(source.Elements, element, Comparer.Equal, Widen(number, source.Elements))),
            _ => null,
        };

        // With a value that is unknown an empty list still holds nothing, but the trees say so only of lists.
        return equal is null ? null : Once(Key("Contains", source.List, equal), () => new MembershipNode(source.Elements, source.List, equal, sought) { MayFail = sought.MayFail });
    }
}
