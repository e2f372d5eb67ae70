using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Rules;

public sealed class TableCommandsTests : IDisposable
{
    private readonly TestWorkspace workspace = new();

    [Fact]
    public async Task Policy_OfAGroup_IsChangedAndTakenBack()
    {
        using var workbench = await OpenAsync();
        var before = workbench.Session.States["first"].Pathway!.HitPolicyOf("fever");
        var other = before == HitPolicy.First ? HitPolicy.Collect : HitPolicy.First;
        workspace.Dialogs.Answers.Enqueue(other == HitPolicy.First ? 2 : 3);
        await workbench.RunAsync("table.policy");
        await workbench.Session.Settled;
        workbench.Session.States["first"].Pathway!.HitPolicyOf("fever").ShouldBe(other);
        workbench.Session.History.NextUndo.ShouldBe("change hit policy of fever");
        workbench.Session.Undo();
        workbench.Session.Unsaved.ShouldBeEmpty();
    }

    [Fact]
    public async Task Column_OfAnotherFact_IsATestInTheRuleInFront()
    {
        using var workbench = await OpenAsync();
        var page = (RulePage)workbench.Active;
        workspace.Dialogs.Answers.Enqueue(0);
        workspace.Dialogs.Answers.Enqueue("known");
        var rule = page.Editor.RuleId;
        await workbench.RunAsync("table.column");
        await workbench.Session.Settled;
        var asked = workspace.Dialogs.Seen.First(s => s.StartsWith("Column: which fact?", StringComparison.Ordinal)).Split('[', '|', ']')[1];
        page.Editor.Table!.Columns.ShouldContain(asked);
        page.Editor.Table.Rows.Single(r => r.RuleId == rule).Cells[page.Editor.Table.Columns.IndexOf(asked)].ShouldBe("known");
    }

    public void Dispose() => workspace.Dispose();

    private async Task<Workbench> OpenAsync()
    {
        var workbench = await workspace.StartWorkbenchAsync();
        var rule = workbench.Session.States["first"].Pathway!.Workflows.SelectMany(w => w.Rules).First(r => r.Properties.Group == "fever");
        workbench.Open(new Target(TargetKind.Rule, "first", rule.Id));
        return workbench;
    }
}
