using System.Collections;
using System.Collections.Immutable;
using System.Linq.Expressions;

namespace RuleWorkbench.Compilation;

/// <content>Lists: quantifiers and counts over elements of which some are undecided, and lambdas.</content>
public sealed partial class KleeneEvaluator
{
    /// <summary>The elements of a list with their place, and whether each belongs to it (a <c>Where</c> may leave that
    /// open); null when the source is not a list that can be looked into.</summary>
    public IReadOnlyList<(Kleene Element, Kleene Belongs)>? Elements(Expression source, KleeneBindings bindings)
    {
        while (source is UnaryExpression { NodeType: ExpressionType.Convert } convert)
            source = convert.Operand;
        if (source is MethodCallExpression { Method.Name: "Where" or "Select" } call
            && call.Method.DeclaringType == typeof(Enumerable)
            && Lambda(call.Arguments[1]) is { Parameters.Count: 1 } lambda)
        {
            var isFilter = call.Method.Name == "Where";
            return Elements(call.Arguments[0], bindings)?.Select(e => isFilter ? Filter(e.Element, e.Belongs) : Map(e.Element, e.Belongs)).ToList();

            Kleene Body(Kleene element) => Evaluate(lambda.Body, bindings.With(lambda.Parameters[0], element));

            (Kleene, Kleene) Filter(Kleene element, Kleene belongs) => (element, Kleene.ShortCircuit(belongs, () => Body(element), decisive: false));

            (Kleene, Kleene) Map(Kleene element, Kleene belongs)
            {
                if (belongs.IsFalse || belongs.IsFailed)
                    return (element, belongs);

                // An element that cannot be made keeps all that come after it from being looked at.
                var value = Body(element);
                return (value, value.IsFailed || value.MayFail
                    ? Kleene.ShortCircuit(belongs, () => value.IsFailed ? value : Kleene.Unknown(value.Facts, mayFail: true), decisive: false)
                    : belongs);
            }
        }

        var list = Evaluate(source, bindings);
        if (list.State != KleeneState.Known || list.Value is not IEnumerable items)
            return null;
        var path = list.Value is string ? null : list.Path;
        var elements = new List<(Kleene, Kleene)>();
        try
        {
            foreach (var item in items)
                elements.Add((Kleene.Known(item) with { Path = path is null ? null : $"{path}[{elements.Count}]" }, Kleene.True));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A sequence runs the user's lambdas only now.
            elements.Add((Kleene.Known(null), Kleene.Failed(e.Message)));
        }

        return elements;
    }

    private Kleene EvaluateCall(MethodCallExpression node, KleeneBindings bindings)
    {
        if (node.Method.DeclaringType == typeof(Enumerable) && node.Method.Name is "Any" or "All" or "Count")
        {
            var predicate = node.Arguments.Count == 2 ? Lambda(node.Arguments[1]) : null;
            if (predicate is { Parameters.Count: 1 } || (node.Arguments.Count == 1 && IsFilteredList(node.Arguments[0], compiled.Facts)))
            {
                return Elements(node.Arguments[0], bindings) is not { } elements ? WithoutElements(node.Arguments[0], predicate, bindings)
                    : node.Method.Name == "Count" ? Count(elements, predicate, bindings)
                    : Quantify(elements, predicate, bindings, decisive: node.Method.Name == "Any");
            }
        }

        return EvaluateWhole(node, bindings);
    }

    /// <summary>True for a list of facts, filtered or not. The CLR counts other sequences without making their elements
    /// where it can, so that what would fail may not.</summary>
    internal static bool IsFilteredList(Expression source, FactTypes facts) => source switch
    {
        UnaryExpression { NodeType: ExpressionType.Convert } convert => IsFilteredList(convert.Operand, facts),
        MethodCallExpression { Method.Name: "Where" } where when where.Method.DeclaringType == typeof(Enumerable) => IsFilteredList(where.Arguments[0], facts),
        MemberExpression member => facts.Find(member.Member) is not null,
        _ => false,
    };

    private Kleene Quantify(IReadOnlyList<(Kleene Element, Kleene Belongs)> elements, LambdaExpression? predicate, KleeneBindings bindings, bool decisive)
    {
        var value = decisive ? Kleene.False : Kleene.True;
        foreach (var (element, belongs) in elements)
        {
            Kleene Element()
            {
                Kleene Test() => predicate is null ? Kleene.True : Evaluate(predicate.Body, bindings.With(predicate.Parameters[0], element));
                return decisive ? Kleene.ShortCircuit(belongs, Test, decisive: false) : Kleene.ShortCircuit(belongs.Not(), Test, decisive: true);
            }

            value = Kleene.ShortCircuit(value, Element, decisive);
            if (value.IsFailed || (decisive ? value.IsTrue : value.IsFalse))
                break;
        }

        return value;
    }

