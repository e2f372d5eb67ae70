using System.Collections.Immutable;
using System.Linq.Expressions;
using RuleWorkbench.Checking;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;

namespace RuleWorkbench.Presentation.Language;

/// <summary>What an expression can name, by where it stands in a pathway.</summary>
/// <param name="Variables">Inputs, then global parameters, then local ones.</param>
/// <param name="Parameters">The parameters among them.</param>
/// <param name="Place">Where the expression stands in its file.</param>
public sealed record ExpressionScope(
    CompiledPathway Compiled,
    ExpressionUse Use,
    ImmutableArray<ParameterExpression> Variables,
    ImmutableArray<CompiledParameter> Parameters,
    SourcePlace Place)
{
    public FactTypes Facts => Compiled.Facts;

    public Pathway Pathway => Compiled.Pathway;

    /// <summary>The type that the expression must have, or null for any.</summary>
    public Type? Type => Use == ExpressionUse.Condition ? typeof(bool) : null;

    /// <summary>The scope of an expression of a rule: of the condition and the figures, which see all its parameters.</summary>
    /// <param name="outer">The rules that the rule is nested in, outermost first.</param>
    public static ExpressionScope OfRule(CompiledPathway compiled, CompiledWorkflow workflow, IEnumerable<CompiledRule> outer, CompiledRule rule, ExpressionUse use, SourcePlace place) =>
        new(compiled, use, rule.Scope, [.. workflow.Globals, .. outer.SelectMany(r => r.Locals), .. rule.Locals], place);

    /// <summary>The scope of a parameter, which sees those before it.</summary>
    /// <param name="before">All parameters that stand before it, in their order.</param>
    public static ExpressionScope OfParameter(CompiledPathway compiled, ImmutableArray<CompiledParameter> before, SourcePlace place) =>
        new(compiled, ExpressionUse.Parameter, [.. compiled.Inputs, .. before.Select(p => p.Variable)], before, place);
}
