using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation.Traps;

/// <summary>T6: EvaluateRule fails beside global parameters, and hides what fails in its target.</summary>
public sealed class T06EvaluateRuleTests
{
    [Fact]
    public async Task PlainEngine_EvaluateRuleBesideGlobals_Fails()
    {
        var workflow = Plain.Workflow(Plain.Main, PlainCaller(), Plain.Rule("target", "g == 5").WithFigure("g * 2"));
        workflow.GlobalParams = [Plain.Parameter("g", "5")];

        var results = await new RulesEngine.RulesEngine([workflow]).ExecuteAsync(1);

        results[0].ActionResult.Exception.ShouldNotBeNull();
        results[0].ActionResult.Output.ShouldBeNull();
    }

    [Theory]
    [InlineData("patient.nope > 1")]
    [InlineData("1 / (patient - patient) > 0")]
    public async Task PlainEngine_TargetFails_NothingShows(string target)
    {
        var results = await Plain.Engine(PlainCaller(), Plain.Rule("target", target).WithFigure("1")).ExecuteAsync(1);

        results[0].ShouldSatisfyAllConditions(
            r => r.IsSuccess.ShouldBeTrue(),
            r => r.ActionResult.Output.ShouldBeNull(),
            r => r.ActionResult.Exception.ShouldBeNull());
    }

    [Fact]
    public async Task PlainEngine_InputFilterIsNotAList_IsIgnored()
    {
        var results = await Plain.Engine(PlainCaller(("inputFilter", "other")), Plain.Rule("target", "patient == 1").WithFigure("patient")).ExecuteAsync(1);

        results[0].ActionResult.Output.ShouldBe(1);
    }

    [Fact]
    public async Task ReferenceEngine_EvaluateRuleBesideGlobals_GivesTheFigure()
    {
        var pathway = TestPathway.Of(
            TestPathway.Workflow(TestPathway.Main, Caller(), TestPathway.Rule("target", "g == 5").WithFigure("g * 2"))
                with
            { Globals = TestPathway.Parameters(("g", "5")) });

        (await FiguresOf(pathway)).Values.ShouldBe([(null, 10.0)]);
    }

    [Theory]
    [InlineData("patient.nope > 1", "There is no fact `patient.nope`.")]
    [InlineData("1 / 0 > 0", "divide by zero")]
    public async Task ReferenceEngine_TargetFails_IsTheFiguresError(string target, string message)
    {
        var pathway = TestPathway.Of(Caller(), TestPathway.Rule("target", target).WithFigure("1"));

        (await FiguresOf(pathway)).Error.ShouldNotBeNull().ShouldContain(message);
    }

    [Fact]
    public async Task ReferenceEngine_NestedRuleOfTheTargetFails_IsTheFiguresError()
    {
        var pathway = TestPathway.Of(
            Caller(),
            TestPathway.Nested("target", RuleOperator.Or, TestPathway.Rule("fails", "1 / 0 > 0"), TestPathway.Rule("false", "false")).WithFigure("1"));

        (await FiguresOf(pathway)).Error.ShouldNotBeNull().ShouldContain("divide by zero");
    }

    [Fact]
    public async Task ReferenceEngine_FigureOfTheTargetFails_IsTheFiguresError()
    {
        var pathway = TestPathway.Of(Caller(), TestPathway.Rule("target", "true").WithFigure("1 / 0"));

        (await FiguresOf(pathway)).Error.ShouldNotBeNull().ShouldContain("divide by zero");
    }

    [Theory]
    [InlineData("inputFilter", "patient")]
    [InlineData("additionalInputs", """{ "Name": "x", "Expression": "1" }""")]
    public void Compile_ContextThatRulesEngineIgnores_IsAnError(string entry, string value)
    {
        var compiled = TestPathway.Of(Caller((entry, value)), TestPathway.Rule("target", "true")).Compile();

        compiled.Diagnostics.ShouldHaveSingleItem().Message.ShouldContain($"`{entry}`");
    }

    [Theory]
    [InlineData("patient.nope", "There is no fact `patient.nope`.")]
    [InlineData("Twice.Of(patient.age)", null)]
    public void Compile_AdditionalInput_IsParsedWithFactsAndFunctions(string expression, string? message)
    {
        var additional = $$"""[ { "Name": "x", "Expression": "{{expression}}" } ]""";

        var compiled = TestPathway.Of(Caller(("additionalInputs", additional)), TestPathway.Rule("target", "true")).Compile(typeof(Twice));

        compiled.Diagnostics.Select(d => d.Message).ShouldBe(message is null ? [] : [message]);
    }

    private static RulesEngine.Models.Rule PlainCaller(params (string Name, object Value)[] context)
    {
        var caller = Plain.Rule("caller", "true");
        caller.Actions = new() { OnSuccess = Plain.Action("EvaluateRule", [("workflowName", Plain.Main), ("ruleName", "target"), .. context]) };
        return caller;
    }

    private static Rule Caller(params (string Name, string Value)[] context) => TestPathway.Rule("caller", "true") with
    {
        OnSuccess = TestPathway.Action("EvaluateRule", [("workflowName", TestPathway.Main), ("ruleName", "target"), .. context]),
    };

    private static async Task<Figures> FiguresOf(Pathway pathway) => (await pathway.EvaluateAsync()).Rules[0].Figures.ShouldNotBeNull();

    public static class Twice
    {
        public static double? Of(double? age) => 2 * age;
    }
}
