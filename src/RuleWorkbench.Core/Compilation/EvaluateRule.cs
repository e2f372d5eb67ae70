using RulesEngine.Actions;
using RulesEngine.Models;

namespace RuleWorkbench.Compilation;

/// <summary>Stands in for RulesEngine's own <c>EvaluateRule</c>, which fails whenever the target's workflow has global
/// parameters and hides the target's errors (trap T6). Same context, same output.</summary>
internal sealed class EvaluateRule(Func<string, RulesEngine.RulesEngine> engineOf, Func<string, IReadOnlySet<string>> globalsOf)
    : ActionBase
{
    /// <summary>Its name in the copies of rules that RulesEngine gets; files keep the plain name.</summary>
    public const string Name = "RuleWorkbench.EvaluateRule";

    public override async ValueTask<object> Run(ActionContext context, RuleParameter[] ruleParameters)
    {
        var workflow = context.GetContext<string>("workflowName");
        var rule = context.GetContext<string>("ruleName");
        var globals = globalsOf(workflow);
        var passed = ruleParameters.Where(p => !globals.Contains(p.Name) && !EngineModel.IsMarker(p.Name)).ToList();
        if (context.TryGetContext<List<string>>("inputFilter", out var filter))
            passed.RemoveAll(p => !filter.Contains(p.Name));
        if (context.TryGetContext<List<ScopedParam>>("additionalInputs", out var additional))
        {
            var parser = new RulesEngine.ExpressionBuilders.RuleExpressionParser();
            foreach (var input in additional)
                passed.Add(new RuleParameter(input.Name, parser.Evaluate<object>(input.Expression, ruleParameters)));
        }

        var result = await engineOf(workflow).ExecuteActionWorkflowAsync(workflow, rule, [.. passed]).ConfigureAwait(false);
        if (result.Exception is not null)
            throw new InvalidOperationException($"the action of `{workflow}/{rule}` fails: {result.Exception.Message}", result.Exception);
        if (result.Results?.FirstOrDefault(r => !string.IsNullOrEmpty(r.ExceptionMessage)) is { } failed)
            throw new InvalidOperationException($"`{workflow}/{rule}` fails: {failed.ExceptionMessage}");
        return result.Output!;
    }
}
