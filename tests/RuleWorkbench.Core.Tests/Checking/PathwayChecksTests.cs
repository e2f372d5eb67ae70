using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Checking;

/// <summary>Checks of what a pathway is made of, beyond the examples of the docs.</summary>
public sealed class PathwayChecksTests
{
    private const string Second = """{ "WorkflowName": "second", "GlobalParams": [ { "Name": "twice", "Expression": "patient.dose * 2" } ], "Rules": [ { "RuleName": "More", "Expression": "twice > 70", "Properties": { "id": "X2" } } ] }""";

    [Theory]
    [InlineData("""{ "always": [ "guards", "second" ] }""", "{ \"RuleName\": \"a\", \"Expression\": \"patient.age > 5\" }")]
    [InlineData("{ }", """{ "RuleName": "a", "Expression": "patient.age > 5", "Actions": { "OnFailure": { "Name": "EvaluateRule", "Context": { "workflowName": "second", "ruleName": "More" } } } }""")]
    public void Check_WorkflowThatIsComeToOtherwise_IsReachable(string pathway, string rule)
    {
        using var workspace = WithSecond().Put("json pathway", pathway).Put("json rule", rule);

        workspace.Check().ShouldNotContain(d => d.Id == DiagnosticIds.UnreachableWorkflow);
    }

    [Fact]
    public void Check_WorkflowBehindADisabledRule_IsNotReachable()
    {
        using var workspace = WithSecond().Put("json rule", """{ "RuleName": "a", "Enabled": false, "Expression": "patient.age > 5", "Properties": { "next": "second" } }""");

        workspace.Check().ShouldContain(d => d.Id == DiagnosticIds.UnreachableWorkflow && d.Place.File == ExampleWorkspace.PathwayFile);
    }

    [Fact]
    public void Check_WorkflowOfGuardsOnly_MayStandAnywhere()
    {
        using var workspace = new ExampleWorkspace().Put("json pathway", """{ "always": [ ] }""");

        workspace.Check().ShouldBeEmpty();
    }

    [Fact]
    public void Check_InjectedGlobalParameter_IsReadByTheOtherWorkflow()
    {
        using var workspace = WithSecond()
            .Put("json file workflows/demo/second.json", Second.Replace("twice > 70", "patient.dose > 70", StringComparison.Ordinal))
            .Put("json workflow", """{ "WorkflowName": "first", "WorkflowsToInject": [ "second" ], "Rules": [ { "RuleName": "High dose", "Expression": "twice > policy.limit", "SuccessEvent": "TREAT", "Properties": { "id": "R1", "evidence": [ "S1" ] } } ] }""");

        workspace.Check().Select(d => d.Id).ShouldBe([DiagnosticIds.PlainEngineDiffers, DiagnosticIds.UntestedRule], ignoreOrder: true);
    }

    [Fact]
    public void Check_GuardOfWhatNoRuleRecommends_IsFoundAtTheVeto()
    {
        using var workspace = new ExampleWorkspace().Put("json pathway", """{ "recommendations": { "REFER": { "text": "Refer." } } }""")
            .Put("json guard", """{ "RuleName": "b", "Expression": "patient.pregnant == true", "Properties": { "id": "G2", "veto": [ "TREAT", "REFER" ], "evidence": [ "S1" ] } }""");

        workspace.Check().Single(d => d.Id == DiagnosticIds.GuardCannotAct).Place.Path.ShouldBe("Rules[1].Properties.veto[1]");
    }

    [Fact]
    public void Check_GuardThatACaseExpectsToVeto_IsTested()
    {
        using var workspace = new ExampleWorkspace()
            .Put("json guard", """{ "RuleName": "b", "Expression": "patient.pregnant == true", "Properties": { "id": "G2", "veto": [ "TREAT" ], "evidence": [ "S1" ] } }""")
            .Put("json case", """{ "id": "c2", "facts": { "patient": { "dose": 50, "pregnant": true } }, "expect": { "vetoes": { "TREAT": [ "G2" ] } } }""");

        workspace.Check().ShouldBeEmpty();
    }

    [Fact]
    public void Check_GroupThatNoRuleNames_IsFoundAtItsName()
    {
        using var workspace = new ExampleWorkspace().Put("json pathway", """{ "groups": { "lonely": "first" } }""");

        workspace.Check().ShouldHaveSingleItem().Place.Path.ShouldBe("groups.lonely");
    }

    [Fact]
    public void Check_PathwayWithoutSources_NeedsNoEvidence()
    {
        using var workspace = new ExampleWorkspace().Put("json pathway", """{ "sources": null, "policy": { "limit": { "source": null } } }""")
            .Put("json workflow", """{ "WorkflowName": "first", "Rules": [ { "RuleName": "High dose", "Expression": "patient.dose > policy.limit", "SuccessEvent": "TREAT", "Properties": { "id": "R1" } } ] }""")
            .Put("json workflow", """{ "WorkflowName": "guards", "Rules": [ { "RuleName": "Child", "Expression": "patient.age < 18", "Properties": { "id": "G1", "veto": [ "TREAT" ] } } ] }""");

        workspace.Check().ShouldBeEmpty();
    }

    [Fact]
    public void Check_ReviewOnTheVeryDay_IsNotPast()
    {
        using var workspace = new ExampleWorkspace().Put("json pathway", """{ "reviewBy": "2026-03-02" }""");

        workspace.Check().ShouldBeEmpty();
    }

    private static ExampleWorkspace WithSecond() =>
        new ExampleWorkspace().Put("json pathway", """{ "workflows": [ "first", "guards", "second" ] }""").Put("json file workflows/demo/second.json", Second);
}
