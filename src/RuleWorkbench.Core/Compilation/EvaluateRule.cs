using System.Collections.Immutable;
using System.Text.Json;
using RulesEngine.Actions;
using RulesEngine.ExpressionBuilders;
using RulesEngine.Models;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation;

/// <summary>Stands in for RulesEngine's own <c>EvaluateRule</c>, which fails whenever the target's workflow has global
/// parameters and hides the target's errors (trap T6). Same context, same output.</summary>
internal sealed class EvaluateRule(
    CompiledPathway compiled, RuleExpressionParser parser, Func<CompiledWorkflow, RulesEngine.RulesEngine> engineOf) : ActionBase
{
    /// <summary>Its name in the copies of rules that RulesEngine gets; files keep the plain name.</summary>
    public const string Name = "RuleWorkbench.EvaluateRule";

    private const string InputFilter = "inputFilter";

    private const string AdditionalInputs = "additionalInputs";

    /// <summary>The expressions of the action's additional inputs. A context that RulesEngine would ignore, since it is
    /// not what it expects, is an error.</summary>
    public static IEnumerable<ExpressionText> Expressions(Model.RuleAction action, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        _ = Read<List<string>>(InputFilter, "a list of names");
        return (Read<List<ScopedParam>>(AdditionalInputs, "a list of { \"Name\": …, \"Expression\": … }") ?? [])
            .Select(p => new ExpressionText(p.Expression ?? "", action.Place, p.Expression ?? ""));

        T? Read<T>(string name, string expected)
            where T : class
        {
            try
            {
                return action.Context.GetValueOrDefault(name) is { } text ? JsonSerializer.Deserialize<T>(text) : null;
            }
            catch (JsonException)
            {
                diagnostics.Add(Diagnostic.Error(
                    DiagnosticIds.RuleShape, $"`{name}` of `EvaluateRule` is not {expected}; RulesEngine would ignore it.", action.Place, "Mend it, or remove it."));
                return null;
            }
        }
    }

    public override async ValueTask<object> Run(ActionContext context, RuleParameter[] ruleParameters)
    {
        var workflow = compiled.Workflows[context.GetContext<string>("workflowName")];
        var name = context.GetContext<string>("ruleName");
        var rule = workflow.Rules.First(r => r.Rule.Name == name);
        if (ReferenceEngine.FirstDefect(workflow, rule) is { } defect)
            throw Fail(defect);

        var globals = workflow.Globals.Select(g => g.Parameter.Name).ToHashSet();
        var passed = ruleParameters.Where(p => !globals.Contains(p.Name) && !EngineModel.IsMarker(p.Name)).ToList();
        if (context.TryGetContext<List<string>>(InputFilter, out var filter))
            passed.RemoveAll(p => !filter.Contains(p.Name));
        if (context.TryGetContext<List<ScopedParam>>(AdditionalInputs, out var additional))
        {
            foreach (var input in additional)
                passed.Add(new RuleParameter(input.Name, parser.Evaluate<object>(input.Expression, ruleParameters)));
        }

        var result = await engineOf(workflow).ExecuteActionWorkflowAsync(workflow.Workflow.Name, name, [.. passed]).ConfigureAwait(false);
        if (result.Exception is not null)
            throw Fail(ReferenceEngine.Cause(result.Exception.Message));
        foreach (var tree in result.Results ?? [])
        {
            if (tree.Rule.RuleName == name && ReferenceEngine.JudgeVerdict(rule, tree) is { Verdict: Verdict.Error, Error: var error })
                throw Fail(error!);
        }

        return result.Output!;

        InvalidOperationException Fail(string why) => new($"`{workflow.Workflow.Name}/{name}` fails: {why}");
    }
}
