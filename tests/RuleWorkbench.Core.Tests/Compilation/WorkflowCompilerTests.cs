using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation;

public sealed class WorkflowCompilerTests
{
    private static readonly Input Visit = TestPathway.Input("visit", TestPathway.Fact("day", FactKind.Number));

    [Fact]
    public void Compile_BrokenParameter_IsReportedOnceAndNotWhereItIsRead()
    {
        var workflow = TestPathway.Workflow(TestPathway.Main, TestPathway.Rule("first", "twice > 3"), TestPathway.Rule("second", "other < 9")) with
        {
            Globals = TestPathway.Parameters(("twice", "patient.agee * 2"), ("other", "twice + 1")),
        };

        var compiled = Of(workflow).Compile();

        compiled.Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("There is no fact `patient.agee`.");
        compiled.Workflows[TestPathway.Main].Rules.Select(r => r.Defect).ShouldBe(
            ["The parameter `twice` has an error itself.", "The parameter `other` has an error itself."]);
    }

    [Fact]
    public void Compile_BrokenParameterOfARule_SaysNothingOfOtherRules()
    {
        var broken = TestPathway.Rule("broken", "limit > 3", ("limit", "patient.agee"));
        var nested = TestPathway.Nested("outer", RuleOperator.And, TestPathway.Rule("inner", "limit > 5")) with { Locals = broken.Locals };

        var compiled = Of(TestPathway.Workflow(TestPathway.Main, broken, nested, TestPathway.Rule("stranger", "limit > 4"))).Compile();

        compiled.Diagnostics.Select(d => d.Message).ShouldBe(
            ["There is no fact `patient.agee`.", "There is no input, parameter or function `limit`."]);
    }

    [Fact]
    public void Compile_AnotherMistakeBesideABrokenParameter_IsReported()
    {
        var workflow = TestPathway.Workflow(TestPathway.Main, TestPathway.Rule("rule", "patient.wieght > 1 && twice > 3")) with
        {
            Globals = TestPathway.Parameters(("twice", "patient.agee * 2")),
        };

        Of(workflow).Compile().Diagnostics.Select(d => d.Message).ShouldBe(
            ["There is no fact `patient.agee`.", "There is no fact `patient.wieght`."]);
    }

    /// <summary>With two inputs: where there is only one, RulesEngine's parser takes any name for one of its members.</summary>
    private static Pathway Of(Workflow workflow) => TestPathway.Of([TestPathway.Patient, Visit], workflow);
}
