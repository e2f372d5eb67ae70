using System.Collections.Immutable;
using System.Linq.Expressions;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Tracing;

/// <summary>Collects the facts and parameters that a tree reads, the script functions that it calls, and what quantifiers
/// find in lists.</summary>
/// <param name="parameters">The trees of parameters, for the calls in them.</param>
internal sealed class SeenVisitor(
    CompiledPathway compiled, KleeneEvaluator kleene, KleeneBindings bindings, IReadOnlyDictionary<ParameterExpression, Expression> parameters) : ExpressionVisitor
{
    private readonly List<SeenValue> calls = [];
    private readonly ImmutableArray<SeenValue>.Builder values = ImmutableArray.CreateBuilder<SeenValue>();

    /// <summary>Facts and parameters with their values, each once, in order of appearance.</summary>
    public ImmutableArray<SeenValue> Values => [.. values.DistinctBy(v => v.Name)];

    public List<QuantifierTrace> Quantifiers { get; } = [];

    protected override Expression VisitMember(MemberExpression node)
    {
        if (compiled.Facts.Find(node.Member) is not { } fact)
            return base.VisitMember(node);
        var value = kleene.Evaluate(node, bindings);
        var path = kleene.PathOf(node, fact, bindings);
        if (value.Value is System.Collections.IEnumerable list and not string)
        {
            if (fact.Object is null)
                values.Add(new SeenValue(path, ReadableValue.Of(list), null));
        }
        else if (fact.Schema.Kind != FactKind.Object || value.Value is null)
        {
            values.Add(new SeenValue(path, value.Value, fact.Schema.Unit ?? PolicyUnit(fact)));
        }

        return node;
    }

    protected override Expression VisitParameter(ParameterExpression node)
    {
        if (!string.IsNullOrEmpty(node.Name) && !compiled.Inputs.Contains(node) && bindings.Find(node) is { } value && compiled.Facts.Find(node.Type) is null)
            values.Add(new SeenValue(node.Name, ReadableValue.Of(value.Value), null));
        if (parameters.TryGetValue(node, out var tree))
        {
            var inside = new SeenVisitor(compiled, kleene, bindings, parameters);
            inside.Visit(tree);
            AddCalls(inside.calls);
        }

        return node;
    }

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (compiled.Scripts.Find(node.Method) is { } function)
            AddCalls([new SeenValue(Call(function, node), ReadableValue.Of(kleene.Evaluate(node, bindings).Value), null)]);
        if (node.Method.DeclaringType != typeof(Enumerable) || node.Method.Name is not ("Any" or "All" or "Count") || node.Arguments.Count is < 1 or > 2)
        {
            foreach (var part in NodeParts(node))
                VisitPart(part, node);
            return node;
        }

        var predicate = node.Arguments.Count == 2 ? KleeneEvaluator.Lambda(node.Arguments[1]) : null;
        var outcome = kleene.Evaluate(node, bindings);
        var elements = kleene.Elements(node.Arguments[0], bindings);
        Quantifiers.Add(new QuantifierTrace(
            node.Method.Name,
            ListPath(node.Arguments[0]),
            elements is null ? null : [.. elements.Select(e => TraceElement(node.Method.Name, predicate, e.Element, e.Belongs))],
            outcome));
        return node;
    }

    private static IEnumerable<Expression> NodeParts(MethodCallExpression node) => node.Object is null ? node.Arguments : node.Arguments.Prepend(node.Object);

    private void VisitPart(Expression part, MethodCallExpression owner)
    {
        if (KleeneEvaluator.Lambda(part) is not { } lambda)
            Visit(part);
        else if (lambda.Parameters.Count == 1 && owner.Arguments.Count > 0 && kleene.Elements(owner.Arguments[0], bindings) is { } elements)
        {
            // What a lambda reads is told for each element that it is given.
            foreach (var (element, _) in elements)
            {
                var seen = new SeenVisitor(compiled, kleene, bindings.With(lambda.Parameters[0], element), parameters);
                seen.Visit(lambda.Body);
                values.AddRange(seen.Values);
                calls.AddRange(seen.calls);
            }
        }
    }

    private void AddCalls(List<SeenValue> made)
    {
        calls.AddRange(made);
        values.AddRange(made);
    }

    /// <summary>A call with the values of its arguments: <c>Relief.Percent(8, 4)</c>.</summary>
    private string Call(ScriptFunction function, MethodCallExpression node) =>
        $"{function.FullName}({string.Join(", ", node.Arguments.Select(a => Figures.Display(ReadableValue.Of(kleene.ValueOf(a, bindings)))))})";

    private ElementTrace TraceElement(string method, LambdaExpression? predicate, Kleene element, Kleene belongs)
    {
        var inner = predicate is null ? bindings : bindings.With(predicate.Parameters[0], element);
        var outcome = predicate is null ? belongs : Kleene.ShortCircuit(belongs, () => kleene.Evaluate(predicate.Body, inner), decisive: false);
        var seen = new SeenVisitor(compiled, kleene, inner, parameters);
        if (predicate is not null)
            seen.Visit(predicate.Body);
        var own = seen.Values.Where(v => element.Path is not null && v.Name.StartsWith(element.Path, StringComparison.Ordinal));
        var values = predicate is not null && element.Value is not null && compiled.Facts.Find(element.Value.GetType()) is null
            ? [new SeenValue(element.Path ?? "it", element.Value, null)]
            : own.ToImmutableArray();
        return new ElementTrace(element.Path ?? "it", outcome, values, method == "All" ? outcome.IsFalse : outcome.IsTrue);
    }

    private string ListPath(Expression source)
    {
        while (true)
        {
            switch (source)
            {
                case UnaryExpression { NodeType: ExpressionType.Convert } convert:
                    source = convert.Operand;
                    break;
                case MethodCallExpression { Arguments.Count: > 0 } call:
                    source = call.Arguments[0];
                    break;
                default:
                    var value = kleene.Evaluate(source, bindings);
                    return value.Path ?? (value.Facts.IsEmpty ? "the list" : value.Facts[0]);
            }
        }
    }

    private string? PolicyUnit(FactProperty fact) =>
        fact.Path.StartsWith(Pathway.PolicyInput + ".", StringComparison.Ordinal)
            ? compiled.Pathway.Policy.FirstOrDefault(p => p.Name == fact.Schema.Name)?.Unit
            : null;
}
