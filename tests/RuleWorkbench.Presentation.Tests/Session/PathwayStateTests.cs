using RuleWorkbench.Editing;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Session;

/// <summary>What a version takes over from the one before.</summary>
public sealed class PathwayStateTests : IDisposable
{
    private readonly TestWorkspace workspace = new();

    [Fact]
    public async Task Edit_OfAnExpression_LeavesCasesAsTheyWereRead()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        var read = workbench.Session.States["first"].Suites;
        await EditAsync(workbench, "/Rules/0/Expression", "\"patient.temperature > 40\"");
        workbench.Session.States["first"].Suites.ShouldBeSameAs(read);
        await EditAsync(workbench, "/Rules/0/Properties/id", "\"R9\"");
        workbench.Session.States["first"].Suites.ShouldNotBeSameAs(read);
        workbench.Session.States["first"].Problems.ShouldContain(p => p.Place.File == TestWorkspace.Suite);
    }

    [Fact]
    public async Task Edit_OfAnExpression_MarksOutcomesOfAnOpenSuiteAsOld()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        workbench.Open(new Target(TargetKind.Suite, "first", "first-look"));
        await workbench.RunAsync("run.all");
        var page = workbench.Active;
        TestWorkspace.Text(page.Main).ShouldNotContain("passed~");
        var told = 0;
        page.Main.Changed += () => told++;
        await EditAsync(workbench, "/Rules/0/Expression", "\"patient.temperature > 40\"");
        TestWorkspace.Text(page.Main).ShouldContain("passed~");
        told.ShouldBeGreaterThan(0);
    }

    public void Dispose() => workspace.Dispose();

    private static async Task EditAsync(Workbench workbench, string path, string value)
    {
        workbench.Session.Apply(new SetValue(TestWorkspace.Workflow, path, value), "edit").ShouldBeEmpty();
        await workbench.Session.Settled;
    }
}
