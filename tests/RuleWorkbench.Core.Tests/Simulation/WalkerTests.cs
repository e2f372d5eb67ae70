using RuleWorkbench.Model;
using Shouldly;
using Xunit;
using static RuleWorkbench.Simulation.SmallPathway;

namespace RuleWorkbench.Simulation;

/// <summary>Which workflows a walk visits, and what it says of the branches that it does not take.</summary>
public sealed class WalkerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WalkAsync_SeveralBranches_VisitsBreadthFirstInDeclaredOrderOfRulesThenOfNames()
    {
        var pathway = Of(
            Workflow("start", Rule("r1", "a").Next("c", "b"), Rule("r2", "a").Next("d")),
            Workflow("b", Rule("r3", "a").Next("f")),
            Workflow("c", Rule("r4", "a").Next("e")),
            Workflow("d"),
            Workflow("e"),
            Workflow("f"));

        var walk = await pathway.WalkAsync("""{ "a": true }""", Cancellation);

        walk.Path.ShouldBe(["start", "c", "b", "d", "e", "f"]);
    }

    [Fact]
    public async Task WalkAsync_TwoRulesLeadToOneWorkflow_VisitsItOnce()
    {
        var pathway = Of(Workflow("start", Rule("r1", "a").Next("b"), Rule("r2", "a").Next("b")), Workflow("b"));

        var walk = await pathway.WalkAsync("""{ "a": true }""", Cancellation);

        walk.Path.ShouldBe(["start", "b"]);
    }

    [Fact]
    public async Task WalkAsync_RuleIsNotMet_DoesNotFollowItAndListsNoBranch()
    {
        var pathway = Of(Workflow("start", Rule("r1", "a").Next("b")), Workflow("b"));

        var walk = await pathway.WalkAsync("""{ "a": false }""", Cancellation);

        walk.Path.ShouldBe(["start"]);
        walk.Possible.ShouldBeEmpty();
    }

    [Fact]
    public async Task WalkAsync_RuleIsMetButUndetermined_ListsTheBranchAsPossibleWithTheFactsThatWouldDecide()
    {
        var pathway = Of(Workflow("start", Rule("r1", "!(f.x > 1) && f.a == true").Next("b")), Workflow("b"));

        var walk = await pathway.WalkAsync("""{ "a": true }""", Cancellation);

        walk.Rule("r1")!.Verdict.ShouldBe(Verdict.Met);
        walk.Path.ShouldBe(["start"]);
        var branch = walk.Possible.ShouldHaveSingleItem();
        (branch.From.Id, branch.Workflow).ShouldBe(("r1", "b"));
        branch.Facts.ShouldBe(["f.x"]);
    }

    [Fact]
    public async Task WalkAsync_PossibleBranchIsReachedByAnotherRule_IsNotListed()
    {
        var pathway = Of(Workflow("start", Rule("r1", "b").Next("b"), Rule("r2", "a").Next("b")), Workflow("b"));

        var walk = await pathway.WalkAsync("""{ "a": true }""", Cancellation);

        walk.Path.ShouldBe(["start", "b"]);
        walk.Possible.ShouldBeEmpty();
    }

    [Fact]
    public async Task WalkAsync_OverruledRuleLeadsWhereAnotherRuleLeads_TakesOnlyTheOther()
    {
        var pathway = Of(Workflow("start", Rule("r1", "a").Next("b").In("g"), Rule("r2", "a").Next("b").In("g")), Workflow("b")).Policy("g", HitPolicy.First);

        var walk = await pathway.WalkAsync("""{ "a": true }""", Cancellation);

        walk.Path.ShouldBe(["start", "b"]);
        walk.Taken.Select(t => (t.From.Id, t.Workflow)).ShouldBe([("r1", "b")]);
    }

    [Fact]
    public async Task WalkAsync_RuleFails_DoesNotFollowItAndReportsAnError()
    {
        var pathway = Of(Workflow("start", Rule("r1", "1 / f.ts.Count() > 0").Next("b")), Workflow("b"));

        var walk = await pathway.WalkAsync("""{ "ts": [] }""", Cancellation);

        walk.Path.ShouldBe(["start"]);
        walk.Possible.ShouldBeEmpty();
        walk.Errors.ShouldHaveSingleItem().Where.ShouldBe("r1");
    }

    [Fact]
    public async Task WalkAsync_CircleOfWorkflows_Ends()
    {
        var pathway = Of(Workflow("start", Rule("r1", "a").Next("b")), Workflow("b", Rule("r2", "a").Next("start", "b")));

        var walk = await pathway.WalkAsync("""{ "a": true }""", Cancellation);

        walk.Path.ShouldBe(["start", "b"]);
    }

    [Fact]
    public async Task WalkAsync_AlwaysWorkflow_IsEvaluatedBesideTheWalkAndItsRecommendationsCount()
    {
        var pathway = Of(Workflow("start"), Workflow("safety", Rule("r1", "a").Recommends("CALL"))) with { Always = ["safety"] };

        var walk = await pathway.WalkAsync("""{ "a": true }""", Cancellation);

        walk.Path.ShouldBe(["start"]);
        walk.Beside.ShouldHaveSingleItem().Workflow.Name.ShouldBe("safety");
        walk.StatusOf("CALL").ShouldBe(RecommendationStatus.Recommended);
    }

    [Fact]
    public async Task WalkAsync_UnreachedWorkflowHoldsAGuard_OnlyTheGuardSpeaks()
    {
        var pathway = Of(
            Workflow("start", Rule("r1", "a").Recommends("INJECT")),
            Workflow("elsewhere", Rule("guard", "a").Vetoes("INJECT"), Rule("r2", "a").Recommends("OTHER")));

        var walk = await pathway.WalkAsync("""{ "a": true }""", Cancellation);

        walk.StatusOf("INJECT").ShouldBe(RecommendationStatus.Vetoed);
        walk.StatusOf("OTHER").ShouldBe(RecommendationStatus.None);
        walk.Beside.ShouldHaveSingleItem().Rules.ShouldHaveSingleItem().Rule.Id.ShouldBe("guard");
    }

    [Fact]
    public async Task WalkAsync_UnreachedWorkflowWithoutGuards_IsNotEvaluated()
    {
        var pathway = Of(Workflow("start"), Workflow("elsewhere", Rule("r1", "a").Recommends("OTHER")));

        var walk = await pathway.WalkAsync("""{ "a": true }""", Cancellation);

        walk.Beside.ShouldBeEmpty();
        walk.Rule("r1").ShouldBeNull();
    }

    [Fact]
    public async Task WalkAsync_FiguresFail_AreAnErrorOfTheWalk()
    {
        var pathway = Of(Rule("r1", "a").Recommends("DOSE").Gives("10 / f.ts.Count()"));

        var walk = await pathway.WalkAsync("""{ "a": true, "ts": [] }""", Cancellation);

        walk.Errors.ShouldHaveSingleItem().Where.ShouldBe("r1");
    }

    [Fact]
    public async Task WalkAsync_FiguresNeedAMissingFact_AreOpenAndNoError()
    {
        var pathway = Of(Rule("r1", "a").Recommends("DOSE").Gives("f.x.Value * 2"));

        var walk = await pathway.WalkAsync("""{ "a": true }""", Cancellation);

        walk.Rule("r1")!.Figures.ShouldBe(Figures.Open);
        walk.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task WalkAsync_Cancelled_Throws()
    {
        var pathway = Of(Rule("r1", "a"));

        await Should.ThrowAsync<OperationCanceledException>(async () => await pathway.WalkAsync("{}", new CancellationToken(canceled: true)));
    }
}
