using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation.Rows;

/// <summary>A rule in three-valued logic.</summary>
/// <param name="locals">Its parameters.</param>
/// <param name="condition">Null for a rule with nested rules.</param>
/// <param name="children">The nested rules that are enabled.</param>
internal sealed class RowLogic(CompiledRule rule, ImmutableArray<RowNode> locals, RowNode? condition, ImmutableArray<RowLogic> children)
{
    /// <summary>What parameters come to of which none fails, nor could for want of a fact.</summary>
    public static readonly RowValue Sound = RowValue.Known(null);

    public CompiledRule Rule => rule;

    public ImmutableArray<RowLogic> Children => children;

    /// <summary>The logic of a rule without a defect.</summary>
    public static RowLogic Create(RowCompiler compiler, CompiledRule rule)
    {
        ImmutableArray<RowNode> locals = [.. rule.Locals.Select(compiler.Bind)];
        return new RowLogic(
            rule, locals, rule.Condition is null ? null : compiler.Node(rule.Condition), [.. rule.Children.Where(c => c.Rule.Enabled).Select(c => Create(compiler, c))]);
    }

    /// <summary>What parameters come to before a rule: they are evaluated needed or not, so that one that fails fails the rule, and one
    /// that may fail leaves it open.</summary>
    /// <param name="outer">What those around them come to.</param>
    public static RowValue Before(RowScope scope, RowValue outer, ImmutableArray<RowNode> parameters)
    {
        if (outer.IsFailed)
            return outer;
        var open = outer.UnknownFacts;
        foreach (var parameter in parameters)
        {
            var value = parameter.Evaluate(scope);
            if (value.IsFailed)
                return RowValue.Failed;
            if (value is { IsUnknown: true, MayFail: true })
                open |= value.UnknownFacts;
        }

        return open == 0 ? Sound : RowValue.Unknown(open, mayFail: true);
    }

    /// <summary>Its verdict, as far as it is known; see <see cref="KleeneEvaluator.MissingFacts"/>.</summary>
    /// <param name="outer">What the workflow's parameters come to.</param>
    public RowValue Evaluate(RowScope scope, RowValue outer)
    {
        var before = Before(scope, outer, locals);
        if (!before.IsKnown)
            return before;
        if (condition is not null)
            return condition.Evaluate(scope);
        if (children.IsEmpty)
            return RowValue.False;
        Span<RowValue> values = new RowValue[children.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = children[i].Evaluate(scope, Sound);
        return RowValue.Combine(values, rule.Rule.Operator == RuleOperator.Or);
    }
}
