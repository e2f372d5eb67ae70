using RuleWorkbench.Model;
using RuleWorkbench.Simulation;
using Shouldly;
using Xunit;
using static RuleWorkbench.Simulation.SmallPathway;

namespace RuleWorkbench.Compilation;

/// <summary>Single expressions in three-valued logic, and what the engine makes of their verdicts.</summary>
public sealed class KleeneEvaluatorTests
{
    [Theory]
    [InlineData("f.x > 3")]
    [InlineData("f.x == f.y")]
    [InlineData("f.x != 3")]
    [InlineData("!(f.x > 3)")]
    [InlineData("f.x + 1 > 3")]
    [InlineData("(f.x > 3 ? f.a : f.b) == true")]
    [InlineData("f.t == \"x\"")]
    [InlineData("f.t.Contains(\"x\")")]
    [InlineData("f.o.n > 1")]
    [InlineData("f.ms.Any()")]
    [InlineData("f.ms.All(m => m.days > 1)")]
    [InlineData("f.ts.Contains(\"x\")")]
    [InlineData("f.x > 3 && f.a == true")]
    public void Evaluate_ReadsAMissingFact_IsUnknown(string expression)
    {
        Evaluate(expression, """{ "a": true }""").IsUnknown.ShouldBeTrue();
    }

    [Theory]
    [InlineData("f.x == null", true)]
    [InlineData("null == f.x", true)]
    [InlineData("f.x != null", false)]
    [InlineData("f.x.HasValue", false)]
    [InlineData("(f.x ?? 4) > 3", true)]
    [InlineData("isnull(f.x, 4) > 3", true)]
    [InlineData("np(f.o.n, 1.0) > 3", false)]
    [InlineData("np(f.o.n) == null", true)]
    [InlineData("(f.x + f.y) == null", true)]
    [InlineData("f.ms == null || f.ms.Any()", true)]
    [InlineData("f.ms != null && f.ms.Any()", false)]
    public void Evaluate_AsksForMissingness_IsKnown(string expression, bool expected)
    {
        Evaluate(expression, """{ "y": 1 }""").Value.ShouldBe(expected);
    }

    [Fact]
    public void Evaluate_AsksForMissingness_NamesTheFactThatItAnswersFor()
    {
        Evaluate("f.x == null", "{ }").Facts.ShouldBe(["f.x"]);
    }

    [Theory]
    [InlineData("f.x > 3 && f.a == true", false)]
    [InlineData("f.x > 3 || f.a == false", true)]
    [InlineData("f.x > 3 ? f.a == false : f.a != true", true)]
    [InlineData("f.x > 3 & f.a == true", false)]
    public void Evaluate_KnownPartDecides_IsKnown(string expression, bool expected)
    {
        Evaluate(expression, """{ "a": false }""").Value.ShouldBe(expected);
    }

    [Theory]
    [InlineData("f.ms.Any(m => m.days > 3)", true)]
    [InlineData("f.ms.Any(m => m.days > 9)", null)]
    [InlineData("f.ms.All(m => m.days > 3)", null)]
    [InlineData("f.ms.All(m => m.days > 9)", false)]
    [InlineData("f.ms.Where(m => m.days > 3).Any(m => m.name == \"a\")", true)]
    [InlineData("f.ms.Where(m => m.days > 3).Any(m => m.name == \"b\")", null)]
    [InlineData("f.ms.Where(m => m.days > 3).Any(m => m.name == \"c\")", false)]
    [InlineData("f.ms.Select(m => m.days).Any(d => d > 3)", true)]
    [InlineData("f.ms.Sum(m => m.days) > 3", null)]
    public void Evaluate_ListWithAnUndecidedElement_IsKnownWhereTheOthersDecide(string expression, bool? expected)
    {
        var value = Evaluate(expression, """{ "ms": [ { "name": "a", "days": 5 }, { "name": "b" } ] }""");

        value.Value.ShouldBe(expected);
        value.IsUnknown.ShouldBe(expected is null);
    }

    [Fact]
    public void Evaluate_UndecidedElement_NamesItsFactWithItsPlace()
    {
        Evaluate("f.ms.Any(m => m.days > 3)", """{ "ms": [ { "days": 1 }, { } ] }""").Facts.ShouldBe(["f.ms[1].days"]);
    }

