using RuleWorkbench.Presentation.Pages;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Rules;

public sealed class WorkflowCommandsTests : IDisposable
{
    private readonly TestWorkspace workspace = new();

    [Fact]
    public async Task New_Rule_IsOpenedWithTheNextIdAndMeetsNobody()
    {
        using var workbench = await OpenAsync();
        workspace.Dialogs.Answers.Enqueue("High fever");
        workspace.Dialogs.Answers.Enqueue("G2");
        workbench.Active.Main.Inserted!();
        await workbench.Started;
        workspace.Dialogs.Seen.Last().ShouldEndWith("[G2]");
        workbench.Active.Target.ShouldBe(new Target(TargetKind.Rule, "first", "G2"));
        var rule = workbench.Session.States["first"].Pathway!.Workflows[0].Rules[^1];
        (rule.Id, rule.Name, rule.Expression!.Text).ShouldBe(("G2", "High fever", "false"));
        workbench.Session.Undo();
        workbench.Session.Unsaved.ShouldBeEmpty();
    }

    [Fact]
    public async Task New_IdThatIsTaken_IsRefusedInWords()
    {
        using var workbench = await OpenAsync();
        workspace.Dialogs.Answers.Enqueue("Again");
        workspace.Dialogs.Answers.Enqueue("R1");
        await workbench.RunAsync("rule.new");
        workspace.Dialogs.Seen.Last().ShouldContain("There is a rule `R1` already");
        workbench.Session.Unsaved.ShouldBeEmpty();
    }

    [Fact]
    public async Task Remove_Rule_AsksAndTakesItOut()
    {
        using var workbench = await OpenAsync();
        workbench.Active.Main.Selected = 1;
        var id = ((WorkflowPage)workbench.Active).Selected!.Id;
        workspace.Dialogs.Answers.Enqueue(0);
        await workbench.RunAsync("rule.remove");
        workbench.Session.Unsaved.ShouldBeEmpty();
        workspace.Dialogs.Answers.Enqueue(1);
        await workbench.RunAsync("rule.remove");
        await workbench.Session.Settled;
        workbench.Session.States["first"].Pathway!.Workflows[0].Rules.Select(r => r.Id).ShouldNotContain(id);
    }

    [Fact]
    public async Task Rename_Workflow_IsKnownByItsNewNameEverywhere()
    {
        using var workbench = await OpenAsync();
        workspace.Dialogs.Answers.Enqueue("second-look");
        await workbench.RunAsync("workflow.rename");
        workbench.Active.Target.ShouldBe(new Target(TargetKind.Workflow, "first", "second-look"));
        workbench.Session.States["first"].Pathway!.Entry.ShouldBe("second-look");
        workbench.Problems.Errors.ShouldBe(0);
    }

    public void Dispose() => workspace.Dispose();

    private async Task<Workbench> OpenAsync()
    {
        var workbench = await workspace.StartWorkbenchAsync();
        workbench.Open(new Target(TargetKind.Workflow, "first", "first-look"));
        return workbench;
    }
}
