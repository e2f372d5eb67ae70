using System.Collections.Immutable;
using System.Linq.Expressions;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation;

/// <content>Rules: what their parameters, nested rules and conditions make of a verdict.</content>
public sealed partial class KleeneEvaluator
{
    /// <summary>The facts that leave a rule's verdict open; empty when it is determined.</summary>
    /// <param name="verdict">RulesEngine's verdict.</param>
    public ImmutableArray<string> MissingFacts(CompiledWorkflow workflow, CompiledRule rule, Verdict verdict, BoundCase facts, KleeneBindings bindings)
    {
        var value = EvaluateRule(rule, bindings, workflow.Globals);
        if (value.IsUnknown)
            return value.Facts;
        if (verdict == (value.IsTrue ? Verdict.Met : value.IsFalse ? Verdict.NotMet : Verdict.Error))
            return [];

        // RulesEngine fails where no completion needs to: on a null list, say, in a part that does not decide.
        var hidden = Kleene.Union(bindings.HiddenInGlobals, UnknownParts(rule, bindings));
        if (!hidden.IsEmpty)
            return hidden;

        // Two answers that nothing explains: neither of them may pass for determined.
        return [.. compiled.Facts.All.Where(f => rule.Reads.Contains(f.Index) && facts.Missing.Contains(f.Index)).Select(f => f.Path)];
    }

    /// <summary>The three-valued verdict of a rule.</summary>
    public Kleene EvaluateRule(CompiledRule rule, KleeneBindings outer, ImmutableArray<CompiledParameter> globals)
    {
        var bindings = BindLocals(rule, outer);

        // Parameters are evaluated before the rule, needed or not: one that fails fails the rule.
        var open = ImmutableArray<string>.Empty;
        foreach (var parameter in globals.Concat(rule.Locals))
        {
            var value = bindings.Find(parameter.Variable)!;
            if (value.IsFailed)
                return value;
            if (value is { IsUnknown: true, MayFail: true })
                open = Kleene.Union(open, value.Facts);
        }

        if (!open.IsEmpty)
            return Kleene.Unknown(open, mayFail: true);
        if (rule.Rule.Operator is { } nested)
        {
            var enabled = rule.Children.Where(c => c.Rule.Enabled).ToList();
            return enabled.Count == 0
                ? Kleene.False
                : Kleene.Combine(enabled.Select(c => EvaluateRule(c, bindings, [])), decisive: nested == RuleOperator.Or);
        }

        return rule.Condition is null ? Kleene.Failed(rule.Defect ?? "") : Evaluate(rule.Condition, bindings);
    }

    /// <summary>The facts behind what is unknown inside a rule, whether it decides or not.</summary>
    private ImmutableArray<string> UnknownParts(CompiledRule rule, KleeneBindings outer)
    {
        var bindings = BindLocals(rule, outer);
        var facts = UnknownParts(rule.Locals, bindings);
        if (rule.Condition is not null)
            return Kleene.Union(facts, UnknownParts(rule.Condition, bindings));
        return rule.Children.Where(c => c.Rule.Enabled).Aggregate(facts, (all, c) => Kleene.Union(all, UnknownParts(c, bindings)));
    }

    private ImmutableArray<string> UnknownParts(ImmutableArray<CompiledParameter> parameters, KleeneBindings bindings) =>
        parameters.Aggregate(ImmutableArray<string>.Empty, (all, p) => Kleene.Union(all, UnknownParts(p.Value, bindings)));

    private ImmutableArray<string> UnknownParts(Expression node, KleeneBindings bindings)
    {
        var value = Evaluate(node, bindings);
        if (value.IsUnknown)
            return value.Facts;
        switch (node)
        {
            case BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.OrElse } logical:
                var left = Evaluate(logical.Left, bindings);
                return left.State == KleeneState.Known && left.Value is bool decided && decided == (node.NodeType == ExpressionType.OrElse)
                    ? UnknownParts(logical.Left, bindings)
                    : UnknownParts(node, [logical.Left, logical.Right], bindings);
            case ConditionalExpression conditional:
                var test = Evaluate(conditional.Test, bindings);
                return UnknownParts(
                    node,
                    test.IsTrue ? [conditional.Test, conditional.IfTrue]
                        : test.IsFalse ? [conditional.Test, conditional.IfFalse]
                        : [conditional.Test, conditional.IfTrue, conditional.IfFalse],
                    bindings);
            default:
                return UnknownParts(node, NodeOperations.Parts(node) ?? [], bindings);
        }
    }

    private ImmutableArray<string> UnknownParts(Expression owner, IReadOnlyList<Expression> parts, KleeneBindings bindings)
    {
        var facts = ImmutableArray<string>.Empty;
        foreach (var part in parts)
        {
            if (Lambda(part) is not { } lambda)
                facts = Kleene.Union(facts, UnknownParts(part, bindings));
            else if (lambda.Parameters.Count == 1 && Elements(NodeOperations.Parts(owner)![0], bindings) is { } elements)
                facts = elements.Aggregate(facts, (all, e) => Kleene.Union(all, UnknownParts(lambda.Body, bindings.With(lambda.Parameters[0], e.Element))));
        }

        return facts;
    }
}
