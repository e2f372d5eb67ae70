using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Loading;

/// <summary>What RulesEngine accepts is accepted, unless it would drop or ignore something; what it refuses is refused.
/// The rule in each case is the second one of a workflow whose first is sound.</summary>
public sealed class WorkflowReaderTests
{
    private const string Leaf = """{ "RuleName": "Leaf", "Expression": "true" }""";

    public static TheoryData<string, string> RulesBothAccept() => new()
    {
        { "plain", """{ "RuleName": "R", "Expression": "true" }""" },
        { "null members", """{ "RuleName": "R", "Expression": "true", "Operator": null, "Rules": null, "LocalParams": null, "Actions": null, "Properties": null, "SuccessEvent": null, "ErrorMessage": null, "WorkflowsToInject": null }""" },
        { "null actions", """{ "RuleName": "R", "Expression": "true", "Actions": { "OnSuccess": null, "OnFailure": null } }""" },
        { "empty expression beside an operator", $$"""{ "RuleName": "R", "Expression": "", "Operator": "Or", "Rules": [ {{Leaf}} ] }""" },
        { "empty list of rules beside an expression", """{ "RuleName": "R", "Expression": "true", "Rules": [ ] }""" },
        { "And", $$"""{ "RuleName": "R", "Operator": "And", "Rules": [ {{Leaf}} ] }""" },
        { "AndAlso", $$"""{ "RuleName": "R", "Operator": "AndAlso", "Rules": [ {{Leaf}} ] }""" },
        { "Or", $$"""{ "RuleName": "R", "Operator": "Or", "Rules": [ {{Leaf}} ] }""" },
        { "OrElse", $$"""{ "RuleName": "R", "Operator": "OrElse", "Rules": [ {{Leaf}} ] }""" },
        { "nested operators", $$"""{ "RuleName": "R", "Operator": "Or", "Rules": [ { "RuleName": "N", "Operator": "And", "Rules": [ {{Leaf}} ] } ] }""" },
        { "nested rules of one name", $$"""{ "RuleName": "R", "Operator": "Or", "Rules": [ {{Leaf}}, {{Leaf}} ] }""" },
        { "disabled", """{ "RuleName": "R", "Expression": "true", "Enabled": false }""" },
        { "expression type as name", """{ "RuleName": "R", "Expression": "true", "RuleExpressionType": "LambdaExpression" }""" },
        { "expression type as number", """{ "RuleName": "R", "Expression": "true", "RuleExpressionType": 0 }""" },
        { "expression type in lower case", """{ "RuleName": "R", "Expression": "true", "RuleExpressionType": "lambdaexpression" }""" },
        { "parameters", """{ "RuleName": "R", "Expression": "a > 1", "LocalParams": [ { "Name": "a", "Expression": "2" } ] }""" },
        { "action", """{ "RuleName": "R", "Expression": "true", "Actions": { "OnFailure": { "Name": "OutputExpression", "Context": { "expression": "1 + 1" } } } }""" },
        { "action in lower case", """{ "RuleName": "R", "Expression": "true", "Actions": { "OnSuccess": { "Name": "outputexpression", "Context": { "Expression": "1" } } } }""" },
        { "foreign properties", """{ "RuleName": "R", "Expression": "true", "Properties": { "icd": "M54", "author": { "name": "x" }, "list": [ 1, null ] } }""" },
        { "escapes", """{ "RuleName": "Rule \u00e4 \ud83d\ude00 \"q\"", "Expression": "\"\\\"\" == \"x\"" }""" },
    };

    [Fact]
    public void Read_ActionScript_IsTheCallThatItsContextDescribes()
    {
        using var folder = new PathwayFolder().Edit(PathwayFolder.FirstFile, root => root["Rules"]![0]!["Actions"] = JObject.Parse(
            """{ "OnSuccess": { "Name": "script", "Context": { "function": "Demo.F", "arguments": [ "patient.age", "\"x\"" ] } } }"""));

        var action = folder.Load().Value!.Workflow("first")!.Rules[0].OnSuccess!;

        action.Name.ShouldBe(RuleAction.Script);
        action.Expression!.Text.ShouldBe("Demo.F(patient.age, \"x\")");
        action.Arguments.Select(a => a.Text).ShouldBe(["patient.age", "\"x\""]);
    }

    [Theory]
    [InlineData("""{ "Name": "Script" }""", DiagnosticIds.RuleShape)]
    [InlineData("""{ "Name": "Script", "Context": { "arguments": [ "1" ] } }""", DiagnosticIds.MissingMember)]
    [InlineData("""{ "Name": "Script", "Context": { "function": "Demo.F", "argument": [ "1" ] } }""", DiagnosticIds.UnknownMember)]
    [InlineData("""{ "Name": "Script", "Context": { "function": "Demo.F", "arguments": [ 1 ] } }""", DiagnosticIds.WrongJsonType)]
    public void Read_ActionScriptWithAMistake_IsAnError(string action, string id)
    {
        using var folder = new PathwayFolder().Edit(PathwayFolder.FirstFile, root => root["Rules"]![0]!["Actions"] = new JObject { ["OnSuccess"] = JObject.Parse(action) });

        folder.Load().Diagnostics.ShouldContain(d => d.Id == id && d.Place.File == PathwayFolder.FirstFile);
    }

