using RuleWorkbench.Model;
using Shouldly;
using Xunit;
using static RuleWorkbench.Simulation.SmallPathway;

namespace RuleWorkbench.Simulation;

/// <summary>Hit policies, as walks show them.</summary>
public sealed class GroupDecisionTests
{
    private const string BothMet = """{ "a": true, "b": true }""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Unique_OneRuleMet_IsRecommended()
    {
        var walk = await Pair(HitPolicy.Unique, "X", "Y").WalkAsync("""{ "a": true, "b": false }""", Cancellation);

        walk.StatusOf("X").ShouldBe(RecommendationStatus.Recommended);
        walk.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Unique_TwoRulesMet_AreAConflictThatHoldsBoth()
    {
        var walk = await Pair(HitPolicy.Unique, "X", "Y").WalkAsync(BothMet, Cancellation);

        walk.Errors.ShouldHaveSingleItem().Where.ShouldBe("w/g");
        walk.Recommendations.Select(r => (r.Code, r.Status)).ShouldBe([("X", RecommendationStatus.Held), ("Y", RecommendationStatus.Held)]);
        walk.Recommendations[0].Reasons[0].Conflict.ShouldBe("w/g");
    }

    [Fact]
    public async Task Group_WithoutDeclaredPolicy_IsUnique()
    {
        var pathway = Of(Rule("r1", "a").In("g").Recommends("X"), Rule("r2", "b").In("g").Recommends("Y"));

        var walk = await pathway.WalkAsync(BothMet, Cancellation);

        walk.Errors.ShouldHaveSingleItem().Where.ShouldBe("w/g");
    }

    [Fact]
    public async Task Unique_Conflict_LeavesTheBranchesPossible()
    {
        var pathway = Of(
            Workflow("w", Rule("r1", "a").In("g").Next("v"), Rule("r2", "b").In("g")),
            Workflow("v"));

        var walk = await pathway.WalkAsync(BothMet, Cancellation);

        walk.Path.ShouldBe(["w"]);
        walk.Possible.ShouldHaveSingleItem().Workflow.ShouldBe("v");
    }

    [Fact]
    public async Task Unique_SameGroupNameInTwoWorkflows_IsTwoDecisions()
    {
        var pathway = Of(
            Workflow("w", Rule("r1", "a").In("g").Recommends("X").Next("v")),
            Workflow("v", Rule("r2", "b").In("g").Recommends("Y")));

        var walk = await pathway.WalkAsync(BothMet, Cancellation);

        walk.Errors.ShouldBeEmpty();
        walk.Recommendations.ShouldAllBe(r => r.Status == RecommendationStatus.Recommended);
    }

    [Fact]
    public async Task Any_TwoRulesMetWithOneRecommendation_AreRecommended()
    {
        var walk = await Pair(HitPolicy.Any, "X", "X").WalkAsync(BothMet, Cancellation);

        walk.Errors.ShouldBeEmpty();
        walk.StatusOf("X").ShouldBe(RecommendationStatus.Recommended);
    }

    [Fact]
    public async Task Any_TwoRulesMetWithDifferentRecommendations_AreAConflict()
    {
        var walk = await Pair(HitPolicy.Any, "X", "Y").WalkAsync(BothMet, Cancellation);

        walk.Errors.ShouldHaveSingleItem().Where.ShouldBe("w/g");
        walk.StatusOf("X").ShouldBe(RecommendationStatus.Held);
    }

    [Fact]
    public async Task First_TwoRulesMet_TheEarlierOverrulesTheLater()
    {
        var walk = await Pair(HitPolicy.First, "X", "Y").WalkAsync(BothMet, Cancellation);

        walk.Recommendations.ShouldHaveSingleItem().Code.ShouldBe("X");
        walk.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task First_OverruledRule_IsNotFollowedAndItsBranchIsNotPossible()
    {
        var pathway = Of(
            Workflow("w", Rule("r1", "a").In("g"), Rule("r2", "b").In("g").Next("v")),
            Workflow("v")).Policy("g", HitPolicy.First);

        var walk = await pathway.WalkAsync(BothMet, Cancellation);

        walk.Path.ShouldBe(["w"]);
        walk.Possible.ShouldBeEmpty();
    }

    [Fact]
    public async Task First_EarlierRuleIsNotMet_TheLaterDecides()
    {
        var walk = await Pair(HitPolicy.First, "X", "Y").WalkAsync("""{ "a": false, "b": true }""", Cancellation);

        walk.StatusOf("Y").ShouldBe(RecommendationStatus.Recommended);
    }

    [Fact]
    public async Task First_EarlierRuleIsUndetermined_TheLaterIsHeldUntilItsFactsAreKnown()
    {
        var walk = await Pair(HitPolicy.First, "X", "Y").WalkAsync("""{ "b": true }""", Cancellation);

        var later = walk.Recommendations.Single(r => r.Code == "Y");
        later.Status.ShouldBe(RecommendationStatus.Held);
        later.Reasons[0].Holds.ShouldHaveSingleItem().Rule.Id.ShouldBe("r1");
        later.Reasons[0].MissingFacts.ShouldBe(["f.a"]);
        walk.StatusOf("X").ShouldBe(RecommendationStatus.Undetermined);
    }

    [Fact]
    public async Task First_EarlierRuleIsUndetermined_TheBranchOfTheLaterIsPossible()
    {
        var pathway = Of(
            Workflow("w", Rule("r1", "a").In("g"), Rule("r2", "b").In("g").Next("v")),
            Workflow("v")).Policy("g", HitPolicy.First);

        var walk = await pathway.WalkAsync("""{ "b": true }""", Cancellation);

        walk.Path.ShouldBe(["w"]);
        walk.Possible.ShouldHaveSingleItem().Facts.ShouldBe(["f.a"]);
    }

    [Fact]
    public async Task First_EarlierRuleFails_TheLaterIsHeld()
    {
        var pathway = Of(
            Rule("r1", "1 / f.ts.Count() > 0").In("g").Recommends("X"),
            Rule("r2", "b").In("g").Recommends("Y")).Policy("g", HitPolicy.First);

        var walk = await pathway.WalkAsync("""{ "b": true, "ts": [] }""", Cancellation);

        walk.StatusOf("Y").ShouldBe(RecommendationStatus.Held);
    }

    [Fact]
    public async Task First_HeldRuleIsMet_OverrulesThoseAfterIt()
    {
        var pathway = Of(
            Rule("r1", "a").In("g").Recommends("X"),
            Rule("r2", "b").In("g").Recommends("Y"),
            Rule("r3", "b").In("g").Recommends("Z")).Policy("g", HitPolicy.First);

        var walk = await pathway.WalkAsync("""{ "b": true }""", Cancellation);

        walk.StatusOf("Y").ShouldBe(RecommendationStatus.Held);
        walk.StatusOf("Z").ShouldBe(RecommendationStatus.None);
    }

    [Fact]
    public async Task First_EarlierRuleIsDisabled_DoesNotHoldTheLater()
    {
        var pathway = Of(
            Rule("r1", "a").In("g").Recommends("X") with { Enabled = false },
            Rule("r2", "b").In("g").Recommends("Y")).Policy("g", HitPolicy.First);

        var walk = await pathway.WalkAsync("""{ "b": true }""", Cancellation);

        walk.StatusOf("Y").ShouldBe(RecommendationStatus.Recommended);
    }

    [Fact]
    public async Task Collect_TwoRulesMet_AllCount()
    {
        var walk = await Pair(HitPolicy.Collect, "X", "Y").WalkAsync(BothMet, Cancellation);

        walk.Errors.ShouldBeEmpty();
        walk.Recommendations.Select(r => (r.Code, r.Status)).ShouldBe([("X", RecommendationStatus.Recommended), ("Y", RecommendationStatus.Recommended)]);
    }

    private static Pathway Pair(HitPolicy policy, string first, string second) =>
        Of(Rule("r1", "a").In("g").Recommends(first), Rule("r2", "b").In("g").Recommends(second)).Policy("g", policy);
}
