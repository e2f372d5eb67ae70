using RuleWorkbench.Editing;
using RuleWorkbench.Presentation;
using RuleWorkbench.Presentation.Comparing;
using RuleWorkbench.Tui.Views;
using Shouldly;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Xunit;

namespace RuleWorkbench.Tui;

// The library keeps colours and settings once a process: screens are tested one after the other.
[Collection("screen")]
public sealed class MainWindowTests : IDisposable
{
    private readonly TestWorkspace workspace = new();

    public static TheoryData<int, int> Sizes => new() { { 80, 24 }, { 160, 45 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Start_NothingChosen_ShowsWhatToDoFirst(int width, int height)
    {
        using var ui = new Ui(workspace, width, height);
        await ui.SettleAsync();
        Golden.Check(ui.Screen, $"Screens/start-{width}x{height}.verified.txt");
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Suite_RunWithOneFailure_ShowsExpectedAndActual(int width, int height)
    {
        using var ui = new Ui(workspace, width, height);
        await ui.SettleAsync();
        ui.Do(() => ui.Session.Apply(new SetValue("workflows/first/pathway.json", "/policy/feverFrom/value", "38.5"), "set feverFrom"));
        await ui.SettleAsync();
        ui.Do(() => ui.Workbench.Open(new Target(TargetKind.Suite, "first", "first-look")));
        await ui.RunAsync("run.all");
        ui.Do(() => ui.Session.Message = "");
        Golden.Check(ui.Screen, $"Screens/suite-{width}x{height}.verified.txt");
    }

    [Fact]
    public async Task Edges_DraggedByTheMouse_MakePanesLargerAndAreRemembered()
    {
        using var ui = new Ui(workspace, 100, 30);
        await ui.SettleAsync();
        ui.Drag(30, 10, 40, 10);
        ui.Workbench.Layout.Outline.ShouldBe(40);
        var title = ui.Screen.Split('\n').ToList().FindIndex(l => l.Contains("Problems  ", StringComparison.Ordinal));
        ui.Drag(75, title, 75, title - 4);
        ui.Screen.Split('\n')[title - 4].ShouldContain("Problems");
        ui.Workbench.Layout.Bottom.ShouldBe(30 - 2 - (title - 4));
    }

    [Fact]
    public async Task Suite_Down_PaintsNothingButWhatChanges()
    {
        using var ui = new Ui(workspace, 160, 45);
        await ui.SettleAsync();
        ui.Do(() => ui.Workbench.Open(new Target(TargetKind.Suite, "first", "first-look")));
        await ui.SettleAsync();
        ui.Stain(20, 30).Stain(100, 40).Press(Key.CursorDown);
        ui.Screen.Count(c => c == '☠').ShouldBe(2, ui.Screen);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Rule_ChosenCase_ShowsVerdictBesideEachCriterionAndTheTrace(int width, int height)
    {
        using var ui = new Ui(workspace, width, height);
        await ui.SettleAsync();
        ui.Do(() => ui.Session.Chosen.Choose("first", "first-look/neck-not-examined"));
        ui.Do(() => ui.Workbench.Open(new Target(TargetKind.Rule, "first", "G1")));
        await ui.SettleAsync();
        Golden.Check(ui.Screen, $"Screens/rule-{width}x{height}.verified.txt");
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Case_FactTried_ShowsTheFormAndWhatFlips(int width, int height)
    {
        using var ui = new Ui(workspace, width, height);
        await ui.SettleAsync();
        ui.Do(() => ui.Session.Chosen.Choose("first", "first-look/fever"));
        await ui.SettleAsync();
        ui.Do(() => ui.Session.Chosen.Try("patient.temperature", "36.5"));
        await ui.SettleAsync();
        ui.Press(Key.F2);
        Golden.Check(ui.Screen, $"Screens/case-{width}x{height}.verified.txt");
        ui.Press(Key.F3);
        Golden.Check(ui.Screen, $"Screens/what-if-{width}x{height}.verified.txt");
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Problems_UnsavedMistake_AreShownAndFound(int width, int height)
    {
        using var ui = new Ui(workspace, width, height);
        await ui.SettleAsync();
        ui.Do(() => ui.Session.Apply(new SetValue(TestWorkspace.Workflow, "/Rules/0/Expression", "\"patient.temprature >= policy.feverFrom\""), "edit rule R1"));
        await ui.SettleAsync();
        ui.Press(Key.F4);
        Golden.Check(ui.Screen, $"Screens/problems-{width}x{height}.verified.txt");
        ui.Press(Key.Enter);
        ui.Workbench.Active.Target.ShouldBe(new Target(TargetKind.Rule, "first", "R1"));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Pathway_Opened_ShowsWhereItGoesAndItsPolicy(int width, int height)
    {
        using var ui = new Ui(workspace, width, height);
        await ui.SettleAsync();
        ui.Do(() => ui.Workbench.Open(new Target(TargetKind.Pathway, "first", "first")));
        ui.Do(() => ui.Workbench.Open(new Target(TargetKind.Workflow, "first", "first-look")));
        Golden.Check(ui.Screen, $"Screens/workflow-{width}x{height}.verified.txt");
        ui.Press(Key.PageUp.WithCtrl);
        Golden.Check(ui.Screen, $"Screens/pathway-{width}x{height}.verified.txt");
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Comparison_AcceptedChangeAndWitness_ShowsBothVersionsBesideEachOther(int width, int height)
    {
        using var ui = new Ui(workspace, width, height);
        await ui.SettleAsync();
        ui.Do(() => ui.Session.Apply(new SetValue("workflows/first/pathway.json", "/policy/feverFrom/value", "39"), "set feverFrom"));
        ui.Do(() => ui.Session.Apply(new SetValue(TestWorkspace.Workflow, "/Rules/2/Expression", "\"patient.stiffNeck == true && patient.temperature >= policy.feverFrom\""), "edit rule G1"));
        await ui.SettleAsync();
        ui.Do(() => ui.Workbench.Begin(() => CompareCommands.CompareAsync(ui.Workbench, "first", "workflows/first", OpenVersion.Here)));
        await ui.SettleAsync();
        ui.Do(() => ui.Workbench.Reviewer = "Ada");
        await ui.RunAsync("compare.impact");
        ui.Press(Key.End, Key.Space);
        await ui.SettleAsync();
        ui.Do(() => ui.Session.Message = "");
        var today = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Golden.Check(ui.Screen.Replace(today, "2026-03-02", StringComparison.Ordinal), $"Screens/change-{width}x{height}.verified.txt");
        ui.Press(Key.Home, Key.CursorDown, Key.CursorDown);
        Golden.Check(ui.Screen, $"Screens/comparison-{width}x{height}.verified.txt");
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Cohort_Run_ShowsNumbersAndThePeopleBehindOne(int width, int height)
    {
        Directory.CreateDirectory(Path.Combine(workspace.Root, "seeds/first/cohorts"));
        workspace.Write("seeds/first/cohorts/small.json", """{ "cohort": "small", "pathway": "first", "facts": { "patient.temperature": { "uniform": { "from": 36, "to": 40 } } } }""");
        using var ui = new Ui(workspace, width, height);
        await ui.SettleAsync();
        ui.Do(() => ui.Workbench.Open(new Target(TargetKind.Cohort, "first", "seeds/first/cohorts/small.json")));
        workspace.Dialogs.Answers.Enqueue("500");
        await ui.RunAsync("run.all");
        ui.Press(Key.CursorDown, Key.CursorDown, Key.Enter);
        await ui.SettleAsync();
        ui.Do(() => ui.Session.Message = "");
        Golden.Check(ui.Screen, $"Screens/cohort-{width}x{height}.verified.txt");
    }

    [Fact]
    public async Task Cohort_NobodyListed_TheListOfPeopleTakesNoKeys()
    {
        Directory.CreateDirectory(Path.Combine(workspace.Root, "seeds/first/cohorts"));
        workspace.Write("seeds/first/cohorts/small.json", """{ "cohort": "small", "pathway": "first", "facts": { "patient.temperature": { "uniform": { "from": 36, "to": 40 } } } }""");
        using var ui = new Ui(workspace, 120, 40);
        await ui.SettleAsync();
        ui.Do(() => ui.Workbench.Open(new Target(TargetKind.Cohort, "first", "seeds/first/cohorts/small.json")));
        workspace.Dialogs.Answers.Enqueue("500");
        await ui.RunAsync("run.all");
        var people = Within(ui.Window).OfType<LinesView>().Single(l => l.List is not null && l.List == ui.Workbench.Active.Detail);
        people.CanFocus.ShouldBeFalse();

        ui.Press(Key.CursorDown, Key.CursorDown, Key.Enter);
        await ui.SettleAsync();

        people.CanFocus.ShouldBeTrue();

        static IEnumerable<View> Within(View view) => view.SubViews.SelectMany(Within).Prepend(view);
    }

    [Fact]
    public async Task Trace_LettersAndSpace_OpenNothing()
    {
        using var ui = new Ui(workspace, 100, 30);
        await ui.SettleAsync();
        ui.Do(() => ui.Session.Chosen.Choose("first", "first-look/fever"));
        await ui.SettleAsync();
        ui.Press(Key.F3, Key.End);
        var before = ui.Screen;
        ui.Type("rfgc");
        ui.Screen.ShouldBe(before);
        ui.Press(Key.Space).Workbench.Active.Target.Kind.ShouldBe(TargetKind.Start);
    }

    [Fact]
    public async Task F11_FromAnyPage_GivesItTheWindowAndTakesItBack()
    {
        using var ui = new Ui(workspace, 100, 30);
        await ui.SettleAsync();
        var panes = ui.Screen;
        ui.Press(Key.F11);
        ui.Screen.ShouldNotContain("│");
        ui.Press(Key.F11).Screen.ShouldBe(panes);
        ui.Press(Key.F11, Key.F6);
        ui.Screen.ShouldContain("│");
    }

    [Fact]
    public async Task Tree_TypedLetters_FilterIt()
    {
        using var ui = new Ui(workspace, 100, 30);
        await ui.SettleAsync();
        ui.Press(Key.O.WithCtrl).Type("stiff");
        ui.Screen.ShouldContain("Stiff neck");
        ui.Screen.ShouldNotContain("No fever");
        ui.Screen.Split('\n')[2].ShouldStartWith(" filter stiff▏");
        ui.Press(Key.Space).Type("n").Press(Key.Backspace);
        ui.Workbench.Outline.Tree.Filter.ShouldBe("stiff");
        ui.Press(Key.Esc);
        ui.Screen.Split('\n')[2].ShouldStartWith("▾ first");
        ui.Workbench.Outline.Tree.Filter.ShouldBe("");
    }

    [Fact]
    public async Task Tree_EnterOnARule_OpensIt()
    {
        using var ui = new Ui(workspace, 100, 30);
        await ui.SettleAsync();
        ui.Press(Key.O.WithCtrl, Key.CursorDown, Key.CursorRight, Key.CursorDown, Key.Enter);
        ui.Workbench.Active.Target.ShouldBe(new Target(TargetKind.Rule, "first", "R1"));
        ui.Workbench.Focused.ShouldBe(PaneKind.Pages);
    }

    [Fact]
    public async Task Mouse_ClickOnATab_BringsItToTheFront()
    {
        using var ui = new Ui(workspace, 100, 30);
        await ui.SettleAsync();
        ui.Do(() => ui.Workbench.Open(new Target(TargetKind.Rule, "first", "R1")));
        ui.Click(33, 1);
        ui.Workbench.Active.Title.ShouldBe("Start");
    }

    [Fact]
    public async Task F6_FromPaneToPane_GoesRound()
    {
        using var ui = new Ui(workspace, 100, 30);
        await ui.SettleAsync();
        var seen = new List<PaneKind>();
        for (var i = 0; i < 3; i++)
        {
            ui.Press(Key.F6);
            seen.Add(ui.Workbench.Focused);
        }

        seen.ShouldBe([PaneKind.Trace, PaneKind.Outline, PaneKind.Pages]);
        ui.Press(Key.F6.WithShift);
        ui.Workbench.Focused.ShouldBe(PaneKind.Outline);
    }

    [Theory]
    [InlineData(40, 12)]
    [InlineData(80, 24)]
    [InlineData(200, 60)]
    public async Task Resize_AnySize_KeepsTheWindowWhole(int width, int height)
    {
        using var ui = new Ui(workspace, 120, 40);
        await ui.SettleAsync();
        ui.Resize(width, height);
        ui.Window.Frame.Width.ShouldBe(width);
        ui.Screen.ShouldContain("Pathways");
        ui.Screen.TrimEnd('\n').Split('\n').Length.ShouldBe(height);
    }

    [Theory]
    [InlineData("light")]
    [InlineData("high contrast")]
    [InlineData("16 colours")]
    public async Task Theme_AnyOther_ShowsTheSameText(string theme)
    {
        using var dark = new Ui(workspace, 100, 30);
        await dark.SettleAsync();
        var text = dark.Screen;
        await dark.RunAsync("theme." + theme.Replace(' ', '-'));
        dark.Screen.ShouldBe(text);
        Theme.Named(dark.Workbench.Layout.Theme).Name.ShouldBe(theme);
    }

    [Fact]
    public async Task Undo_ByKey_TakesTheLastEditBack()
    {
        using var ui = new Ui(workspace, 100, 30);
        await ui.SettleAsync();
        ui.Do(() => ui.Session.Apply(new SetValue("workflows/first/pathway.json", "/policy/feverFrom/value", "39"), "set feverFrom"));
        await ui.SettleAsync();
        ui.Screen.ShouldContain("1 file is not saved");
        ui.Press(Key.Z.WithCtrl);
        ui.Session.Unsaved.ShouldBeEmpty();
    }

    public void Dispose() => workspace.Dispose();
}
