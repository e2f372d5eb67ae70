using RuleWorkbench.Compilation;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;
using Shouldly;
using Xunit;
using static RuleWorkbench.Simulation.SmallPathway;

namespace RuleWorkbench.Tracing;

/// <summary>What traces say of criteria, of lists, and of what stood in the way.</summary>
public sealed class RuleTracerTests
{
    [Fact]
    public async Task Trace_TwoCriteria_HaveTextPlaceAndWhatEachSaw()
    {
        var criteria = (await TraceAsync("f.x > 3 && f.t == \"a\"", """{ "x": 5, "t": "b" }""")).Criteria!;

        criteria.Criterion.Kind.ShouldBe(CriterionKind.And);
        criteria.Actual.ShouldBe(false);
        criteria.Parts.Select(p => (p.Criterion.Text, p.Actual)).ShouldBe([("f.x > 3", (bool?)true), ("f.t == \"a\"", false)]);
        criteria.Parts.Select(p => p.Criterion.Start).ShouldBe([0, 11]);
        criteria.Parts[0].Values.ShouldBe([new SeenValue("f.x", 5.0, "mg")]);
        criteria.Parts[1].Values.ShouldBe([new SeenValue("f.t", "b", null)]);
    }

    [Fact]
    public async Task Trace_CriterionAfterAnEscapedQuote_HasItsPlaceInTheFile()
    {
        var criteria = (await TraceAsync("f.t == \"a\" && f.x > 3", "{ }")).Criteria!;

        // The opening quote of the JSON text stands in column 7; each quote inside takes two characters there.
        criteria.Parts[1].Criterion.Place.ShouldBe(new SourcePlace("w.json", 20, 7 + 1 + 14 + 2));
    }

    [Fact]
    public async Task Trace_MissingFact_IsSeenAsMissingAndTheCriterionIsUnknown()
    {
        var criteria = (await TraceAsync("f.x > 3 && f.a == true", """{ "a": true }""")).Criteria!;

        criteria.Parts[0].Values.ShouldBe([new SeenValue("f.x", null, "mg")]);
        criteria.Parts[0].Actual.ShouldBe(false);
        criteria.Parts[0].Outcome.IsUnknown.ShouldBeTrue();
        criteria.Outcome.Facts.ShouldBe(["f.x"]);
    }

    [Fact]
    public async Task Trace_Parameters_HaveTheirValues()
    {
        var rule = Rule("r", "p > 3") with { Locals = [Parameter("p", "f.x * 2")] };

        var trace = await TraceAsync(rule, """{ "x": 2 }""");

        trace.Parameters.Select(p => (p.Parameter.Name, p.Value)).ShouldBe([("p", (object?)4.0)]);
        trace.Criteria!.Values.ShouldBe([new SeenValue("p", 4.0, null)]);
    }

    [Fact]
    public async Task Trace_FiguresOfAMetRule_SayWhatTheyWereReckonedFrom()
    {
        var rule = TestPathway.WithFigure(Rule("r", "f.x > 3") with { Locals = [Parameter("p", "f.x * 2")] }, "new (p as p, p + f.x as sum)");

        var trace = await TraceAsync(rule, """{ "x": 5 }""");

        trace.Figures.Select(f => (f.Name, f.Value)).ShouldBe([("p", (object?)10.0), ("sum", 15.0)]);
        trace.Figures[0].Values.ShouldBeEmpty();
        trace.Figures[1].Values.ShouldBe([new SeenValue("p", 10.0, null), new SeenValue("f.x", 5.0, "mg")]);
        (await TraceAsync(rule, """{ "x": 2 }""")).Figures.ShouldBeEmpty();
    }

    [Fact]
    public async Task Trace_NestedRules_AreTracedEach()
    {
        var rule = Rule("r", RuleOperator.Or, Rule("r.1", "a"), Rule("r.2", "b"));

        var trace = await TraceAsync(rule, """{ "a": false, "b": true }""");

        trace.Criteria.ShouldBeNull();
        trace.Children.Select(c => (c.Rule.Rule.Name, c.Result.Verdict)).ShouldBe([("r.1", Verdict.NotMet), ("r.2", Verdict.Met)]);
        trace.Children[1].Criteria!.Actual.ShouldBe(true);
    }

    [Fact]
    public async Task Trace_RuleThatDoesNotParse_HasNoCriteria()
    {
        var trace = await TraceAsync("f.nothing > 1", "{ }");

        trace.Criteria.ShouldBeNull();
        trace.Result.Verdict.ShouldBe(Verdict.Error);
    }

