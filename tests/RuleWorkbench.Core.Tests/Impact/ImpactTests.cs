using RuleWorkbench.Diffing;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;
using Shouldly;
using Xunit;
using static RuleWorkbench.Simulation.SmallPathway;
using Case = RuleWorkbench.Model.Case;

namespace RuleWorkbench.Impact;

public sealed class ImpactTests
{
    private static readonly Case[] Cases =
    [
        Case("low", "{ x: 5, y: 1, a: true, b: true, t: 'low' }"),
        Case("middle", "{ x: 15, y: 2, a: false, b: true, c: true, t: 'middle' }"),
        Case("high", "{ x: 25, y: 3, a: true, t: 'high' }"),
        Case("missing", "{ y: 4, t: 'missing' }"),
    ];

    [Fact]
    public async Task Find_RaisedThreshold_LosesTheCasesBetween()
    {
        var impact = await FindAsync(Of(Rule("r", "f.x > 10").Recommends("TREAT")), Of(Rule("r", "f.x > 20").Recommends("TREAT")));

        impact.Whole.ShouldBe(new Stratum("all", 4, 1, 0, 1, 2, 1));
        var lost = impact.Of(DifferenceKind.Recommendation).ShouldHaveSingleItem();
        lost.Difference.ShouldBe(new Difference(DifferenceKind.Recommendation, "TREAT", "recommended", "no status"));
        lost.Examples.ShouldHaveSingleItem().Name.ShouldBe("small-suite/middle");
        lost.Causes.ShouldHaveSingleItem().Changes.ShouldHaveSingleItem().Id.ShouldBe("r");
    }

    [Fact]
    public async Task Find_Witness_HasNoFactThatIsNotNeeded()
    {
        var impact = await FindAsync(
            Of(Rule("r", "f.x > 10 && f.b == true").Recommends("TREAT"), Rule("s", "f.y > 1").Recommends("OTHER")),
            Of(Rule("r", "f.x > 20 && f.b == true").Recommends("TREAT"), Rule("s", "f.y > 1").Recommends("OTHER")));

        var witness = impact.Effects[0].Witness.ShouldNotBeNull();
        witness.Case.Facts.ToString(Newtonsoft.Json.Formatting.None).ShouldBe("""{"f":{"x":11,"b":true}}""");
        witness.Before.Walk.StatusOf("TREAT").ShouldBe(RecommendationStatus.Recommended);
        witness.After.Walk.StatusOf("TREAT").ShouldBe(RecommendationStatus.None);
    }

    [Fact]
    public async Task Find_EditsThatWorkOnlyTogether_AreSaidToInteract()
    {
        var impact = await FindAsync(
            Of(Rule("r", "f.x > 10 && f.y > 10").Recommends("TREAT"), Rule("g", "f.t == \"none\"").Vetoes("TREAT"), Rule("n", "f.y > 100")),
            Of(Rule("r", "f.x > 10 && f.y > 1").Recommends("TREAT"), Rule("g", "f.t == \"middle\"").Vetoes("TREAT"), Rule("n", "f.y > 200")));

        var vetoed = impact.Effects.Single(e => e.Difference.IsNewly(RecommendationStatus.Vetoed)).Causes.ShouldHaveSingleItem();
        vetoed.IsInteraction.ShouldBeTrue();
        vetoed.Changes.Select(c => c.Id).ShouldBe(["r", "g"]);
        impact.Unshown.Select(c => c.Id).ShouldBe(["n"]);
    }

    [Fact]
    public async Task Find_ChangeThatNoCaseShows_IsSoughtAtItsBoundary()
    {
        var impact = await FindAsync(Of(Rule("r", "f.x > 100").Recommends("TREAT")), Of(Rule("r", "f.x > 200").Recommends("TREAT")));

        impact.Effects.ShouldBeEmpty();
        var find = impact.Boundaries.ShouldHaveSingleItem();
        find.Effect.ShouldNotBeNull().Difference.ShouldBe(new Difference(DifferenceKind.Recommendation, "TREAT", "recommended", "no status"));
        find.IsSaved.ShouldBeFalse();
        find.Effect!.Witness!.Case.Facts.SelectToken("f.x")!.ToObject<double>().ShouldBeInRange(100.1, 200);
    }