    public static TheoryData<string, string> RulesBothRefuse() => new()
    {
        { "rules beside an expression", $$"""{ "RuleName": "R", "Expression": "true", "Rules": [ {{Leaf}} ] }""" },
        { "expression of blanks", """{ "RuleName": "R", "Expression": "  " }""" },
        { "parameter twice", """{ "RuleName": "R", "Expression": "true", "LocalParams": [ { "Name": "a", "Expression": "1" }, { "Name": "a", "Expression": "2" } ] }""" },
        { "empty operator", """{ "RuleName": "R", "Expression": "true", "Operator": "" }""" },
        { "Enabled as text", """{ "RuleName": "R", "Expression": "true", "Enabled": "false" }""" },
        { "Enabled as number", """{ "RuleName": "R", "Expression": "true", "Enabled": 0 }""" },
        { "Enabled null", """{ "RuleName": "R", "Expression": "true", "Enabled": null }""" },
        { "name as number", """{ "RuleName": 5, "Expression": "true" }""" },
        { "expression as number", """{ "RuleName": "R", "Expression": 1 }""" },
        { "expression as flag", """{ "RuleName": "R", "Expression": true }""" },
        { "no name", """{ "Expression": "true" }""" },
        { "empty name", """{ "RuleName": "", "Expression": "true" }""" },
        { "no expression", """{ "RuleName": "R" }""" },
        { "empty expression", """{ "RuleName": "R", "Expression": "" }""" },
        { "rules without operator", $$"""{ "RuleName": "R", "Rules": [ {{Leaf}} ] }""" },
        { "operator without rules", """{ "RuleName": "R", "Operator": "And" }""" },
        { "operator with an empty list", """{ "RuleName": "R", "Operator": "And", "Rules": [ ] }""" },
        { "operator xor", $$"""{ "RuleName": "R", "Operator": "Xor", "Rules": [ {{Leaf}} ] }""" },
        { "nested rule without a name", """{ "RuleName": "R", "Operator": "And", "Rules": [ { "Expression": "true" } ] }""" },
        { "nested rule without an expression", """{ "RuleName": "R", "Operator": "And", "Rules": [ { "RuleName": "N" } ] }""" },
        { "rules as object", $$"""{ "RuleName": "R", "Operator": "And", "Rules": {{Leaf}} }""" },
        { "actions as list", """{ "RuleName": "R", "Expression": "true", "Actions": [ ] }""" },
        { "OnSuccess as list", """{ "RuleName": "R", "Expression": "true", "Actions": { "OnSuccess": [ ] } }""" },
        { "context as list", """{ "RuleName": "R", "Expression": "true", "Actions": { "OnSuccess": { "Name": "OutputExpression", "Context": [ ] } } }""" },
        { "properties as list", """{ "RuleName": "R", "Expression": "true", "Properties": [ ] }""" },
        { "parameters as object", """{ "RuleName": "R", "Expression": "true", "LocalParams": { "a": "1" } }""" },
        { "expression type unknown", """{ "RuleName": "R", "Expression": "true", "RuleExpressionType": "Script" }""" },
        { "expression type as object", """{ "RuleName": "R", "Expression": "true", "RuleExpressionType": { } }""" },
        { "operator as object", """{ "RuleName": "R", "Expression": "true", "Operator": { } }""" },
        { "expression type null", """{ "RuleName": "R", "Expression": "true", "RuleExpressionType": null }""" },
        { "SuccessEvent as list", """{ "RuleName": "R", "Expression": "true", "SuccessEvent": [ "A" ] }""" },
        { "half a surrogate pair", """{ "RuleName": "R\ud83d", "Expression": "true" }""" },
    };

