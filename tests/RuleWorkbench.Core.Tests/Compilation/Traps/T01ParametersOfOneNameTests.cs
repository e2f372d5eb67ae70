using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation.Traps;

/// <summary>T1: RulesEngine's cache of parameters leaves out which class a function belongs to.</summary>
public sealed class T01ParametersOfOneNameTests
{
    [Fact]
    public async Task PlainEngine_LocalsOfOneName_SecondGetsTheFirstOnesValue()
    {
        var engine = Plain.Engine(
            [typeof(LowScore), typeof(HighScore)],
            Plain.Rule("low", "s == 1", Plain.Parameter("s", "LowScore.Of(patient)")),
            Plain.Rule("high", "s == 100", Plain.Parameter("s", "HighScore.Of(patient)")));

        (await engine.ExecuteAsync(5.0)).Successes().ShouldBe([true, false]);
    }

    [Fact]
    public async Task PlainEngine_GlobalsOfOneNameInTwoWorkflows_SecondGetsTheFirstOnesValue()
    {
        var low = Plain.Workflow("low", Plain.Rule("low", "s == 1"));
        low.GlobalParams = [Plain.Parameter("s", "LowScore.Of(patient)")];
        var high = Plain.Workflow("high", Plain.Rule("high", "s == 100"));
        high.GlobalParams = [Plain.Parameter("s", "HighScore.Of(patient)")];
        var engine = new RulesEngine.RulesEngine([low, high], new() { CustomTypes = [typeof(LowScore), typeof(HighScore)] });

        (await engine.ExecuteAsync(5.0, "low")).Successes().ShouldBe([true]);
        (await engine.ExecuteAsync(5.0, "high")).Successes().ShouldBe([false]);
    }

    [Fact]
    public async Task ReferenceEngine_LocalsOfOneName_EachHasItsOwnValue()
    {
        var pathway = TestPathway.Of(
            TestPathway.Rule("low", "s == 1", ("s", "LowScore.Of(patient.weight)")),
            TestPathway.Rule("high", "s == 100", ("s", "HighScore.Of(patient.weight)")));

        var result = await pathway.EvaluateAsync("{ patient: { weight: 5 } }", TestPathway.Main, typeof(LowScore), typeof(HighScore));

        result.Verdicts().ShouldBe([Verdict.Met, Verdict.Met]);
    }

    [Fact]
    public async Task ReferenceEngine_LocalsOfOneNameInNestedRules_EachHasItsOwnValue()
    {
        var pathway = TestPathway.Of(TestPathway.Nested(
            "both",
            RuleOperator.And,
            TestPathway.Rule("low", "s == 1", ("s", "LowScore.Of(patient.weight)")),
            TestPathway.Rule("high", "s == 100", ("s", "HighScore.Of(patient.weight)"))));

        var result = await pathway.EvaluateAsync("{ patient: { weight: 5 } }", TestPathway.Main, typeof(LowScore), typeof(HighScore));

        result.Verdicts().ShouldBe([Verdict.Met]);
    }

    [Fact]
    public async Task ReferenceEngine_LocalsOfOneNameInTwoWorkflows_EachHasItsOwnValue()
    {
        var pathway = TestPathway.Of(
            TestPathway.Workflow("low", TestPathway.Rule("low", "s == 1", ("s", "LowScore.Of(patient.weight)"))),
            TestPathway.Workflow("high", TestPathway.Rule("high", "s == 100", ("s", "HighScore.Of(patient.weight)"))));
        var engine = new ReferenceEngine(pathway.Compile(typeof(LowScore), typeof(HighScore)));

        (await engine.EvaluateAsync("{ patient: { weight: 5 } }", "low")).Verdicts().ShouldBe([Verdict.Met]);
        (await engine.EvaluateAsync("{ patient: { weight: 5 } }", "high")).Verdicts().ShouldBe([Verdict.Met]);
    }

    [Fact]
    public async Task ReferenceEngine_GlobalsOfOneNameInTwoWorkflows_EachHasItsOwnValue()
    {
        var pathway = TestPathway.Of(
            TestPathway.Workflow("low", TestPathway.Rule("low", "s == 1")) with { Globals = TestPathway.Parameters(("s", "LowScore.Of(patient.weight)")) },
            TestPathway.Workflow("high", TestPathway.Rule("high", "s == 100")) with { Globals = TestPathway.Parameters(("s", "HighScore.Of(patient.weight)")) });
        var engine = new ReferenceEngine(pathway.Compile(typeof(LowScore), typeof(HighScore)));

        (await engine.EvaluateAsync("{ patient: { weight: 5 } }", "low")).Verdicts().ShouldBe([Verdict.Met]);
        (await engine.EvaluateAsync("{ patient: { weight: 5 } }", "high")).Verdicts().ShouldBe([Verdict.Met]);
    }

    public static class LowScore
    {
        public static double Of(double? weight) => weight is null ? 0 : 1;
    }

    public static class HighScore
    {
        public static double Of(double? weight) => weight is null ? 0 : 100;
    }
}