    [Fact]
    public async Task Find_ChangeThatNothingShows_TellsTheNumberOfTries()
    {
        var impact = await FindAsync(Of(Rule("r", "f.x > 100 && f.x < 50").Recommends("TREAT")), Of(Rule("r", "f.x > 200 && f.x < 50").Recommends("TREAT")));

        var find = impact.Boundaries.ShouldHaveSingleItem();
        find.Effect.ShouldBeNull();
        find.Tried.ShouldBeGreaterThan(Cases.Length);
    }

    [Fact]
    public async Task Find_BesideMoreTypesThanAreMixed_SeeksRulesAndSaysWhatItDidNotTry()
    {
        static Pathway With(FactKind kind, double limit)
        {
            var of = Of(Rule("r", $"f.x > {limit}").Recommends("TREAT"));
            var facts = of.Inputs[0].Facts;
            var more = Enumerable.Range(0, 40).Select(i => facts.Member("x")! with { Name = $"m{i}", Kind = kind });
            return of with { Inputs = [of.Inputs[0] with { Facts = facts with { Members = [.. facts.Members, .. more] } }] };
        }

        var impact = await ImpactFinder.FindAsync(TestVersion.Diff(With(FactKind.Text, 100), With(FactKind.Number, 200)), Cases, null, 50, TestContext.Current.CancellationToken);

        impact.Boundaries.Length.ShouldBe(41);
        impact.Boundaries.Single(b => b.Change.Id == "r").ShouldSatisfyAllConditions(b => b.Effect.ShouldNotBeNull(), b => b.NotTried.ShouldBeNull());
        var untried = impact.Boundaries.Where(b => b.NotTried is not null).ToList();
        untried.ShouldNotBeEmpty();
        untried.ShouldAllBe(b => b.Tried == 0 && b.Effect == null);
        Reporting.ImpactWords.Boundary(untried[0]).ShouldContain("no case was tried: it cannot be told from the others, because more than 32 mixes");
    }

    [Fact]
    public async Task Find_PolicyValue_IsTheCause()
    {
        var rule = Rule("r", "f.x > policy.limit").Recommends("TREAT");
        var impact = await FindAsync(Of(rule).WithPolicy("limit", 10), Of(rule).WithPolicy("limit", 20));

        impact.Effects[0].Causes.ShouldHaveSingleItem().Changes.ShouldHaveSingleItem().Subject.ShouldBe(ChangeSubject.PolicyValue);
    }

    [Fact]
    public async Task Find_FunctionAndRuleOnDifferentCases_AreBothCauses()
    {
        static Pathway With(double limit, string body) =>
            Of(Rule("r", "Doses.Scale(f.x) > 40").Recommends("TREAT"), Rule("s", $"f.y > {limit}").Recommends("TREAT")).WithScript("Doses", $"double? Scale(double? x) => {body}; double? Other(double? x) => {body} + 1;");
        var diff = TestVersion.Diff(With(100, "x"), With(1.5, "2 * x"));
        var impact = await ImpactFinder.FindAsync(diff, [Case("byFunction", "{ x: 25, y: 1 }"), Case("byRule", "{ x: 1, y: 2 }")], null, 10, TestContext.Current.CancellationToken);

        var gained = impact.Of(DifferenceKind.Recommendation).ShouldHaveSingleItem();
        gained.Causes.Select(c => c.Changes.ShouldHaveSingleItem().Id).ShouldBe(["Doses.Scale", "s"]);

        // What another function brings about is nothing that this one does.
        impact.Boundaries.ShouldHaveSingleItem().ShouldSatisfyAllConditions(b => b.Change.Id.ShouldBe("Doses.Other"), b => b.Effect.ShouldBeNull());
    }

