using RuleWorkbench.Editing;
using RuleWorkbench.Presentation.Comparing;
using RuleWorkbench.Presentation.Pages;
using RuleWorkbench.Presentation.Rules;
using RuleWorkbench.Presentation.Tours;
using RuleWorkbench.Simulation;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation;

/// <summary>What people do, without a screen.</summary>
public sealed class WorkbenchTests : IDisposable
{
    private readonly TestWorkspace workspace = new();

    [Fact]
    public async Task Case_TriedAndKept_IsWrittenIntoItsSuiteAsOneStep()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        workbench.Session.Chosen.Choose("first", "first-look/no-fever");
        workbench.Session.Chosen.Try("patient.stiffNeck", "true");
        await workbench.RunAsync("case.keep");
        workbench.Session.Chosen.WhatIf.ShouldBeEmpty();
        workbench.Session.History.NextUndo.ShouldBe("change patient.stiffNeck of first-look/no-fever");
        await workbench.Session.Settled;
        ((bool?)workbench.Session.Chosen.Case!.Facts["patient"]!["stiffNeck"]).ShouldBe(true);
        workbench.Session.Undo();
        workbench.Session.Unsaved.ShouldBeEmpty();
    }

    [Fact]
    public async Task Case_FactOfAList_IsWrittenWithItsWholeList()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        workbench.Session.Apply(new AddMember("workflows/first/facts/patient.schema.json", "/properties", "drugs", """{ "type": "array", "items": { "type": "object", "additionalProperties": false, "properties": { "dose": { "type": "number" } } } }"""), "add a fact");
        workbench.Session.Apply(new AddMember(TestWorkspace.Suite, "/cases/0/facts/patient", "drugs", """[ { "dose": 1 }, { "dose": 2 } ]"""), "add facts");
        await workbench.Session.Settled;
        workbench.Session.Chosen.Choose("first", "first-look/fever");
        workbench.Session.Chosen.Try("patient.drugs[1].dose", "5");
        await workbench.RunAsync("case.keep");
        workbench.Session.Documents.Find(TestWorkspace.Suite)!.Json.Value!.Root["cases"]![0]!["facts"]!["patient"]!["drugs"]!.ToString(Newtonsoft.Json.Formatting.None).ShouldBe("""[{"dose":1},{"dose":5}]""");
    }

    [Fact]
    public async Task CasePane_ValueOutOfRange_IsRefusedInWords()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        workbench.Session.Chosen.Choose("first", "first-look/fever");
        await workbench.Session.Chosen.Settled;
        workspace.Dialogs.Answers.Enqueue("99");
        await workbench.Case.EditAsync(workbench.Case.List.Seen.Single(r => r.Path == "patient.temperature"));
        workspace.Dialogs.Seen.Last().ShouldContain("99");
        workbench.Session.Chosen.WhatIf.ShouldBeEmpty();
    }

    [Fact]
    public async Task CasePane_FlagToggled_GoesRoundTrueFalseMissing()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        workbench.Session.Chosen.Choose("first", "first-look/fever");
        var seen = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            await workbench.Session.Chosen.Settled;
            await workbench.Case.ToggleAsync(workbench.Case.List.Seen.Single(r => r.Path == "patient.stiffNeck"));
            seen.Add(workbench.Session.Chosen.WhatIf.Single());
        }

        seen.ShouldBe(["patient.stiffNeck=null", "patient.stiffNeck=true", "patient.stiffNeck=false"]);
    }

    [Fact]
    public async Task Case_Varied_TakesFactsOverAndHoldsWhatIsTried()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        workbench.Session.Chosen.Choose("first", "first-look/no-fever");
        workbench.Session.Chosen.Try("patient.temperature", "36");
        workspace.Dialogs.Answers.Enqueue("cold");
        await workbench.RunAsync("case.vary");
        await workbench.Session.Settled;
        var made = workbench.Session.States["first"].Case("first-look/cold").ShouldNotBeNull();
        ((double)made.Facts["patient"]!["temperature"]!).ShouldBe(36);
        ((bool)made.Facts["patient"]!["stiffNeck"]!).ShouldBeFalse();
        workbench.Session.Chosen.FullId.ShouldBe("first-look/cold");
    }

    [Fact]
    public async Task Case_DuplicatedAndRecorded_PassesItsOwnExpectation()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        workbench.Session.Apply(new SetValue("workflows/first/pathway.json", "/policy/feverFrom/value", "39"), "set feverFrom");
        workbench.Session.Chosen.Choose("first", "first-look/fever");
        workspace.Dialogs.Answers.Enqueue("again");
        await workbench.RunAsync("case.duplicate");
        await workbench.Session.Settled;
        await workbench.Session.Chosen.Settled;
        workspace.Dialogs.Answers.Enqueue(0);
        await workbench.RunAsync("case.record");
        await workbench.RunAsync("run.all");
        workbench.Runs.Find("first", workbench.Session.States["first"].Case("first-look/again")!)!.Outcome.ShouldBe(CaseOutcome.Passed);
        workbench.Runs.Find("first", workbench.Session.States["first"].Case("first-look/fever")!)!.Outcome.ShouldBe(CaseOutcome.Failed);
    }

    [Fact]
    public async Task Case_AsJson_IsTheFileAtItsLine()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        workbench.Session.Chosen.Choose("first", "first-look/no-fever");
        await workbench.RunAsync("case.text");
        var page = (FilePage)workbench.Active;
        page.Target.Name.ShouldBe(TestWorkspace.Suite);
        page.Code.Text[page.Code.State.Caret..].TrimStart().ShouldStartWith("{");
        page.Code.Text[page.Code.State.Caret..].IndexOf("no-fever", StringComparison.Ordinal).ShouldBeInRange(0, 40);
    }

    [Fact]
    public async Task Pathway_Page_DrawsWhereRulesLead()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        var second = workbench.Session.Documents.Find(TestWorkspace.Workflow)!.Text.Replace("first-look", "second-look", StringComparison.Ordinal).Replace("\"R1\"", "\"S1\"", StringComparison.Ordinal).Replace("\"R2\"", "\"S2\"", StringComparison.Ordinal).Replace("\"G1\"", "\"S3\"", StringComparison.Ordinal);
        workbench.Session.Apply(new AddFile("workflows/first/second-look.json", second), "add").ShouldBeEmpty();
        workbench.Session.Apply(new AddItem("workflows/first/pathway.json", "/workflows", "\"second-look\""), "list").ShouldBeEmpty();
        workbench.Session.Apply(new AddMember(TestWorkspace.Workflow, "/Rules/0/Properties", "next", "[ \"second-look\" ]"), "lead").ShouldBeEmpty();
        await workbench.Session.Settled;
        workbench.Open(new Target(TargetKind.Pathway, "first", "first"));
        var page = workbench.Active;
        var row = TestWorkspace.Row(page.Main, "→ second-look");
        page.Main.At(row).Text.ShouldContain("╰─ · → second-look  R1 Fever");
        page.Main.At(row + 1).Text.ShouldContain("second-look");
        page.Main.Entered!(row);
        workbench.Active.Target.ShouldBe(new Target(TargetKind.Rule, "first", "R1"));
    }

    [Fact]
    public async Task Pathway_Drawing_IsHandedToTheDesktop()
    {
        var handed = "";
        using var workbench = new Workbench(await workspace.StartAsync(), workspace.Dialogs, new TestWorkspace.NoClipboard(), new WindowLayout())
        {
            OpenOutside = file =>
            {
                handed = File.ReadAllText(file);
                return true;
            },
        };
        await workbench.RunAsync("go.drawing");
        handed.ShouldStartWith("<svg");
        workbench.Session.Message.ShouldStartWith("Opened ");
    }

    [Fact]
    public async Task StatusLine_NotEnoughRoom_ShowsWhatFits()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        StatusLine.Commands(workbench, 20).Select(c => c.Line.Text).ShouldBe([" F1 Help ", " F2 Case "]);
        workbench.Session.Apply(new SetValue("workflows/first/pathway.json", "/policy/feverFrom/value", "39"), "set feverFrom");
        await workbench.Session.Settled;
        StatusLine.Message(workbench).Text.ShouldBe("● 1 file is not saved ");
    }

    [Fact]
    public async Task SuitePage_FailedOnly_ShowsThemWithWhatIsOtherwise()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        workbench.Session.Apply(new SetValue("workflows/first/pathway.json", "/policy/feverFrom/value", "39"), "set feverFrom");
        workbench.Open(new Target(TargetKind.Suite, "first", "first-look"));
        await workbench.RunAsync("run.all");
        await workbench.RunAsync("case.only-failed");
        var page = (SuitePage)workbench.Active;
        page.Selected!.Id.ShouldBe("fever");
        page.Main.Count.ShouldBe(1);
        TestWorkspace.Text(page.Detail).ShouldContain("expected  met");
    }

    [Fact]
    public async Task Run_SuiteOfAnotherVersion_IsSeenButNotRun()
    {
        workspace.Write("seeds/first/suites/old.json", """{ "suite": "old", "pathway": "first", "versions": [ "0.0" ], "cases": [ { "id": "then", "facts": {}, "expect": { "rules": { "met": [ "R1" ] } } } ] }""");
        using var workbench = await workspace.StartWorkbenchAsync();
        await workbench.RunAsync("run.all");
        workbench.Session.Message.ShouldContain("4 passed, 0 failed");
        workbench.Runs.Find("first", workbench.Session.States["first"].Case("old/then")!).ShouldBeNull();
        workbench.Open(new Target(TargetKind.Suite, "first", "old"));
        workbench.Active.Head[1].Text.ShouldContain("what version 0.0 does");
    }

    [Fact]
    public async Task Rule_OnceItIsSaved_IsWhatTheNextEditsAreComparedWith()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        workbench.Open(new Target(TargetKind.Rule, "first", "R1"));
        var strip = ((RulePage)workbench.Active).Editor.Suites;
        workbench.Session.Apply(new SetValue("workflows/first/pathway.json", "/policy/feverFrom/value", "39"), "set feverFrom");
        await workbench.Session.Settled;
        await strip.Settled;
        strip.Effect!.Changed.ShouldBe(["first-look/fever"]);
        await workbench.RunAsync("file.save");
        await strip.Settled;
        strip.Effect.Changed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rule_ThatDoesNotCompileYet_KeepsTheEffectBeforeAndSaysSo()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        workbench.Open(new Target(TargetKind.Rule, "first", "R1"));
        var page = (RulePage)workbench.Active;
        await page.Editor.Suites.Settled;
        workbench.Session.Apply(new SetValue(TestWorkspace.Workflow, "/Rules/0/Expression", "\"patient.temperature >\""), "edit").ShouldBeEmpty();
        await workbench.Session.Settled;
        page.Effects[0].Text.ShouldContain("4 cases: none changes");
        page.Effects[0].Text.ShouldContain("before: the pathway does not compile");
    }

    [Fact]
    public async Task Run_BothEngines_SayTheSame()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        await workbench.RunAsync("run.engines");
        workbench.Session.Message.ShouldContain("say the same");
    }

    [Fact]
    public async Task Problems_Fix_IsOneStepThatCanBeUndone()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        workbench.Session.Apply(new SetValue(TestWorkspace.Workflow, "/Rules/2/Expression", "\"patient.StiffNeck == true\""), "edit rule G1");
        await workbench.Session.Settled;
        var problem = workbench.Problems.List.Seen.First(r => r.Problem.Repair is not null);
        workbench.Problems.Mend(problem).ShouldBeEmpty();
        workbench.Session.Documents.Find(TestWorkspace.Workflow)!.Text.ShouldContain("patient.stiffNeck == true");
        workbench.Session.Undo();
        workbench.Session.Documents.Find(TestWorkspace.Workflow)!.Text.ShouldContain("patient.StiffNeck == true");
    }

    [Fact]
    public async Task Compare_FolderWithWhatIsEditedHere_FindsTheChangeAndWhomItTouches()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        workbench.Session.Apply(new SetValue("workflows/first/pathway.json", "/policy/feverFrom/value", "39"), "set feverFrom");
        workspace.Dialogs.Answers.Enqueue(1);
        workspace.Dialogs.Answers.Enqueue("workflows/first");
        workspace.Dialogs.Answers.Enqueue(0);
        await workbench.RunAsync("compare.open");
        var page = (ComparePage)workbench.Active;
        page.Comparison!.Diff.Changes.Single().Id.ShouldBe("feverFrom");
        await workbench.RunAsync("compare.impact");
        TestWorkspace.Text(page.Main).ShouldContain("whom it touches  1 of 4 cases");
        page.Main.Selected = TestWorkspace.Row(page.Main, "SECOND_LOOK: recommended");
        TestWorkspace.Text(page.Detail!).ShouldContain("patient { temperature: 38, stiffNeck: false }");
        page.Case.ShouldNotBeNull();
    }

    [Fact]
    public async Task Close_WithUnsavedEdits_AsksAndStaysWhenToldTo()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        var closed = false;
        workbench.CloseWanted += () => closed = true;
        workbench.Session.Apply(new SetValue("workflows/first/pathway.json", "/policy/feverFrom/value", "39"), "set feverFrom");
        workspace.Dialogs.Answers.Enqueue(2);
        await workbench.RunAsync("file.quit");
        closed.ShouldBeFalse();
        workspace.Dialogs.Answers.Enqueue(0);
        await workbench.RunAsync("file.quit");
        closed.ShouldBeTrue();
        workspace.Read("workflows/first/pathway.json").ShouldContain("39");
    }

    [Fact]
    public async Task Tour_OfTheAuthor_GoesOnAsItsStepsAreDone()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        await workbench.RunAsync("tour.author");
        var tour = workbench.Tour.ShouldNotBeNull();
        workbench.Session.Chosen.Choose("first", "first-look/fever");
        await workbench.Session.Chosen.Settled;
        tour.Look(workbench).ShouldBeTrue();
        workbench.Open(new Target(TargetKind.Rule, "first", "R1"));
        tour.Look(workbench).ShouldBeTrue();
        workbench.Session.Chosen.Try("patient.stiffNeck", "true");
        tour.Look(workbench).ShouldBeTrue();
        await workbench.RunAsync("view.trace");
        await workbench.RunAsync("case.keep");
        tour.Look(workbench).ShouldBeTrue();
        await workbench.RunAsync("file.undo");
        tour.Look(workbench).ShouldBeTrue();
        tour.IsOver.ShouldBeTrue();
    }

    [Fact]
    public async Task Commands_EveryTour_NamesCommandsThatExist()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        foreach (var step in new[] { TourCatalogue.Author, TourCatalogue.Qa, TourCatalogue.Reviewer }.SelectMany(t => t.Steps).Where(s => s.Command is not null))
            workbench.Commands.Find(step.Command!).ShouldNotBeNull(step.Command);
    }

    [Fact]
    public async Task Help_OfAProblem_IsThePageOfItsCheck()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        workbench.Open(new Target(TargetKind.Help, "", "RW060"));
        TestWorkspace.Text(workbench.Active.Main).ShouldContain("Why it hurts");
    }

    [Fact]
    public void WindowLayout_Kept_IsThereAtTheNextStart()
    {
        new WindowLayout("light", 40, 12, true).Save(workspace.State);
        WindowLayout.Load(workspace.State).ShouldBe(new WindowLayout("light", 40, 12, true));
    }

    public void Dispose() => workspace.Dispose();
}