    private Kleene Count(IReadOnlyList<(Kleene Element, Kleene Belongs)> elements, LambdaExpression? predicate, KleeneBindings bindings)
    {
        var (least, most, mayFail, facts) = (0, 0, false, ImmutableArray<string>.Empty);
        foreach (var (element, belongs) in elements)
        {
            var counts = predicate is null
                ? belongs
                : Kleene.ShortCircuit(belongs, () => Evaluate(predicate.Body, bindings.With(predicate.Parameters[0], element)), decisive: false);
            if (counts.IsFailed)
                return counts;
            least += counts.IsTrue ? 1 : 0;
            most += counts.IsFalse ? 0 : 1;
            mayFail |= counts.MayFail;
            facts = Kleene.Union(facts, UnknownFacts(counts));
        }

        return least == most ? Kleene.Known(least) : Kleene.Unknown(facts, mayFail) with { Bounds = (least, most) };
    }

    private Kleene WithoutElements(Expression source, LambdaExpression? predicate, KleeneBindings bindings)
    {
        var list = Evaluate(source, bindings);
        if (list.IsFailed)
            return list;
        if (list.State == KleeneState.Known)
            return Kleene.Failed("the list is null");
        return Kleene.Unknown(list.Facts, list.MayFail || list.MayBeNull || (predicate is not null && MayFail(predicate, source, list.Facts, bindings)));
    }

    private Kleene EvaluateArgument(Expression part, KleeneBindings bindings)
    {
        // A filtered list whose membership is open in places is itself unknown.
        if (part is MethodCallExpression { Method.Name: "Where" } && Elements(part, bindings) is { } elements
            && elements.FirstOrDefault(e => e.Belongs.IsUnknown) is { Belongs: { } open })
        {
            return open;
        }

        return Evaluate(part, bindings);
    }

    /// <summary>A lambda is known when its body is known for every element that it can be given.</summary>
    private Kleene EvaluateLambda(LambdaExpression lambda, Expression owner, KleeneBindings bindings)
    {
        var source = NodeOperations.Parts(owner)![0];
        if (lambda.Parameters.Count != 1 || owner is not MethodCallExpression call || call.Method.DeclaringType != typeof(Enumerable))
        {
            // A function of the user's may give it anything.
            return Unseen(lambda, source, [Opaque], bindings).State == KleeneState.Known ? Kleene.Known(null) : Kleene.Unknown([Opaque], mayFail: true);
        }

        if (Elements(source, bindings) is not { } elements)
        {
            return Evaluate(source, bindings) is { IsUnknown: true } list && MayFail(lambda, source, list.Facts, bindings)
                ? Kleene.Unknown(list.Facts, mayFail: true)
                : Kleene.Known(null);
        }

        var (mayFail, facts) = (false, ImmutableArray<string>.Empty);
        foreach (var (element, belongs) in elements)
        {
            var inner = bindings.With(lambda.Parameters[0], element);
            var value = Kleene.ShortCircuit(belongs, () => Evaluate(lambda.Body, inner), decisive: false);
            facts = Kleene.Union(facts, UnknownFacts(value));
            mayFail |= value.MayFail || value.IsFailed;

            // A part that does not decide can still fail for want of a fact once the lambda is run as it stands.
            if (value.State == KleeneState.Known && belongs.IsTrue && UnknownParts(lambda.Body, inner) is { IsEmpty: false } hidden
                && operations.ApplyWithLambdas(lambda.Body, inner).IsFailed)
            {
                facts = Kleene.Union(facts, hidden);
                mayFail = true;
            }
        }

        return facts.IsEmpty ? Kleene.Known(null) : Kleene.Unknown(facts, mayFail);
    }

    /// <summary>Whether a lambda could fail on the elements that a missing list may have.</summary>
    private bool MayFail(LambdaExpression lambda, Expression source, ImmutableArray<string> facts, KleeneBindings bindings) =>
        Unseen(lambda, source, facts, bindings) is { MayFail: true } or { IsFailed: true };

    private Kleene Unseen(LambdaExpression lambda, Expression source, ImmutableArray<string> facts, KleeneBindings bindings)
    {
        var element = Kleene.Unknown(facts, mayFail: false) with { MayBeNull = Nullness.OfElements(source, compiled.Facts) };
        foreach (var parameter in lambda.Parameters)
            bindings = bindings.With(parameter, element);
        return Evaluate(lambda.Body, bindings);
    }
}