    public static TheoryData<string, string, string> RulesOnlyWeRefuse() => new()
    {
        { "operator or", $$"""{ "RuleName": "R", "Operator": "or", "Rules": [ {{Leaf}} ] }""", DiagnosticIds.RuleShape },
        { "member in lower case", """{ "RuleName": "R", "Expression": "true", "enabled": false }""", DiagnosticIds.UnknownMember },
        { "actions in lower case", """{ "RuleName": "R", "Expression": "true", "actions": { } }""", DiagnosticIds.UnknownMember },
        { "unknown member", """{ "RuleName": "R", "Expression": "true", "Priority": 1 }""", DiagnosticIds.UnknownMember },
        { "member twice", """{ "RuleName": "R", "Expression": "true", "Expression": "false" }""", DiagnosticIds.DuplicateMember },
        { "expression beside an operator", $$"""{ "RuleName": "R", "Expression": "false", "Operator": "Or", "Rules": [ {{Leaf}} ] }""", DiagnosticIds.RuleShape },
        { "operator or beside an expression", $$"""{ "RuleName": "R", "Expression": "true", "Operator": "or", "Rules": [ {{Leaf}} ] }""", DiagnosticIds.RuleShape },
        { "two rules of one name", """{ "RuleName": "Sound", "Expression": "true" }""", DiagnosticIds.DuplicateName },
        { "unknown action", """{ "RuleName": "R", "Expression": "true", "Actions": { "OnSuccess": { "Name": "Email", "Context": { } } } }""", DiagnosticIds.UnknownAction },
        { "action without a name", """{ "RuleName": "R", "Expression": "true", "Actions": { "OnSuccess": { "Context": { } } } }""", DiagnosticIds.MissingMember },
        { "action without an expression", """{ "RuleName": "R", "Expression": "true", "Actions": { "OnSuccess": { "Name": "OutputExpression", "Context": { } } } }""", DiagnosticIds.RuleShape },
        { "action with an empty expression", """{ "RuleName": "R", "Expression": "true", "Actions": { "OnSuccess": { "Name": "OutputExpression", "Context": { "expression": " " } } } }""", DiagnosticIds.RuleShape },
        { "unknown kind of action", """{ "RuleName": "R", "Expression": "true", "Actions": { "OnError": { "Name": "OutputExpression" } } }""", DiagnosticIds.UnknownMember },
        { "injection at a rule", """{ "RuleName": "R", "Expression": "true", "WorkflowsToInject": [ "second" ] }""", DiagnosticIds.UnknownMember },
        { "mistyped property", """{ "RuleName": "R", "Expression": "true", "Properties": { "nxt": "second" } }""", DiagnosticIds.UnknownMember },
        { "property in upper case", """{ "RuleName": "R", "Expression": "true", "Properties": { "ID": "x" } }""", DiagnosticIds.UnknownMember },
        { "property of a wrong type", """{ "RuleName": "R", "Expression": "true", "Properties": { "id": 5 } }""", DiagnosticIds.WrongJsonType },
        { "parameter without a name", """{ "RuleName": "R", "Expression": "true", "LocalParams": [ { "Expression": "1" } ] }""", DiagnosticIds.MissingMember },
        { "parameter without an expression", """{ "RuleName": "R", "Expression": "true", "LocalParams": [ { "Name": "a" } ] }""", DiagnosticIds.RuleShape },
        { "parameter with a reserved name", """{ "RuleName": "R", "Expression": "true", "LocalParams": [ { "Name": "and", "Expression": "1" } ] }""", DiagnosticIds.UnusableName },
        { "parameter with a blank in its name", """{ "RuleName": "R", "Expression": "true", "LocalParams": [ { "Name": "a b", "Expression": "1" } ] }""", DiagnosticIds.UnusableName },
        { "next of a nested rule", """{ "RuleName": "R", "Operator": "And", "Rules": [ { "RuleName": "N", "Expression": "true", "Properties": { "next": "second" } } ] }""", DiagnosticIds.UnknownMember },
    };

    public static TheoryData<string, string> WorkflowsBothAccept() => new()
    {
        { "null members", $$"""{ "WorkflowName": "first", "GlobalParams": null, "WorkflowsToInject": null, "Rules": [ {{Leaf}} ] }""" },
        { "expression type as number", $$"""{ "WorkflowName": "first", "RuleExpressionType": 0, "Rules": [ {{Leaf}} ] }""" },
        { "injection only", """{ "WorkflowName": "first", "WorkflowsToInject": [ "second" ] }""" },
        { "blank before and after", $$"""   { "WorkflowName": "first", "Rules": [ {{Leaf}} ] }   """ },
    };

    public static TheoryData<string, string> WorkflowsBothRefuse() => new()
    {
        { "no name", $$"""{ "Rules": [ {{Leaf}} ] }""" },
        { "empty name", $$"""{ "WorkflowName": "", "Rules": [ {{Leaf}} ] }""" },
        { "no rules", """{ "WorkflowName": "first" }""" },
        { "empty list of rules", """{ "WorkflowName": "first", "Rules": [ ] }""" },
        { "expression type as name", $$"""{ "WorkflowName": "first", "RuleExpressionType": "LambdaExpression", "Rules": [ {{Leaf}} ] }""" },
        { "expression type too large", $$"""{ "WorkflowName": "first", "RuleExpressionType": 99999999999999999999, "Rules": [ {{Leaf}} ] }""" },
        { "list of workflows", $$"""[ { "WorkflowName": "first", "Rules": [ {{Leaf}} ] } ]""" },
        { "injection as text", """{ "WorkflowName": "first", "WorkflowsToInject": "second" }""" },
        { "globals as object", $$"""{ "WorkflowName": "first", "GlobalParams": { }, "Rules": [ {{Leaf}} ] }""" },
        { "comment", $$"""{ "WorkflowName": "first", /* why */ "Rules": [ {{Leaf}} ] }""" },
        { "trailing comma", $$"""{ "WorkflowName": "first", "Rules": [ {{Leaf}}, ] }""" },
        { "text after it", $$"""{ "WorkflowName": "first", "Rules": [ {{Leaf}} ] } x""" },
    };

