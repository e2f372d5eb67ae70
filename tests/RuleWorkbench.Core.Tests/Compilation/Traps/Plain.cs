using RulesEngine.Models;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation.Traps;

/// <summary>RulesEngine as it comes, without anything of ours.</summary>
internal static class Plain
{
    public const string Main = "main";

    public static Rule Rule(string name, string? expression, params ScopedParam[] locals) =>
        new() { RuleName = name, Expression = expression, LocalParams = locals.Length == 0 ? null : locals };

    public static Rule Nested(string name, string combines, params Rule[] rules) => new() { RuleName = name, Operator = combines, Rules = rules };

    public static Rule WithFigure(this Rule rule, string expression)
    {
        rule.Actions = new RuleActions { OnSuccess = Action("OutputExpression", ("expression", expression)) };
        return rule;
    }

    public static ActionInfo Action(string name, params (string Name, object Value)[] context) =>
        new() { Name = name, Context = context.ToDictionary(c => c.Name, c => c.Value) };

    public static ScopedParam Parameter(string name, string expression) => new() { Name = name, Expression = expression };

    public static Workflow Workflow(string name, params IEnumerable<Rule> rules) => new() { WorkflowName = name, Rules = rules };

    public static RulesEngine.RulesEngine Engine(params Rule[] rules) => new([Workflow(Main, rules)]);

    public static RulesEngine.RulesEngine Engine(Type[] customTypes, params Rule[] rules) =>
        new([Workflow(Main, rules)], new ReSettings { CustomTypes = customTypes });

    public static ValueTask<List<RuleResultTree>> ExecuteAsync(this RulesEngine.RulesEngine engine, object input, string workflow = Main) =>
        engine.ExecuteAllRulesAsync(workflow, [new RuleParameter("patient", input)], TestContext.Current.CancellationToken);

    /// <summary>The result of one expression on one input.</summary>
    public static async Task<RuleResultTree> EvaluateAsync(string expression, object input, params Type[] customTypes) =>
        (await Engine(customTypes, Rule("rule", expression)).ExecuteAsync(input)).ShouldHaveSingleItem();

    public static bool[] Successes(this List<RuleResultTree> results) => [.. results.Select(r => r.IsSuccess)];
}
