using RuleWorkbench.Model;
using Shouldly;
using Xunit;
using static RuleWorkbench.Simulation.SmallPathway;

namespace RuleWorkbench.Simulation;

/// <summary>What guards and missing facts leave of a recommendation, and what to ask for.</summary>
public sealed class RecommendationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{ "a": true, "b": false }""", RecommendationStatus.Recommended)]
    [InlineData("""{ "a": true, "b": true }""", RecommendationStatus.Vetoed)]
    [InlineData("""{ "a": true }""", RecommendationStatus.Held)]
    [InlineData("""{ "b": false }""", RecommendationStatus.Undetermined)]
    [InlineData("{ }", RecommendationStatus.Undetermined)]
    [InlineData("""{ "b": true }""", RecommendationStatus.Vetoed)]
    [InlineData("""{ "a": false, "b": false }""", RecommendationStatus.None)]
    [InlineData("""{ "a": false, "b": true }""", RecommendationStatus.None)]
    public async Task WalkAsync_RuleAndGuard_TogetherGiveTheStatus(string facts, RecommendationStatus expected)
    {
        var pathway = Of(Rule("rule", "a").Recommends("X"), Rule("guard", "b").Vetoes("X"));

        var walk = await pathway.WalkAsync(facts, Cancellation);

        walk.StatusOf("X").ShouldBe(expected);
    }

    [Fact]
    public async Task WalkAsync_Vetoed_NamesTheGuard()
    {
        var pathway = Of(Rule("rule", "a").Recommends("X"), Rule("guard", "b").Vetoes("X"), Rule("other", "a").Vetoes("Y"));

        var walk = await pathway.WalkAsync("""{ "a": true, "b": true }""", Cancellation);

        walk.Recommendations.ShouldHaveSingleItem().Reasons[0].Vetoes.ShouldHaveSingleItem().Rule.Id.ShouldBe("guard");
    }

    [Fact]
    public async Task WalkAsync_HeldByAGuard_NamesTheFactsThatWouldClearIt()
    {
        var pathway = Of(Rule("rule", "a").Recommends("X"), Rule("guard", "f.ms.Any(m => m.days < 7)").Vetoes("X"));

        var walk = await pathway.WalkAsync("""{ "a": true }""", Cancellation);

        var reason = walk.Recommendations.ShouldHaveSingleItem().Reasons.ShouldHaveSingleItem();
        reason.Status.ShouldBe(RecommendationStatus.Held);
        reason.MissingFacts.ShouldBe(["f.ms"]);
    }

    [Fact]
    public async Task WalkAsync_GuardFails_HoldsAndIsReported()
    {
        var pathway = Of(Rule("rule", "a").Recommends("X"), Rule("guard", "1 / f.ts.Count() > 0").Vetoes("X"));

        var walk = await pathway.WalkAsync("""{ "a": true, "ts": [] }""", Cancellation);

        walk.StatusOf("X").ShouldBe(RecommendationStatus.Held);
        walk.Errors.ShouldHaveSingleItem().Where.ShouldBe("guard");
    }

    [Fact]
    public async Task WalkAsync_OneGuardMetAndAnotherUndetermined_IsVetoed()
    {
        var pathway = Of(Rule("rule", "a").Recommends("X"), Rule("g1", "b").Vetoes("X"), Rule("g2", "c").Vetoes("X"));

        var walk = await pathway.WalkAsync("""{ "a": true, "c": true }""", Cancellation);

        walk.StatusOf("X").ShouldBe(RecommendationStatus.Vetoed);
    }

    [Fact]
    public async Task WalkAsync_DisabledGuard_ForbidsNothing()
    {
        var pathway = Of(Rule("rule", "a").Recommends("X"), Rule("guard", "b").Vetoes("X") with { Enabled = false });

        var walk = await pathway.WalkAsync("""{ "a": true, "b": true }""", Cancellation);

        walk.StatusOf("X").ShouldBe(RecommendationStatus.Recommended);
    }

    [Fact]
    public async Task WalkAsync_VetoOfARuleId_ForbidsThatRuleOnly()
    {
        var pathway = Of(Rule("r1", "a").Recommends("X"), Rule("r2", "a").Recommends("X"), Rule("guard", "a").Vetoes("r1"));

        var walk = await pathway.WalkAsync("""{ "a": true }""", Cancellation);

        var result = walk.Recommendations.ShouldHaveSingleItem();
        result.Status.ShouldBe(RecommendationStatus.Recommended);
        result.Reasons.Select(r => (r.Rule.Rule.Id, r.Status))
            .ShouldBe([("r2", RecommendationStatus.Recommended), ("r1", RecommendationStatus.Vetoed)]);
    }

    [Fact]
    public async Task WalkAsync_VetoOfTheCode_ForbidsEveryRuleWithIt()
    {
        var pathway = Of(Rule("r1", "a").Recommends("X"), Rule("r2", "a").Recommends("X"), Rule("guard", "a").Vetoes("X"));

        var walk = await pathway.WalkAsync("""{ "a": true }""", Cancellation);

        walk.StatusOf("X").ShouldBe(RecommendationStatus.Vetoed);
    }

    [Fact]
    public async Task WalkAsync_SeveralRulesWithOneCode_TheStrongestStatusWinsAndAllAreNamed()
    {
        var pathway = Of(Rule("r1", "b").Recommends("X"), Rule("r2", "a").Recommends("X"), Rule("r3", "c").Recommends("X"));

        var walk = await pathway.WalkAsync("""{ "a": true, "c": false }""", Cancellation);

        var result = walk.Recommendations.ShouldHaveSingleItem();
        result.Status.ShouldBe(RecommendationStatus.Recommended);
        result.Reasons.Select(r => r.Rule.Rule.Id).ShouldBe(["r2", "r1"]);
    }

    [Fact]
    public async Task WalkAsync_GuardOverruledInAFirstGroup_StillForbids()
    {
        var pathway = Of(
            Rule("rule", "a").Recommends("X"),
            Rule("r1", "a").In("g"),
            Rule("guard", "a").In("g").Vetoes("X")).Policy("g", HitPolicy.First);

        var walk = await pathway.WalkAsync("""{ "a": true }""", Cancellation);

        walk.StatusOf("X").ShouldBe(RecommendationStatus.Vetoed);
    }

    [Fact]
    public async Task WalkAsync_Recommendations_AreInTheOrderOfTheCatalogue()
    {
        var place = new SourcePlace("pathway.json");
        var pathway = Of(Rule("r1", "a").Recommends("X"), Rule("r2", "a").Recommends("Y")) with
        {
            Recommendations = [new Recommendation("Y", "", null, place), new Recommendation("X", "", null, place)],
        };

        var walk = await pathway.WalkAsync("""{ "a": true }""", Cancellation);

        walk.Recommendations.Select(r => r.Code).ShouldBe(["Y", "X"]);
    }

    [Fact]
    public async Task WalkAsync_Questions_AreRankedByHowManyRecommendationsTheyCouldSettle()
    {
        var pathway = Of(
            Rule("r1", "f.a == true && f.c == true").Recommends("X"),
            Rule("r2", "c").Recommends("Y"),
            Rule("r3", "b").Recommends("Z"));

        var walk = await pathway.WalkAsync("{ }", Cancellation);

        walk.Questions.Select(q => q.Fact).ShouldBe(["f.c", "f.a", "f.b"]);
        walk.Questions[0].Settles.ShouldBe(["X", "Y"]);
    }

    [Fact]
    public async Task WalkAsync_HeldRecommendation_AsksForTheFactsOfItsGuard()
    {
        var pathway = Of(Rule("rule", "a").Recommends("X"), Rule("guard", "b").Vetoes("X"));

        var walk = await pathway.WalkAsync("""{ "a": true }""", Cancellation);

        walk.Questions.ShouldHaveSingleItem().Fact.ShouldBe("f.b");
    }

    [Fact]
    public async Task WalkAsync_RecommendedByOneRuleAndUndeterminedByAnother_AsksNothing()
    {
        var pathway = Of(Rule("r1", "a").Recommends("X"), Rule("r2", "b").Recommends("X"));

        var walk = await pathway.WalkAsync("""{ "a": true }""", Cancellation);

        walk.Questions.ShouldBeEmpty();
    }
}
