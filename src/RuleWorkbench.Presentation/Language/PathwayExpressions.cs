using System.Collections.Immutable;
using RuleWorkbench.Checking;
using RuleWorkbench.Compilation;

namespace RuleWorkbench.Presentation.Language;

/// <summary>Every expression of a compiled pathway, each where it stands: an injected rule's in its own workflow.</summary>
public static class PathwayExpressions
{
    public static IEnumerable<ScopedExpression> Of(CompiledPathway compiled) =>
        compiled.Pathway.Workflows.Select(w => compiled.Workflows[w.Name]).SelectMany(w => Of(compiled, w));

    /// <summary>The expression at a place, such as that of a rule that is being edited; null when there is none.</summary>
    /// <param name="path">JSON path in the file, such as <c>Rules[2].Expression</c>.</param>
    public static ScopedExpression? At(CompiledPathway compiled, string file, string path) =>
        compiled.Pathway.Workflows.Where(w => w.Place.File == file).SelectMany(w => Of(compiled, compiled.Workflows[w.Name]))
            .FirstOrDefault(e => e.Text.Place.Path == path);

    private static IEnumerable<ScopedExpression> Of(CompiledPathway compiled, CompiledWorkflow workflow)
    {
        foreach (var global in workflow.Workflow.Globals)
        {
            var before = workflow.Globals.TakeWhile(g => !ReferenceEquals(g.Parameter, global)).ToImmutableArray();
            yield return new(global.Expression, ExpressionScope.OfParameter(compiled, before, global.Expression.Place), workflow.Workflow, null, global.Name);
        }

        foreach (var rule in workflow.Rules.Where(r => workflow.Workflow.Rules.Contains(r.Rule, ReferenceEqualityComparer.Instance)))
        {
            foreach (var found in Of(compiled, workflow, [], rule))
                yield return found;
        }
    }

    private static IEnumerable<ScopedExpression> Of(CompiledPathway compiled, CompiledWorkflow workflow, ImmutableArray<CompiledRule> outer, CompiledRule rule)
    {
        ImmutableArray<CompiledParameter> around = [.. workflow.Globals, .. outer.SelectMany(r => r.Locals)];
        foreach (var local in rule.Rule.Locals)
        {
            var before = around.AddRange(rule.Locals.TakeWhile(l => !ReferenceEquals(l.Parameter, local)));
            yield return new(local.Expression, ExpressionScope.OfParameter(compiled, before, local.Expression.Place), workflow.Workflow, rule.Rule, local.Name);
        }

        if (rule.Rule is { Operator: null, Expression: { } condition })
            yield return new(condition, ExpressionScope.OfRule(compiled, workflow, outer, rule, ExpressionUse.Condition, condition.Place), workflow.Workflow, rule.Rule, rule.Rule.Label);
        if (rule.Rule.OnSuccess is { ComputesFigures: true, Expression: { } figures, Arguments.IsEmpty: true })
            yield return new(figures, ExpressionScope.OfRule(compiled, workflow, outer, rule, ExpressionUse.Figure, figures.Place), workflow.Workflow, rule.Rule, rule.Rule.Label);
        foreach (var found in rule.Children.SelectMany(c => Of(compiled, workflow, outer.Add(rule), c)))
            yield return found;
    }
}