    public static TheoryData<string, string, string> WorkflowsOnlyWeRefuse() => new()
    {
        { "null rule", """{ "WorkflowName": "first", "Rules": [ { "RuleName": "R", "Expression": "true" }, null ] }""", DiagnosticIds.WrongJsonType },
        { "lower case", $$"""{ "WorkflowName": "first", "globalParams": [ ], "Rules": [ {{Leaf}} ] }""", DiagnosticIds.UnknownMember },
        { "unknown member", $$"""{ "WorkflowName": "first", "Version": "1", "Rules": [ {{Leaf}} ] }""", DiagnosticIds.UnknownMember },
        { "two rules of one name", $$"""{ "WorkflowName": "first", "Rules": [ {{Leaf}}, {{Leaf}} ] }""", DiagnosticIds.DuplicateName },
        { "other name than the file", $$"""{ "WorkflowName": "erste", "Rules": [ {{Leaf}} ] }""", DiagnosticIds.UnknownName },
        { "global with a reserved name", $$"""{ "WorkflowName": "first", "GlobalParams": [ { "Name": "np", "Expression": "1" } ], "Rules": [ {{Leaf}} ] }""", DiagnosticIds.UnusableName },
    };

    [Theory]
    [MemberData(nameof(RulesBothAccept))]
    public void Read_RuleThatRulesEngineTakes_IsAccepted(string what, string rule) => BothAccept(what, Workflow(rule));

    [Theory]
    [MemberData(nameof(RulesBothRefuse))]
    public void Read_RuleThatRulesEngineRefuses_IsRefused(string what, string rule) => BothRefuse(what, Workflow(rule));

    [Theory]
    [MemberData(nameof(RulesOnlyWeRefuse))]
    public void Read_RuleThatRulesEngineTakesInPart_IsRefused(string what, string rule, string id) => OnlyWeRefuse(what, Workflow(rule), id);

    [Theory]
    [MemberData(nameof(WorkflowsBothAccept))]
    public void Read_WorkflowThatRulesEngineTakes_IsAccepted(string what, string workflow) => BothAccept(what, workflow);

    [Theory]
    [MemberData(nameof(WorkflowsBothRefuse))]
    public void Read_WorkflowThatRulesEngineRefuses_IsRefused(string what, string workflow) => BothRefuse(what, workflow);

    [Theory]
    [MemberData(nameof(WorkflowsOnlyWeRefuse))]
    public void Read_WorkflowThatRulesEngineTakesInPart_IsRefused(string what, string workflow, string id) => OnlyWeRefuse(what, workflow, id);

    private static string Workflow(string rule) =>
        $$"""{ "WorkflowName": "first", "Rules": [ { "RuleName": "Sound", "Expression": "true" }, {{rule}} ] }""";

    private static void BothAccept(string what, string workflow)
    {
        RulesEngineTakes(workflow).ShouldBeTrue(what);
        Errors(workflow).ShouldBeEmpty(what);
    }

    private static void BothRefuse(string what, string workflow)
    {
        RulesEngineTakes(workflow).ShouldBeFalse(what);
        Errors(workflow).ShouldNotBeEmpty(what);
    }

    private static void OnlyWeRefuse(string what, string workflow, string id)
    {
        RulesEngineTakes(workflow).ShouldBeTrue(what);
        var error = Errors(workflow).ShouldHaveSingleItem(what);
        error.Id.ShouldBe(id, what);
        error.Place.Line.ShouldBe(1, what);
        error.Place.Column.ShouldBeGreaterThan(0, what);
    }

    private static List<Diagnostic> Errors(string workflow)
    {
        using var folder = new PathwayFolder();
        folder.Write(PathwayFolder.FirstFile, workflow);
        folder.Write(PathwayFolder.SuiteFile, "{}");
        return [.. folder.Load().Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];
    }

    private static bool RulesEngineTakes(string workflow)
    {
        try
        {
            _ = new RulesEngine.RulesEngine([workflow]);
            return true;
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or RulesEngine.Exceptions.RuleValidationException or NullReferenceException)
        {
            return false;
        }
    }
}
