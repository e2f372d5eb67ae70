using System.Collections.Immutable;
using RulesEngine.Models;

namespace RuleWorkbench.Compilation;

/// <summary>Makes RulesEngine's own objects from ours: a copy of its own for each engine, so that nobody can edit a
/// loaded rule (trap T21).</summary>
internal static class EngineModel
{
    /// <summary>A workflow with the rules at <paramref name="indexes"/> and without injection.</summary>
    public static Workflow Copy(CompiledWorkflow workflow, ImmutableArray<int> indexes) => new()
    {
        WorkflowName = workflow.Workflow.Name,
        GlobalParams = [.. workflow.Globals.Select(g => Copy(g.Parameter))],
        Rules = [.. indexes.Select(i => Copy(workflow.Rules[i]))],
    };

    private static Rule Copy(CompiledRule rule) => new()
    {
        RuleName = rule.Rule.Name,
        Enabled = rule.Rule.Enabled,
        Operator = rule.Rule.Operator?.ToString(),

        // A rule with a defect is an error already. RulesEngine must not see an expression that its parser could not
        // survive, and would only report the defect once more.
        Expression = rule.Rule.Operator is not null ? null : rule.Defect is null ? rule.Rule.Expression!.Text : "false",
        LocalParams = rule.Defect is null ? [.. rule.Locals.Select(l => Copy(l.Parameter))] : [],
        Rules = rule.Rule.Operator is null ? null : [.. rule.Children.Select(Copy)],
        SuccessEvent = rule.Rule.SuccessEvent,
        ErrorMessage = rule.Rule.ErrorMessage,
        Actions = rule.Rule.OnSuccess is null && rule.Rule.OnFailure is null
            ? null
            : new RuleActions { OnSuccess = Copy(rule.Rule.OnSuccess), OnFailure = Copy(rule.Rule.OnFailure) },
    };

    private static ScopedParam Copy(Model.Parameter parameter) => new() { Name = parameter.Name, Expression = parameter.Expression.Text };

    private static ActionInfo? Copy(Model.RuleAction? action) => action is null ? null : new ActionInfo
    {
        Name = action.Name == nameof(EvaluateRule) ? EvaluateRule.Name : action.Name,
        Context = action.Context.ToDictionary(e => e.Key, e => (object)e.Value!),
    };
}