    [Theory]
    [InlineData("f.ms.Any(m => m.days > 3)", new[] { false, true, false })]
    [InlineData("f.ms.All(m => m.days > 3)", new[] { true, false, false })]
    [InlineData("f.ms.Count(m => m.days > 3) > 0", new[] { false, true, false })]
    public async Task Trace_Quantifier_TellsWhichElementDecided(string expression, bool[] decides)
    {
        var criteria = (await TraceAsync(expression, """{ "ms": [ { "days": 1 }, { "days": 5 }, { } ] }""")).Criteria!;

        var quantifier = criteria.Quantifiers.ShouldHaveSingleItem();
        quantifier.List.ShouldBe("f.ms");
        quantifier.Elements!.Value.Select(e => e.Path).ShouldBe(["f.ms[0]", "f.ms[1]", "f.ms[2]"]);
        quantifier.Elements!.Value.Select(e => e.Decides).ShouldBe(decides);
        quantifier.Elements!.Value[1].Values.ShouldBe([new SeenValue("f.ms[1].days", 5.0, null)]);
        quantifier.Elements!.Value[2].Outcome.Facts.ShouldBe(["f.ms[2].days"]);
    }

    [Fact]
    public async Task Trace_QuantifierOverAFilteredList_LeavesOutWhatDoesNotBelong()
    {
        var criteria = (await TraceAsync(
            "f.ms.Where(m => m.active == true).Any(m => m.days > 3)",
            """{ "ms": [ { "active": false, "days": 5 }, { "active": true, "days": 6 } ] }""")).Criteria!;

        criteria.Quantifiers.ShouldHaveSingleItem().Elements!.Value.Select(e => e.Decides).ShouldBe([false, true]);
    }

    [Fact]
    public async Task Trace_QuantifierOverTexts_ShowsEachText()
    {
        var criteria = (await TraceAsync("f.ts.Any(t => t == \"b\")", """{ "ts": [ "a", "b" ] }""")).Criteria!;

        criteria.Quantifiers.ShouldHaveSingleItem().Elements!.Value.SelectMany(e => e.Values)
            .ShouldBe([new SeenValue("f.ts[0]", "a", null), new SeenValue("f.ts[1]", "b", null)]);
    }

    [Fact]
    public async Task Trace_QuantifierOverAMissingList_HasNoElements()
    {
        var criteria = (await TraceAsync("f.ms.Any(m => m.days > 3)", "{ }")).Criteria!;

        criteria.Quantifiers.ShouldHaveSingleItem().Elements.ShouldBeNull();
        criteria.Error.ShouldNotBeNull();
        criteria.Actual.ShouldBeNull();
    }

    [Theory]
    [InlineData("f.ts.Any() && f.a == true", null)]
    [InlineData("f.a == false && f.ts.Any()", false)]
    [InlineData("f.ts.Any() || f.a == true", null)]
    [InlineData("f.a == true || f.ts.Any()", true)]
    [InlineData("!(f.ts.Any())", null)]
    public async Task Trace_APartFails_TheWholeIsWhatRulesEngineMakesOfIt(string expression, bool? expected)
    {
        (await TraceAsync(expression, """{ "a": true }""")).Criteria!.Actual.ShouldBe(expected);
    }

    [Theory]
    [InlineData("f.a == true && f.b == true && f.c == true", new[] { "f.b == true", "f.c == true" })]
    [InlineData("f.b == true || f.c == true", new[] { "f.b == true" })]
    [InlineData("(f.b == true && f.c == true) || f.d == true", new[] { "f.d == true" })]
    [InlineData("f.b == true && (f.c == true || f.a == true)", new[] { "f.b == true" })]
    [InlineData("!(f.a == true)", new[] { "f.a == true" })]
    [InlineData("!(f.a == true && f.e == true)", new[] { "f.a == true" })]
    [InlineData("!(f.a == true || f.e == true)", new[] { "f.a == true", "f.e == true" })]
    public async Task Trace_NotMet_MarksTheFewestCriteriaThatStandInTheWay(string expression, string[] expected)
    {
        var trace = await TraceAsync(expression, """{ "a": true, "b": false, "c": false, "d": false, "e": true }""");

        trace.Result.Verdict.ShouldBe(Verdict.NotMet);
        InTheWay(trace.Criteria!).ShouldBe(expected);
    }

    [Fact]
    public async Task Trace_Met_MarksNothing()
    {
        var trace = await TraceAsync("f.a == true || f.b == true", """{ "a": true, "b": false }""");

        InTheWay(trace.Criteria!).ShouldBeEmpty();
    }

    private static IEnumerable<string> InTheWay(CriterionTrace trace) =>
        trace.Parts.SelectMany(InTheWay).Concat(trace.StandsInTheWay ? [trace.Criterion.Text] : []);

    private static Task<RuleTrace> TraceAsync(string expression, string facts) => TraceAsync(Rule("r", expression), facts);

    private static async Task<RuleTrace> TraceAsync(Rule rule, string facts)
    {
        var engine = Of(rule).Engine();
        var bound = engine.Bind(facts);
        var result = await engine.EvaluateAsync("w", bound, TestContext.Current.CancellationToken);
        return new RuleTracer(engine.Compiled).Trace(result, bound).ShouldHaveSingleItem();
    }
}
