using System.Collections.Immutable;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;
using static RuleWorkbench.Simulation.SmallPathway;

namespace RuleWorkbench.Simulation;

/// <summary>What a case says is not as expected, by way of running it.</summary>
public sealed class ExpectationComparerTests
{
    private static readonly SourcePlace Place = new("suite.json", 8, 9);

    [Theory]
    [InlineData("""{ "a": true }""", RuleExpectation.Met)]
    [InlineData("""{ "a": false }""", RuleExpectation.NotMet)]
    [InlineData("{ }", RuleExpectation.Undetermined)]
    public async Task Rule_AsExpected_HasNoMismatch(string facts, RuleExpectation expected)
    {
        (await MismatchesAsync(Of(Rule("r1", "a")), facts, Expecting("r1", expected))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{ "a": true }""", RuleExpectation.NotMet, "not met", "met")]
    [InlineData("""{ "a": false }""", RuleExpectation.Met, "met", "not met")]
    [InlineData("{ }", RuleExpectation.Met, "met", "undetermined (f.a missing)")]
    [InlineData("{ }", RuleExpectation.NotMet, "not met", "undetermined (f.a missing)")]
    [InlineData("""{ "a": true }""", RuleExpectation.Undetermined, "undetermined", "met")]
    [InlineData("""{ "a": true }""", RuleExpectation.Error, "error", "met")]
    [InlineData("""{ "a": true }""", RuleExpectation.Skipped, "skipped", "met")]
    public async Task Rule_NotAsExpected_SaysBoth(string facts, RuleExpectation expected, string expectedText, string actualText)
    {
        var mismatches = await MismatchesAsync(Of(Rule("r1", "a")), facts, Expecting("r1", expected));

        var mismatch = mismatches.ShouldHaveSingleItem();
        (mismatch.What, mismatch.Expected, mismatch.Actual, mismatch.Place).ShouldBe(("rule r1", expectedText, actualText, Place));
        mismatch.RuleIds.ShouldBe(["r1"]);
    }

    [Fact]
    public async Task Rule_Disabled_IsSkipped()
    {
        var pathway = Of(Rule("r1", "a") with { Enabled = false });

        (await MismatchesAsync(pathway, "{ }", Expecting("r1", RuleExpectation.Skipped))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rule_InAWorkflowThatIsNotReached_IsNotEvaluated()
    {
        var pathway = Of(Workflow("start"), Workflow("elsewhere", Rule("r1", "a")));

        var mismatches = await MismatchesAsync(pathway, """{ "a": true }""", Expecting("r1", RuleExpectation.Met));

        mismatches.ShouldHaveSingleItem().Actual.ShouldBe("not evaluated");
    }

    [Theory]
    [InlineData("""{ "a": true, "b": false }""", "recommended")]
    [InlineData("""{ "a": true, "b": true }""", "vetoed by guard")]
    [InlineData("""{ "a": true }""", "held by guard")]
    [InlineData("""{ "b": false }""", "undetermined (f.a missing)")]
    [InlineData("""{ "a": false, "b": false }""", "no status")]
    public async Task Recommendation_NotAsExpected_SaysWhy(string facts, string actual)
    {
        var pathway = Of(Rule("rule", "a").Recommends("X"), Rule("guard", "b").Vetoes("X"));
        var expected = actual == "recommended" ? RecommendationStatus.None : RecommendationStatus.Recommended;

        var mismatch = (await MismatchesAsync(pathway, facts, Expecting("X", expected))).ShouldHaveSingleItem();

        (mismatch.What, mismatch.Actual).ShouldBe(("recommendation X", actual));
    }

    [Fact]
    public async Task Recommendation_HeldByAConflict_NamesTheGroup()
    {
        var pathway = Of(Rule("r1", "a").In("g").Recommends("X"), Rule("r2", "a").In("g").Recommends("Y"));
        var expectation = Expecting("X", RecommendationStatus.Recommended) with { Errors = [new Expected<string>("w/g", Place)] };

        var mismatch = (await MismatchesAsync(pathway, """{ "a": true }""", expectation)).ShouldHaveSingleItem();

        mismatch.Actual.ShouldBe("held (conflict in w/g)");
    }

    [Fact]
    public async Task Recommendation_NotNamed_IsNotCompared()
    {
        var pathway = Of(Rule("r1", "a").Recommends("X"), Rule("r2", "a").Recommends("Y"));

        (await MismatchesAsync(pathway, """{ "a": true }""", Expecting("X", RecommendationStatus.Recommended))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Recommendation_NotNamedInACompleteList_IsAMismatch()
    {
        var pathway = Of(Rule("r1", "a").Recommends("X"), Rule("r2", "b").Recommends("Y"));
        var expectation = Expecting("X", RecommendationStatus.Recommended) with { RecommendationsAreComplete = true };

        var mismatch = (await MismatchesAsync(pathway, """{ "a": true }""", expectation)).ShouldHaveSingleItem();

        (mismatch.What, mismatch.Actual).ShouldBe(("recommendation Y", "undetermined (f.b missing)"));
    }

    [Theory]
    [InlineData(new[] { "g1" }, 0)]
    [InlineData(new[] { "g2" }, 1)]
    [InlineData(new[] { "g1", "g2" }, 1)]
    [InlineData(new string[0], 1)]
    public async Task Vetoes_AreComparedAsASet(string[] guards, int expectedMismatches)
    {
        var pathway = Of(Rule("rule", "a").Recommends("X"), Rule("g1", "a").Vetoes("X"), Rule("g2", "b").Vetoes("X"));
        var expectation = new Expectation
        {
            Vetoes = ImmutableDictionary<string, Expected<ImmutableArray<string>>>.Empty.Add("X", new([.. guards], Place)),
        };

        (await MismatchesAsync(pathway, """{ "a": true, "b": false }""", expectation)).Length.ShouldBe(expectedMismatches);
    }

    [Fact]
    public async Task Walk_InAnotherOrder_IsAMismatch()
    {
        var pathway = Of(Workflow("start", Rule("r1", "a").Next("b", "c")), Workflow("b"), Workflow("c"));
        var expectation = new Expectation { Walk = new Expected<ImmutableArray<string>>(["start", "c", "b"], Place) };

        var mismatch = (await MismatchesAsync(pathway, """{ "a": true }""", expectation)).ShouldHaveSingleItem();

        (mismatch.What, mismatch.Expected, mismatch.Actual).ShouldBe(("walk", "start > c > b", "start > b > c"));
    }

    [Theory]
    [InlineData(2.5, 0, true)]
    [InlineData(2.4, 0, false)]
    [InlineData(2.4, 0.2, true)]
    [InlineData(2.0, 0.2, false)]
    public async Task Figure_OfANumber_IsComparedWithinItsTolerance(double expected, double tolerance, bool passes)
    {
        var pathway = Of(Rule("r1", "a").Gives("f.x.Value / 2"));

        var mismatches = await MismatchesAsync(pathway, """{ "a": true, "x": 5 }""", Expecting(new FigureExpectation(null, expected, tolerance, Place)));

        mismatches.IsEmpty.ShouldBe(passes);
    }

    [Fact]
    public async Task Figure_OutsideItsTolerance_SaysBothNumbers()
    {
        var pathway = Of(Rule("r1", "a").Gives("f.x.Value / 2"));

        var mismatch = (await MismatchesAsync(pathway, """{ "a": true, "x": 5 }""", Expecting(new FigureExpectation(null, 2.0, 0.2, Place)))).ShouldHaveSingleItem();

        (mismatch.What, mismatch.Expected, mismatch.Actual).ShouldBe(("figure of r1", "2 ± 0.2", "2.5"));
    }

    [Fact]
    public async Task Figure_OfAMember_IsFoundByName()
    {
        var pathway = Of(Rule("r1", "a").Gives("new (f.x.Value as dose, f.t as unit)"));

        var mismatches = await MismatchesAsync(
            pathway,
            """{ "a": true, "x": 5, "t": "mg" }""",
            Expecting(new FigureExpectation("dose", 5.0, 0, Place), new FigureExpectation("unit", "mL", 0, Place)));

        var mismatch = mismatches.ShouldHaveSingleItem();
        (mismatch.What, mismatch.Expected, mismatch.Actual).ShouldBe(("figure unit of r1", "\"mL\"", "\"mg\""));
    }

    [Fact]
    public async Task Figure_OfADate_IsComparedAsText()
    {
        var pathway = Of(Rule("r1", "a").Gives("f.day.Value.AddDays(1)"));

        (await MismatchesAsync(pathway, """{ "a": true, "day": "2026-02-28" }""", Expecting(new FigureExpectation(null, "2026-03-01", 0, Place)))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Figure_ThatTheRuleDoesNotGive_IsAMismatch()
    {
        var mismatches = await MismatchesAsync(Of(Rule("r1", "a")), """{ "a": true }""", Expecting(new FigureExpectation(null, 1.0, 0, Place)));

        mismatches.ShouldHaveSingleItem().Actual.ShouldBe("no figure");
    }

    [Fact]
    public async Task Error_Unexpected_IsAMismatchAtTheRule()
    {
        var mismatches = await MismatchesAsync(Of(Rule("r1", "1 / f.ts.Count() > 0")), """{ "ts": [] }""", new Expectation());

        var mismatch = mismatches.ShouldHaveSingleItem();
        (mismatch.What, mismatch.Expected).ShouldBe(("error at r1", "none"));
    }

    [Fact]
    public async Task Error_ExpectedButAbsent_IsAMismatch()
    {
        var expectation = new Expectation { Errors = [new Expected<string>("w/g", Place)] };

        var mismatch = (await MismatchesAsync(Of(Rule("r1", "a")), """{ "a": true }""", expectation)).ShouldHaveSingleItem();

        (mismatch.What, mismatch.Actual).ShouldBe(("error at w/g", "none"));
    }

    private static Expectation Expecting(string rule, RuleExpectation expected) => new()
    {
        Rules = ImmutableDictionary<string, Expected<RuleExpectation>>.Empty.Add(rule, new(expected, Place)),
    };

    private static Expectation Expecting(string code, RecommendationStatus expected) => new()
    {
        Recommendations = ImmutableDictionary<string, Expected<RecommendationStatus>>.Empty.Add(code, new(expected, Place)),
    };

    private static Expectation Expecting(params FigureExpectation[] figures) => new()
    {
        Figures = ImmutableDictionary<string, ImmutableArray<FigureExpectation>>.Empty.Add("r1", [.. figures]),
    };

    private static async Task<ImmutableArray<Mismatch>> MismatchesAsync(Pathway pathway, string facts, Expectation expectation)
    {
        var source = Case("c1", facts) with { Expectation = expectation };
        return (await new SuiteRunner(pathway.Engine()).RunOneAsync(source, TestContext.Current.CancellationToken)).Mismatches;
    }
}
