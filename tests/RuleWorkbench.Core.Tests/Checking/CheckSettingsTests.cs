using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Checking;

public sealed class CheckSettingsTests
{
    private const string Wrong = """{ "RuleName": "Example", "Operator": "And", "Rules": [ { "RuleName": "inner", "Expression": "patient.age > 700" }, { "RuleName": "other", "Expression": "patient.smoker == true" } ], "Properties": { "id": "X1" } }""";

    [Theory]
    [InlineData("information", DiagnosticSeverity.Information)]
    [InlineData("warning", DiagnosticSeverity.Warning)]
    [InlineData("error", DiagnosticSeverity.Error)]
    public void Check_SeverityOfThePathway_IsUsed(string level, DiagnosticSeverity severity)
    {
        using var workspace = ExampleWorkspace.WithRule(Wrong).Put("json pathway", $$"""{ "checks": { "RW055": "{{level}}" } }""");

        workspace.Check().Single(d => d.Id == DiagnosticIds.OutsideRange).Severity.ShouldBe(severity);
    }

    [Fact]
    public void Check_SwitchedOff_IsNotReported()
    {
        using var workspace = ExampleWorkspace.WithRule(Wrong).Put("json pathway", """{ "checks": { "RW055": "off", "RW070": "off" } }""");

        workspace.Check().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("X1")]
    [InlineData("Example")]
    [InlineData("inner")]
    [InlineData("first")]
    public void Check_SuppressedAtARuleOrItsWorkflow_IsNotReported(string at)
    {
        using var workspace = Suppressing("RW055", at);

        workspace.Check().Select(d => d.Id).ShouldBe([DiagnosticIds.UntestedRule]);
    }

    [Theory]
    [InlineData("other")]
    [InlineData("R1")]
    [InlineData("guards")]
    public void Check_SuppressedElsewhere_IsReportedWithTheSuppression(string at)
    {
        using var workspace = Suppressing("RW055", at);

        var found = workspace.Check();

        found.ShouldContain(d => d.Id == DiagnosticIds.OutsideRange);
        found.Single(d => d.Id == DiagnosticIds.SuppressionWithoutEffect).Place.File.ShouldBe(ExampleWorkspace.PathwayFile);
    }

    [Theory]
    [InlineData("RW052", "unused", """{ "policy": { "unused": { "value": 1 } } }""")]
    [InlineData("RW063", "S.2", """{ "sources": { "S.2": { "title": "Dots" } } }""")]
    [InlineData("RW067", "REFER", """{ "recommendations": { "REFER": { "text": "Refer." } } }""")]
    [InlineData("RW068", "lonely", """{ "groups": { "lonely": "first" } }""")]
    [InlineData("RW065", "demo", """{ "reviewBy": "2020-01-01" }""")]
    public void Check_SuppressedAtAPartOfThePathway_IsNotReported(string check, string at, string pathway)
    {
        using var workspace = new ExampleWorkspace().Put("json pathway", pathway);
        workspace.Check().ShouldHaveSingleItem().Id.ShouldBe(check);

        workspace.Put("json pathway", $$"""{ "suppressions": [ { "check": "{{check}}", "at": "{{at}}", "reason": "A test." } ] }""");

        workspace.Check().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{ "checks": { "RW999": "off" } }""")]
    [InlineData("""{ "checks": { "RW055": "loud" } }""")]
    [InlineData("""{ "checks": { "RW057": "off" } }""")]
    [InlineData("""{ "checks": { "RW090": "off" } }""")]
    [InlineData("""{ "suppressions": [ { "check": "RW006", "at": "R1", "reason": "No." } ] }""")]
    public void Check_UnusableSetting_IsAnError(string pathway)
    {
        using var workspace = new ExampleWorkspace().Put("json pathway", pathway);

        var found = workspace.Check().ShouldHaveSingleItem();

        found.Id.ShouldBe(DiagnosticIds.UnusableCheckSetting);
        found.Severity.ShouldBe(DiagnosticSeverity.Error);
    }

    [Fact]
    public void Check_ErrorThatIsSuppressed_IsReportedAllTheSame()
    {
        using var workspace = ExampleWorkspace.WithExpression("patient.agee > 5").Put("json pathway", """{ "suppressions": [ { "check": "RW030", "at": "X1", "reason": "Never mind." } ] }""");

        workspace.Check().ShouldContain(d => d.Id == DiagnosticIds.ExpressionDoesNotParse);
    }

    private static ExampleWorkspace Suppressing(string check, string at) =>
        ExampleWorkspace.WithRule(Wrong).Put("json pathway", $$"""{ "suppressions": [ { "check": "{{check}}", "at": "{{at}}", "reason": "A test." } ] }""");
}
