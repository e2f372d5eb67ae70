using RuleWorkbench.Editing;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Session;

public sealed class ChosenCaseTests : IDisposable
{
    private readonly TestWorkspace workspace = new();

    [Fact]
    public async Task Choose_Case_ShowsItsVerdicts()
    {
        using var session = await workspace.StartAsync();
        session.Chosen.Choose("first", "first-look/fever");
        await session.Chosen.Settled;
        session.Chosen.Explanation!.Rule("R1")!.Result.IsMet.ShouldBeTrue();
    }

    [Fact]
    public async Task Try_Fact_FlipsTheVerdictAndSavesNothing()
    {
        using var session = await workspace.StartAsync();
        session.Chosen.Choose("first", "first-look/fever");
        session.Chosen.Try("patient.temperature", "36.5");
        await session.Chosen.Settled;
        session.Chosen.Explanation!.Rule("R1")!.Result.Verdict.ShouldBe(Verdict.NotMet);
        session.Chosen.Unchanged!.Rule("R1")!.Result.Verdict.ShouldBe(Verdict.Met);
        session.Unsaved.ShouldBeEmpty();
    }

    [Fact]
    public async Task Try_ValueOutOfRange_IsAProblem()
    {
        using var session = await workspace.StartAsync();
        session.Chosen.Choose("first", "first-look/fever");
        session.Chosen.Try("patient.temperature", "99");
        await session.Chosen.Settled;
        session.Chosen.Problems.ShouldNotBeEmpty();
        session.Chosen.Explanation.ShouldBeNull();
    }

    [Fact]
    public async Task Edit_OfARule_WalksTheCaseAnewBeforeAnythingIsSaved()
    {
        using var session = await workspace.StartAsync();
        session.Chosen.Choose("first", "first-look/fever");
        session.Apply(new SetValue("workflows/first/pathway.json", "/policy/feverFrom/value", "39"), "set feverFrom");
        await session.Settled;
        session.Chosen.Explanation!.Rule("R1")!.Result.Verdict.ShouldBe(Verdict.NotMet);
    }

    public void Dispose() => workspace.Dispose();
}