    [Theory]
    [InlineData("f.ms.Count(m => m.days > 3) >= 1", true)]
    [InlineData("f.ms.Count(m => m.days > 3) >= 2", null)]
    [InlineData("f.ms.Count(m => m.days > 3) >= 3", false)]
    [InlineData("f.ms.Count(m => m.days > 3) > 0", true)]
    [InlineData("f.ms.Count(m => m.days > 3) > 2", false)]
    [InlineData("f.ms.Count(m => m.days > 3) <= 2", true)]
    [InlineData("f.ms.Count(m => m.days > 3) < 1", false)]
    [InlineData("f.ms.Count(m => m.days > 3) == 3", false)]
    [InlineData("f.ms.Count(m => m.days > 3) == 1", null)]
    [InlineData("f.ms.Count(m => m.days > 3) != 0", true)]
    [InlineData("2 >= f.ms.Count(m => m.days > 3)", true)]
    [InlineData("1 > f.ms.Count(m => m.days > 3)", false)]
    [InlineData("f.ms.Count(m => m.days > 3) >= f.y", true)]
    [InlineData("f.ms.Where(m => m.days > 3).Count() >= 1", true)]
    public void Evaluate_CountWithAnUndecidedElement_IsKnownWhereItsBoundsDecide(string expression, bool? expected)
    {
        Evaluate(expression, """{ "y": 1, "ms": [ { "days": 5 }, { }, { "days": 0 } ] }""").Value.ShouldBe(expected);
    }

    [Theory]
    [InlineData("f.ms.FirstOrDefault().days > 3 || f.a == true")]
    [InlineData("f.ms.First().days > 3 || f.a == true")]
    [InlineData("f.ms.Max(m => m.days).Value > 3 || f.a == true")]
    [InlineData("f.ts.FirstOrDefault().Contains(\"x\") || f.a == true")]
    [InlineData("f.ms.Any(m => m.name.Substring(3) == \"x\") || f.a == true")]
    [InlineData("f.ms.Where(m => m.name.Substring(3) == \"x\").Any() || f.a == true")]
    [InlineData("1 / f.ts.Count() > 0 || f.a == true")]
    [InlineData("double(f.ms.Max(m => m.days)) > 3 || f.a == true")]
    [InlineData("(f.ts.FirstOrDefault() ?? f.ts.First()) == \"x\" || f.a == true")]
    [InlineData("(f.x > 3 ? f.ts.First() : \"x\") == \"x\" || f.a == true")]
    public void Evaluate_LeftSideFailsOnSomeCompletion_IsUnknownThoughTheRightSideIsTrue(string expression)
    {
        Evaluate(expression, """{ "a": true }""").IsUnknown.ShouldBeTrue();
    }

    [Theory]
    [InlineData("f.x > 3 || f.a == true")]
    [InlineData("f.t.Contains(\"x\") || f.a == true")]
    [InlineData("f.ms.Any(m => m.days > 3) || f.a == true")]
    [InlineData("f.ts.Contains(\"x\") || f.a == true")]
    [InlineData("f.ts.Count() / 2 > 1 || f.a == true")]
    [InlineData("f.x.Value > 3 || f.a == true")]
    public void Evaluate_LeftSideFailsOnNoCompletion_IsDecidedByTheRightSide(string expression)
    {
        Evaluate(expression, """{ "a": true }""").IsTrue.ShouldBeTrue();
    }

    [Fact]
    public void Evaluate_ConditionalWithEqualSidesAndATestThatCouldFail_IsUnknown()
    {
        Evaluate("(1 / f.ts.Count() > 0 ? 2 : 2) == 2", "{ }").IsUnknown.ShouldBeTrue();
    }

    [Fact]
    public void Evaluate_AsksWhetherANumberIsMissingThatCouldFail_IsUnknown()
    {
        Evaluate("(f.x + (f.y > 1 ? 1 / f.ts.Count() : 2)) == null", """{ "ts": [] }""").IsUnknown.ShouldBeTrue();
    }

    [Fact]
    public void Evaluate_ElementsThatMayNotBeMade_AreUnknownThoughEachWouldDo()
    {
        Evaluate("f.ms.Select(m => 1 / f.ts.Count()).Any(n => f.a == true)", """{ "a": true, "ms": [ { } ] }""").IsUnknown.ShouldBeTrue();
    }

    [Fact]
    public void Evaluate_BranchThatFailsBesideAnOpenTest_IsUnknownThoughTheRightSideIsTrue()
    {
        Evaluate("(f.x > 3 ? 1 / f.ts.Count() : 1) > 0 || f.a == true", """{ "a": true, "ts": [] }""").IsUnknown.ShouldBeTrue();
    }

