using RuleWorkbench.Editing;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation;

public sealed class WorkbenchCommandsTests : IDisposable
{
    private readonly TestWorkspace workspace = new();

    [Fact]
    public async Task Open_Rule_IsSelectedInTheTree()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        workbench.Outline.Tree.Filter = "G1";
        workbench.Open(new Target(TargetKind.Rule, "first", "R2"));
        workbench.Outline.Tree.Current!.Tag.ShouldBe(workbench.Active.Target);
        workbench.Outline.Tree.Filter.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rename_Stopped_ChangesNothing()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        var renaming = workbench.Session.ApplyAsync(new Rename("first", NameKind.Policy, "feverFrom", "hotFrom"), "rename feverFrom");
        workbench.Jobs.Running.Single().Title.ShouldBe("rename feverFrom");
        await workbench.RunAsync("run.stop");
        (await renaming).ShouldHaveSingleItem().Message.ShouldContain("Stopped");
        workbench.Session.Unsaved.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_CommandThatIsForSomethingElse_SaysSo()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        await workbench.RunAsync("rule.rename");
        workbench.Session.Message.ShouldBe("Rename everywhere: there is nothing for it here.");
    }

    public void Dispose() => workspace.Dispose();
}
