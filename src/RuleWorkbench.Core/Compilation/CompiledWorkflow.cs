using System.Collections.Immutable;
using System.Linq.Expressions;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation;

/// <summary>A parameter with its tree.</summary>
/// <param name="Variable">What the trees of rules refer to it by.</param>
/// <param name="Value">Its own tree.</param>
public sealed record CompiledParameter(Parameter Parameter, ParameterExpression Variable, Expression Value);

/// <summary>A rule with its tree.</summary>
/// <param name="Condition">The tree of the expression; null for a rule with nested rules, or one that is broken.</param>
/// <param name="Scope">The names that the expression can use.</param>
/// <param name="Reads">The facts that the verdict can depend on, those of parameters included.</param>
/// <param name="FigureReads">The facts that the OutputExpression reads.</param>
/// <param name="Diagnostics">Why the rule is broken; empty when it is sound.</param>
public sealed record CompiledRule(
    Rule Rule,
    Expression? Condition,
    ImmutableArray<ParameterExpression> Scope,
    ImmutableArray<CompiledParameter> Locals,
    ImmutableArray<CompiledRule> Children,
    FactSet Reads,
    FactSet FigureReads,
    ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>The trees of the OutputExpression: one without a name, or one a member of <c>new (… as name, …)</c>.</summary>
    public ImmutableArray<(string? Name, Expression Value)> Figures { get; init; } = [];

    /// <summary>Why this rule cannot be evaluated, its nested rules aside; null when it can.</summary>
    public string? Defect => Diagnostics.IsEmpty ? null : Diagnostics[0].Message;
}

/// <summary>A workflow with the trees of all its expressions, injected workflows included.</summary>
/// <param name="Workflow">As it stands in its file.</param>
/// <param name="Globals">Its own global parameters and those of injected workflows.</param>
/// <param name="Rules">Its own rules and those of injected workflows, in the order in which RulesEngine runs them.</param>
/// <param name="GlobalDiagnostics">What is wrong with global parameters; then no rule can be evaluated.</param>
public sealed record CompiledWorkflow(
    Workflow Workflow,
    ImmutableArray<CompiledParameter> Globals,
    ImmutableArray<CompiledRule> Rules,
    ImmutableArray<Diagnostic> GlobalDiagnostics)
{
    /// <summary>Everything that does not compile.</summary>
    public IEnumerable<Diagnostic> Diagnostics
    {
        get
        {
            static IEnumerable<Diagnostic> Of(CompiledRule rule) => rule.Diagnostics.Concat(rule.Children.SelectMany(Of));
            return GlobalDiagnostics.Concat(Rules.SelectMany(Of));
        }
    }
}