    [Fact]
    public async Task Find_TableOfAFunction_IsTheCause()
    {
        static Pathway With(string table) => Of(Rule("r", "Doses.Factor(f.t) > 1").Recommends("TREAT")).WithScript(
            "Doses",
            """
            record Row(string Name, double Factor);

            /// <table>factors.csv</table>
            static readonly IReadOnlyList<Row> Rows;

            double? Factor(string name) => Rows.FirstOrDefault(r => r.Name == name)?.Factor;
            """,
            table);
        var diff = TestVersion.Diff(With("Name,Factor\nlow,1\n"), With("Name,Factor\nlow,2\n"));
        var impact = await ImpactFinder.FindAsync(diff, Cases, null, 0, TestContext.Current.CancellationToken);

        impact.Of(DifferenceKind.Recommendation).ShouldHaveSingleItem().Causes.ShouldHaveSingleItem().Changes.ShouldHaveSingleItem().Subject.ShouldBe(ChangeSubject.Table);
    }

    [Fact]
    public async Task Find_TypeOfAFact_IsTheCause()
    {
        static Pathway With(FactKind kind)
        {
            var of = Of(Rule("r", "f.x.ToString() == \"5\"").Recommends("TREAT"));
            return of with { Inputs = [of.Inputs[0] with { Facts = of.Inputs[0].Facts with { Members = [.. of.Inputs[0].Facts.Members.Select(m => m.Name == "x" ? m with { Kind = kind } : m)] } }] };
        }

        var impact = await FindAsync(With(FactKind.Text), With(FactKind.Number));

        impact.Effects.ShouldNotBeEmpty();
        impact.Effects.ShouldAllBe(e => e.Causes.Single().Changes.Single().Id == "f.x");
    }

    [Theory]
    [InlineData(0, 20, 0, 30, "high", "refused", "allowed", 4)]
    [InlineData(0, 30, 0, 20, "high", "allowed", "refused", 3)]
    [InlineData(0, 30, 10, 30, "low", "allowed", "refused", 3)]
    public async Task Find_RangeOfAFact_IsTheCauseOfValuesThatOneVersionRefuses(double least, double most, double leastNow, double mostNow, string name, string before, string after, int walked)
    {
        static Pathway With(double least, double most)
        {
            var of = Of(Rule("r", "f.x > 10").Recommends("TREAT"));
            return of with { Inputs = [of.Inputs[0] with { Facts = of.Inputs[0].Facts with { Members = [.. of.Inputs[0].Facts.Members.Select(m => m.Name == "x" ? m with { Range = new NumberRange(least, most, false, false) } : m)] } }] };
        }

        var diff = TestVersion.Diff(With(least, most), With(leastNow, mostNow));
        var impact = await ImpactFinder.FindAsync(diff, Cases, null, 4, TestContext.Current.CancellationToken);
        using var lines = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', Cases.Select(c => $"{{ \"id\": \"{c.Id}\", \"facts\": {c.Facts.ToString(Newtonsoft.Json.Formatting.None)} }}"))));
        var cohort = await ImpactFinder.FindAsync(diff, lines, new Cohorts.CohortOptions("lines", null, [], WritesRecords: false, 1), null, 4, TestContext.Current.CancellationToken);

        foreach (var found in (ImpactResult[])[impact, cohort])
        {
            var effect = found.Effects.ShouldHaveSingleItem();
            effect.Difference.ShouldBe(new Difference(DifferenceKind.Value, "f.x", before, after));
            effect.Examples.ShouldHaveSingleItem().Name.ShouldEndWith(name);
            effect.Causes.ShouldHaveSingleItem().Changes.ShouldHaveSingleItem().Subject.ShouldBe(ChangeSubject.Fact);
        }

        (cohort.Whole.Cases, cohort.Rejected).ShouldBe((walked, 4L - walked));
    }

