using RuleWorkbench.Editing;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Comparing;
using RuleWorkbench.Presentation.Rules;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Cohorts;

/// <summary>People in memory, and what edits do to them.</summary>
public sealed class CohortPageTests : IDisposable
{
    private const string Spec = "seeds/first/cohorts/small.json";

    private readonly TestWorkspace workspace = new();

    public CohortPageTests() =>
        workspace.Write(Spec, """{ "cohort": "small", "pathway": "first", "facts": { "patient.temperature": { "uniform": { "from": 36, "to": 40 } }, "patient.stiffNeck": { "chance": 0.25 } } }""");

    [Fact]
    public async Task Run_PeopleMadeBySpec_DrillsDownToCasesThatCanBeSaved()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        var page = await LoadAsync(workbench);
        var now = page.People!.Now!;
        now.Summary.Cases.ShouldBe(500);
        page.Main.Entered!(TestWorkspace.Row(page.Main, "SECOND_LOOK"));
        page.Detail.Count.ShouldBe((int)now.With("SECOND_LOOK", RecommendationStatus.Recommended).Count);
        page.Detail.At(0).Text.ShouldContain("temperature");
        workspace.Dialogs.Answers.Enqueue(0);
        workspace.Dialogs.Answers.Enqueue("from-the-cohort");
        await workbench.RunAsync("cohort.save-case");
        await workbench.Session.Settled;
        workbench.Session.States["first"].Case("first-look/from-the-cohort").ShouldNotBeNull().Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_PolicyEdited_SaysInTheRuleWhoLosesAndForgetsItOnceSaved()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        var page = await LoadAsync(workbench);
        var before = page.People!.Now!.With("SECOND_LOOK", RecommendationStatus.Recommended).Count;
        workbench.Open(new Target(TargetKind.Rule, "first", "R1"));
        await EditAsync(workbench, page, new SetValue("workflows/first/pathway.json", "/policy/feverFrom/value", "39"));
        var lost = before - page.People.Now!.With("SECOND_LOOK", RecommendationStatus.Recommended).Count;
        lost.ShouldBeGreaterThan(0);
        ((RulePage)workbench.Active).Effects.Select(l => l.Text.Trim()).ShouldContain($"People: small, 500 people: SECOND_LOOK −{lost}, WAIT_AT_HOME +{lost}");
        TestWorkspace.Text(page.Main).ShouldContain("are no longer recommended");
        page.Main.Entered!(TestWorkspace.Row(page.Main, "are no longer recommended"));
        page.Detail.Count.ShouldBe((int)lost);
        await workbench.RunAsync("file.save");
        await EditAsync(workbench, page, new SetValue("workflows/first/pathway.json", "/policy/feverFrom/description", "\"other words\""));
        page.People.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_RuleThatDoesNotCompile_KeepsTheCountsBeforeAndSaysSo()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        var page = await LoadAsync(workbench);
        var before = page.People!.Now;
        await EditAsync(workbench, page, new SetValue(TestWorkspace.Workflow, "/Rules/0/Expression", "\"patient.temperature >\""));
        page.People.Now.ShouldBeSameAs(before);
        page.Head.Single().Text.ShouldContain("before: the pathway does not compile");
        workbench.Session.Undo();
        await workbench.Session.Settled;
        await page.People.Settled;
        page.People.Obstacle.ShouldBeNull();
    }

    [Fact]
    public async Task By_Fact_CountsEachPartAndDrillsIntoIt()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        var page = await LoadAsync(workbench);
        workspace.Dialogs.Answers.Enqueue("patient.stiffNeck");
        await workbench.RunAsync("cohort.by");
        await page.People!.Settled;
        var part = page.People.Now!.Summary.Strata.Single(s => s.Name == "patient.stiffNeck = true");
        var row = TestWorkspace.Row(page.Main, "patient.stiffNeck = true");
        page.Main.Expand(row);
        page.Main.Entered!(row + 1);
        page.Detail.Count.ShouldBe((int)part.Cases);
    }

    [Fact]
    public async Task By_ExpressionThatMeansNothing_IsRefusedInWords()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        workbench.Open(new Target(TargetKind.Cohort, "first", Spec));
        workspace.Dialogs.Answers.Enqueue("patient.nothing");
        await workbench.RunAsync("cohort.by");
        workspace.Dialogs.Seen.Last().ShouldContain("patient.nothing is no expression");
    }

    [Fact]
    public async Task Run_FileOfLines_IsReadFromTheFolderOfCohorts()
    {
        workspace.Write("seeds/first/cohorts/three.ndjson", """
            { "id": "a", "facts": { "patient": { "temperature": 39.5 } } }
            { "id": "b", "facts": { "patient": { "temperature": 36.5 } } }
            { "id": "c", "facts": { "patient": { "height": 1 } } }
            """);
        using var workbench = await workspace.StartWorkbenchAsync();
        TestWorkspace.Text(workbench.Outline.Tree).ShouldContain("cohorts");
        workbench.Open(new Target(TargetKind.Cohort, "first", "seeds/first/cohorts/three.ndjson"));
        await workbench.RunAsync("run.all");
        var page = (CohortPage)workbench.Active;
        page.Head.Single().Text.ShouldContain("2 people");
        page.Head.Single().Text.ShouldContain("1 line no case");
    }

    [Fact]
    public async Task Close_TabOfACohort_LetsGoOfItsPeople()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        var page = await LoadAsync(workbench);
        workbench.People.Of("first").ShouldBeSameAs(page.People);
        workbench.Close(page);
        workbench.People.Of("first").ShouldBeNull();
    }

    [Fact]
    public async Task Stop_WhileCountsAreOnTheirWay_KeepsTheCountsBeforeUntilTheNextEdit()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        var page = await LoadAsync(workbench);
        var before = page.People!.Now;
        workbench.Jobs.Changed += StopAtOnce;
        await EditAsync(workbench, page, new SetValue("workflows/first/pathway.json", "/policy/feverFrom/value", "39"));
        workbench.Jobs.Changed -= StopAtOnce;

        page.People.Now.ShouldBeSameAs(before);
        page.Head.Single().Text.ShouldContain("before: stopped; the next edit counts anew");
        await EditAsync(workbench, page, new SetValue("workflows/first/pathway.json", "/policy/feverFrom/value", "40"));
        page.People.Obstacle.ShouldBeNull();
        page.People.Now.ShouldNotBeSameAs(before);

        void StopAtOnce() => _ = workbench.RunAsync("run.stop");
    }

    [Fact]
    public async Task Compare_CohortLoaded_TellsWhoGainsAndLosesDownToThePeople()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        var people = await LoadAsync(workbench);
        var baseline = workspace.Copy();
        await EditAsync(workbench, people, new SetValue("workflows/first/pathway.json", "/policy/feverFrom/value", "39"));
        var lost = people.People!.Changes.Single(c => c is { Code: "SECOND_LOOK", Status: RecommendationStatus.Recommended }).Lost.Count;
        await CompareCommands.CompareAsync(workbench, "first", baseline, OpenVersion.Here);
        await workbench.RunAsync("compare.impact");

        var page = (ComparePage)workbench.Active;
        page.Main.Expand(TestWorkspace.Row(page.Main, "small, 500 people"));
        page.Main.Expand(TestWorkspace.Row(page.Main, $"−{lost}  SECOND_LOOK"));
        page.Main.Expand(TestWorkspace.Row(page.Main, "SECOND_LOOK: recommended → no status"));
        page.Main.Selected = TestWorkspace.Row(page.Main, "SECOND_LOOK: recommended → no status") + 1;
        page.Case!.Facts.ToString().ShouldContain("temperature");
        page.Main.Entered!(page.Main.Selected);
        await workbench.Started;
        TestWorkspace.Text(page.Detail).ShouldContain("no status");
        page.CanFindImpact.ShouldBeFalse();
    }

    [Fact]
    public async Task Compare_StoppedAtThePeople_CanBeAskedAgain()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        var people = await LoadAsync(workbench);
        var baseline = workspace.Copy();
        await EditAsync(workbench, people, new SetValue("workflows/first/pathway.json", "/policy/feverFrom/value", "39"));
        await CompareCommands.CompareAsync(workbench, "first", baseline, OpenVersion.Here);
        workbench.Jobs.Changed += StopPeople;
        await workbench.RunAsync("compare.impact");
        workbench.Jobs.Changed -= StopPeople;

        var page = (ComparePage)workbench.Active;
        (page.Comparison!.Impact is null, page.Comparison.People, page.Comparison.IsExplained).ShouldBe((false, null, false));
        await workbench.RunAsync("compare.impact");
        (page.Comparison.People is null, page.Comparison.IsExplained).ShouldBe((false, true));

        void StopPeople()
        {
            if (workbench.Jobs.Running.Any(j => j.Title == "impact on small"))
                workbench.Jobs.Cancel();
        }
    }

    public void Dispose() => workspace.Dispose();

    private static async Task EditAsync(Workbench workbench, CohortPage page, Edit edit)
    {
        workbench.Session.Apply(edit, "edit").ShouldBeEmpty();
        await workbench.Session.Settled;
        await page.People!.Settled;
    }

    private async Task<CohortPage> LoadAsync(Workbench workbench)
    {
        workbench.Open(new Target(TargetKind.Cohort, "first", Spec));
        workspace.Dialogs.Answers.Enqueue("500");
        await workbench.RunAsync("run.all");
        return (CohortPage)workbench.Active;
    }
}
