using RuleWorkbench.Presentation.Lines;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Pages;

/// <summary>What a first look shows.</summary>
public sealed class StartPageTests : IDisposable
{
    /// <summary>Beside the tree in a terminal of 80, without the bar that shows where one is.</summary>
    private const int Room = 54;

    private readonly TestWorkspace workspace = new();

    [Fact]
    public async Task Lines_TerminalOf80Columns_AreNotCut()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        var page = workbench.Active.Main;
        Enumerable.Range(0, page.Count).Where(i => i != 1).Select(i => page.At(i).Text).ShouldAllBe(t => Columns.Of(t) <= Room);
    }

    [Fact]
    public async Task Problems_PathwaysNotReadYet_AreNotSaidToBeNone()
    {
        using var session = workspace.Open();
        using var workbench = new Workbench(session, workspace.Dialogs, new TestWorkspace.NoClipboard(), new WindowLayout());
        workbench.Problems.AreAllKnown.ShouldBeFalse();
        session.Start();
        await session.Settled;
        workbench.Problems.AreAllKnown.ShouldBeTrue();
        workbench.Problems.List.Placeholder.ShouldBe("No problems.");
    }

    public void Dispose() => workspace.Dispose();
}
