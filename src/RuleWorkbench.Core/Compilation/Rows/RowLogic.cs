using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation.Rows;

/// <summary>A rule in three-valued logic.</summary>
/// <param name="locals">Its parameters.</param>
/// <param name="condition">Null for a rule with nested rules.</param>
/// <param name="children">The nested rules that are enabled.</param>
internal sealed class RowLogic(CompiledRule rule, ImmutableArray<RowNode> globals, ImmutableArray<RowNode> locals, RowNode? condition, ImmutableArray<RowLogic> children)
{
    public CompiledRule Rule => rule;

    public ImmutableArray<RowLogic> Children => children;

    /// <summary>The logic of a rule without a defect.</summary>
    public static RowLogic Create(RowCompiler compiler, CompiledRule rule, ImmutableArray<RowNode> globals)
    {
        ImmutableArray<RowNode> locals = [.. rule.Locals.Select(compiler.Bind)];
        return new RowLogic(
            rule, globals, locals, rule.Condition is null ? null : compiler.Node(rule.Condition), [.. rule.Children.Where(c => c.Rule.Enabled).Select(c => Create(compiler, c, globals))]);
    }

    /// <summary>Whether a missing fact leaves the verdict open; see <see cref="KleeneEvaluator.MissingFacts"/>.</summary>
    /// <param name="verdict">RulesEngine's verdict.</param>
    public bool IsOpen(RowScope scope, Verdict verdict)
    {
        var value = Evaluate(scope, globals);
        return value.IsUnknown ? value.HasFacts : verdict != (value.IsTrue ? Verdict.Met : value.IsFalse ? Verdict.NotMet : Verdict.Error);
    }

    private RowValue Evaluate(RowScope scope, ImmutableArray<RowNode> outer)
    {
        // Parameters are evaluated before the rule, needed or not: one that fails fails the rule.
        RowState open = 0;
        foreach (var parameter in outer)
        {
            if (AddTo(ref open, parameter.Evaluate(scope)))
                return RowValue.Failed;
        }

        foreach (var parameter in locals)
        {
            if (AddTo(ref open, parameter.Evaluate(scope)))
                return RowValue.Failed;
        }

        if (open != 0)
            return RowValue.Unknown(open, mayFail: true);
        if (condition is not null)
            return condition.Evaluate(scope);
        if (children.IsEmpty)
            return RowValue.False;
        Span<RowValue> values = new RowValue[children.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = children[i].Evaluate(scope, []);
        return RowValue.Combine(values, rule.Rule.Operator == RuleOperator.Or);
    }

    /// <summary>Whether a parameter fails; the facts of one that may fail leave the rule open.</summary>
    private static bool AddTo(ref RowState open, RowValue parameter)
    {
        if (parameter is { IsUnknown: true, MayFail: true })
            open |= parameter.UnknownFacts;
        return parameter.IsFailed;
    }
}