    [Fact]
    public async Task Find_UnitOfAFact_ChangesNothingAndIsNotSought()
    {
        var of = Of(Rule("r", "f.x > 10").Recommends("TREAT"));
        var impact = await FindAsync(of, of with { Inputs = [of.Inputs[0] with { Facts = of.Inputs[0].Facts with { Members = [.. of.Inputs[0].Facts.Members.Select(m => m.Name == "x" ? m with { Unit = "g" } : m)] } }] });

        impact.Effects.ShouldBeEmpty();
        impact.Unshown.ShouldBeEmpty();
    }

    [Fact]
    public async Task Find_NewError_IsTold()
    {
        var impact = await FindAsync(Of(Rule("r", "f.x > 10")), Of(Rule("r", "1 / f.t.IndexOf(\"m\") > 10 || f.x > 10")));

        impact.Of(DifferenceKind.Error).ShouldHaveSingleItem().Difference.IsNewError.ShouldBeTrue();
    }

    [Fact]
    public async Task Find_WalkThatTurns_IsTold()
    {
        Pathway With(string next) => Of(Workflow("w", Rule("r", "f.x > 10").Next(next)), Workflow("one", Rule("s", "f.y > 0")), Workflow("two", Rule("t", "f.y > 0")));
        var walks = (await FindAsync(With("one"), With("two"))).Of(DifferenceKind.Walk).ShouldHaveSingleItem();

        walks.Difference.ShouldBe(new Difference(DifferenceKind.Walk, "", "w > one", "w > two"));
        walks.Cases.ShouldBe(2);
    }

    [Fact]
    public async Task Find_FactThatOnlyTheCandidateKnows_IsLeftOutForTheBaselineAndNamed()
    {
        var after = Of(Rule("r", "f.x > 10"));
        var before = after with { Inputs = [after.Inputs[0] with { Facts = after.Inputs[0].Facts with { Members = [.. after.Inputs[0].Facts.Members.Where(m => m.Name != "y")] } }] };

        (await FindAsync(before, after)).Dropped.ShouldHaveSingleItem().ShouldBe(new DroppedFact("f.y", "before", 4));
    }

    [Fact]
    public async Task Find_ByAFact_CountsEachStratum()
    {
        var (before, after) = (Of(Rule("r", "f.x > 10").Recommends("TREAT")), Of(Rule("r", "f.x > 20").Recommends("TREAT")));
        var impact = await FindAsync(before, after, Strata.TryParse("f.x:10", after));

        impact.Strata.Select(s => (s.Value, s.Cases, s.Lost)).ShouldBe([("0 to below 10", 1, 0), ("10 to below 20", 1, 1), ("20 to below 30", 1, 0), ("missing", 1, 0)]);
    }

    [Theory]
    [InlineData("f")]
    [InlineData("f.ms")]
    [InlineData("f.nothing")]
    [InlineData("f.t:10")]
    [InlineData("f.x:0")]
    [InlineData("f.x:wide")]
    public void TryParse_NoSingleFact_IsNull(string text) => Strata.TryParse(text, Of(Rule("r", "f.x > 1"))).ShouldBeNull();

    [Fact]
    public async Task Find_SameLogic_TouchesNobody()
    {
        var impact = await FindAsync(Of(Rule("r", "f.x > 10 && f.a == true").Recommends("TREAT")), Of(Rule("renamed", "f.a == true && 10 < f.x").Recommends("TREAT")));

        impact.Whole.Touched.ShouldBe(0);
        impact.Effects.ShouldBeEmpty();
    }

    private static Task<ImpactResult> FindAsync(Pathway before, Pathway after, Strata? strata = null) =>
        ImpactFinder.FindAsync(TestVersion.Diff(before, after), Cases, strata, 10, TestContext.Current.CancellationToken);
}
