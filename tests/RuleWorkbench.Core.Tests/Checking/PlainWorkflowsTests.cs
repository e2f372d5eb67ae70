using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Checking;

/// <summary>Workflows of RulesEngine's users, without a pathway: inputs are unknown, and only certain mistakes are found.</summary>
public sealed class PlainWorkflowsTests
{
    [Theory]
    [InlineData("""[ { "WorkflowName": "Shop", "Rules": [ { "RuleName": "Ten", "SuccessEvent": "10", "ErrorMessage": "None.", "ErrorType": "Error", "RuleExpressionType": "LambdaExpression", "Expression": "input1.land == \"in\" AND input1.factor <= 2 AND input2.orders > 2" } ] } ]""")]
    [InlineData("""{ "WorkflowName": "a", "WorkflowsToInject": null, "RuleExpressionType": 0, "Rules": [ { "RuleName": "b", "Properties": null, "Operator": null, "Rules": null, "LocalParams": null, "Actions": null, "Expression": "!input1.Flag && true" } ] }""")]
    [InlineData("""{ "WorkflowName": "a", "Rules": [ { "RuleName": "b", "Expression": "input1.list[1].Value.ToUpper() = \"SECOND\"" } ] }""")]
    [InlineData("""{ "WorkflowName": "a", "Rules": [ { "RuleName": "b", "Operator": "OrElse", "Rules": [ { "RuleName": "c", "Expression": "x.y > 1" }, { "RuleName": "d", "Expression": "utils.Check(String(x.y)) == true" } ] } ] }""")]
    [InlineData("""{ "WorkflowName": "a", "GlobalParams": [ { "Name": "limit", "Expression": "int.Parse(\u002215\u0022)" } ], "Rules": [ { "RuleName": "b", "Expression": "input1.Where(x =\u003E x.Value \u003E= limit).Count() \u003E= 3" } ] }""")]
    [InlineData("""{ "WorkflowName": "a", "WorkflowRulesToInject": [ "b" ], "Rules": [ { "RuleName": "c", "Properties": { "Id": 5, "Severity": "high", "next": "nowhere" }, "Expression": "input1.Method.Invoke()", "Actions": { "OnSuccess": { "Name": "MyOwnAction", "Context": { "x": 1 } } } } ] }""")]
    public void CheckPlain_SoundWorkflow_HasNoFindings(string json)
    {
        Check(json).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{ "WorkflowName": "a", "Rules": [ { "RuleName": "b", "Expression": "x > 1", ^"enabled": false } ] }""", "RW006", DiagnosticSeverity.Warning)]
    [InlineData("""{ "WorkflowName": "a", "Rules": [ { "RuleName": "b", "Operator": ^"or", "Rules": [ { "RuleName": "c", "Expression": "x > 1" } ] } ] }""", "RW015", DiagnosticSeverity.Error)]
    [InlineData("""{ "WorkflowName": "a", "Rules": [ { "RuleName": "b", "Expression": "^(x > 1" } ] }""", "RW030", DiagnosticSeverity.Error)]
    [InlineData("""{ "WorkflowName": "a", "Rules": [ { "RuleName": "b", "Expression": "x == ^\"y" } ] }""", "RW030", DiagnosticSeverity.Error)]
    [InlineData("""{ "WorkflowName": "a", "Rules": [ { "RuleName": "b", "Expression": "x^?.y == 1" } ] }""", "RW030", DiagnosticSeverity.Error)]
    [InlineData("""{ "WorkflowName": "a", "Rules": [ { "RuleName": "b", "Expression": "x.y == 1 ^&&" } ] }""", "RW030", DiagnosticSeverity.Error)]
    [InlineData("""{ "WorkflowName": "a", "Rules": [ { "RuleName": "b", "Expression": "x.at < ^DateTime.Now" } ] }""", "RW061", DiagnosticSeverity.Warning)]
    [InlineData("""{ "WorkflowName": "a", "Rules": [ { "RuleName": "b", "Expression": "x.y > 1 ^/ 2" } ] }""", "RW058", DiagnosticSeverity.Warning)]
    [InlineData("""{ "WorkflowName": "a", "Rules": [ { "RuleName": "b", "LocalParams": [ { "Name": ^"z", "Expression": "x.y" } ], "Expression": "x.y > 1" } ] }""", "RW053", DiagnosticSeverity.Warning)]
    [InlineData("""[ { "WorkflowName": "a", "Rules": [ { "RuleName": "b", "Expression": "x > 1" } ] }, { "WorkflowName": ^"a", "Rules": [ { "RuleName": "b", "Expression": "x > 1" } ] } ]""", "RW010", DiagnosticSeverity.Error)]
    [InlineData("""[ { "WorkflowName": "a", "Rules": [ { "RuleName": "b", "Expression": "x > 1" } ] }, ^5 ]""", "RW008", DiagnosticSeverity.Error)]
    public void CheckPlain_Mistake_IsFoundAtItsPlace(string json, string id, DiagnosticSeverity severity)
    {
        var found = Check(json.Replace("^", "", StringComparison.Ordinal)).ShouldHaveSingleItem();

        found.Id.ShouldBe(id);
        found.Severity.ShouldBe(severity);
        found.Place.Column.ShouldBe(json.IndexOf('^', StringComparison.Ordinal) + 1);
    }

    private static IReadOnlyList<Diagnostic> Check(string json)
    {
        var folder = Directory.CreateTempSubdirectory("rulewb-plain-").FullName;
        try
        {
            var path = Path.Combine(folder, "plain.json");
            File.WriteAllText(path, json);
            return [.. Checker.CheckPlain(PlainWorkflows.Load([(path, "plain.json")]), TimeProvider.System, CancellationToken.None)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