    [Fact]
    public void Evaluate_SequenceFailsWhenItIsRun_Fails()
    {
        Evaluate("f.ms.Select(m => 1 / f.ts.Count()).Any(n => n > 0)", """{ "ms": [ { } ], "ts": [] }""").IsFailed.ShouldBeTrue();
    }

    [Fact]
    public void Evaluate_TextAsAList_LooksAtItsCharacters()
    {
        Evaluate("f.t.Any() && f.x > 3", """{ "t": "abc" }""").Facts.ShouldBe(["f.x"]);
    }

    [Theory]
    [InlineData("f.ms.Any(m => m.name.Contains(\"x\") || m.days == 1)", "f.ms[0].name")]
    [InlineData("f.ms.OrderBy(m => m.name.Contains(\"x\") || m.days == 1).Any(m => m.days == 1)", "f.ms[0].name")]
    [InlineData("f.ts.Any() || f.a == true", "f.ts")]
    [InlineData("(f.t.Contains(\"x\") || f.a == true ? f.ms : f.ms).First(m => m.days == 1).days == 1", "f.t")]
    public async Task EvaluateAsync_RulesEngineFailsInAPartThatDoesNotDecide_IsUndetermined(string expression, string fact)
    {
        var result = await ResultAsync(Of(Rule("r", expression)), """{ "a": true, "ms": [ { "days": 1 } ] }""");

        result.Verdict.ShouldBe(Verdict.Error);
        result.MissingFacts.ShouldBe([fact]);
    }

    [Fact]
    public async Task EvaluateAsync_RulesEngineFailsInAParameterThatCouldBeDecided_IsUndetermined()
    {
        var pathway = Of(Rule("r", "p == true") with { Locals = [Parameter("p", "f.ts.Any() || f.a == true")] });

        var result = await ResultAsync(pathway, """{ "a": true }""");

        result.Verdict.ShouldBe(Verdict.Error);
        result.MissingFacts.ShouldBe(["f.ts"]);
    }

    [Fact]
    public async Task EvaluateAsync_RulesEngineFailsInAGlobalParameterThatCouldBeDecided_IsUndetermined()
    {
        var pathway = Of(Workflow("w", Rule("r", "a")) with { Globals = [Parameter("p", "f.ts.Any() || f.a == true")] });

        var result = await ResultAsync(pathway, """{ "a": true }""");

        result.Verdict.ShouldBe(Verdict.Error);
        result.MissingFacts.ShouldBe(["f.ts"]);
    }

    [Fact]
    public async Task EvaluateAsync_RulesEngineFailsInANestedRuleThatReadsOuterParameters_IsUndetermined()
    {
        var pathway = Of(Rule("r", RuleOperator.And, Rule("r.1", "f.ts.Any() || p == true")) with { Locals = [Parameter("p", "f.a")] });

        var result = await ResultAsync(pathway, """{ "a": true }""");

        result.Verdict.ShouldBe(Verdict.Error);
        result.MissingFacts.ShouldBe(["f.ts"]);
    }

    [Fact]
    public async Task EvaluateAsync_GlobalParameterCouldFail_LeavesEveryRuleOpen()
    {
        var pathway = Of(Workflow("w", Rule("r", "a")) with { Globals = [Parameter("p", "f.x > 1 && f.ms.First().days > 1")] });

        var result = await ResultAsync(pathway, """{ "a": true }""");

        result.Verdict.ShouldBe(Verdict.Met);
        result.IsDetermined.ShouldBeFalse();
    }

    [Fact]
    public async Task EvaluateAsync_FailsWhateverIsMissing_IsADeterminedError()
    {
        var result = await ResultAsync(Of(Rule("r", "1 / f.ts.Count() > 0 && f.x > 1")), """{ "ts": [] }""");

        result.IsError.ShouldBeTrue();
    }

    private static Kleene Evaluate(string expression, string facts)
    {
        var engine = Of(Rule("r", expression)).Engine();
        var workflow = engine.Compiled.Workflows["w"];
        workflow.Diagnostics.ShouldBeEmpty();
        var kleene = new KleeneEvaluator(engine.Compiled);
        return kleene.Evaluate(workflow.Rules[0].Condition!, kleene.Bind(workflow, engine.Bind(facts)));
    }

    private static async Task<RuleResult> ResultAsync(Pathway pathway, string facts)
    {
        var engine = pathway.Engine();
        var result = await engine.EvaluateAsync("w", engine.Bind(facts), TestContext.Current.CancellationToken);
        return result.Rules[0];
    }
}
