using System.Globalization;
using RulesEngine.Models;

namespace RuleWorkbench.Compilation;

/// <summary>Makes RulesEngine's own objects from ours: a copy of its own for each engine, so that nobody can edit a
/// loaded rule (trap T21).</summary>
internal static class EngineModel
{
    /// <summary>What the name of a marker begins with; no expression can write such a name.</summary>
    private const string MarkerSign = "#";

    /// <summary>A workflow without injection.</summary>
    /// <param name="all">The workflows that share the engine.</param>
    public static Workflow Copy(CompiledWorkflow workflow, IReadOnlyList<CompiledWorkflow> all) => new()
    {
        WorkflowName = workflow.Workflow.Name,
        GlobalParams = [.. workflow.Globals.Select(g => Copy(g.Parameter)), .. Marker(workflow, all)],
        Rules = [.. workflow.Rules.Select((r, i) => Copy(r, string.Create(CultureInfo.InvariantCulture, $"{MarkerSign}{workflow.Workflow.Name}{MarkerSign}{i}")))],
    };

    /// <summary>A marker for a workflow with a global parameter that another workflow defines differently; it costs time
    /// in every call, so that the others go without.</summary>
    private static IEnumerable<ScopedParam> Marker(CompiledWorkflow workflow, IReadOnlyList<CompiledWorkflow> all) =>
        all.Any(other => !ReferenceEquals(other, workflow) && other.Globals.Any(o => workflow.Globals.Any(g =>
            g.Parameter.Name == o.Parameter.Name && g.Parameter.Expression.Text != o.Parameter.Expression.Text)))
            ? [new ScopedParam { Name = $"{MarkerSign}{workflow.Workflow.Name}", Expression = "true" }]
            : [];

    /// <summary>True for a parameter that no file holds.</summary>
    public static bool IsMarker(string parameter) => parameter.StartsWith(MarkerSign, StringComparison.Ordinal);

    /// <param name="marker">A name that no other rule has. RulesEngine caches a rule's parameters by a
    /// text that leaves out which class a function belongs to, so that the parameters of one rule can get the values of
    /// another's (trap T1); a parameter of this name makes each rule's text its own.</param>
    private static Rule Copy(CompiledRule rule, string marker) => new()
    {
        RuleName = rule.Rule.Name,
        Enabled = rule.Rule.Enabled,
        Operator = rule.Rule.Operator?.ToString(),

        // A rule with a defect is an error already. RulesEngine must not see an expression that its parser could not
        // survive, and would only report the defect once more.
        Expression = rule.Rule.Operator is not null ? null : rule.Defect is null ? rule.Rule.Expression!.Text : "false",
        LocalParams = rule.Defect is null && !rule.Locals.IsEmpty
            ? [.. rule.Locals.Select(l => Copy(l.Parameter)), new ScopedParam { Name = marker, Expression = "true" }]
            : [],
        Rules = rule.Rule.Operator is null ? null : [.. rule.Children.Select((c, i) => Copy(c, string.Create(CultureInfo.InvariantCulture, $"{marker}.{i}")))],
        SuccessEvent = rule.Rule.SuccessEvent,
        ErrorMessage = rule.Rule.ErrorMessage,
        Actions = rule.Defect is not null || (rule.Rule.OnSuccess is null && rule.Rule.OnFailure is null)
            ? null
            : new RuleActions { OnSuccess = Copy(rule.Rule.OnSuccess), OnFailure = Copy(rule.Rule.OnFailure) },
    };

    private static ScopedParam Copy(Model.Parameter parameter) => new() { Name = parameter.Name, Expression = parameter.Expression.Text };

    private static ActionInfo? Copy(Model.RuleAction? action) => action switch
    {
        null => null,
        { Name: Model.RuleAction.Script, Expression: { } call } => new ActionInfo
        {
            Name = Model.RuleAction.OutputExpression,
            Context = new Dictionary<string, object> { ["expression"] = call.Text },
        },
        _ => new ActionInfo
        {
            Name = action.Name == nameof(EvaluateRule) ? EvaluateRule.Name : action.Name,
            Context = action.Context.ToDictionary(e => e.Key, e => (object)e.Value!),
        },
    };
}
