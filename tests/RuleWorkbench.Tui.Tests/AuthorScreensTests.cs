using RuleWorkbench.Presentation;
using RuleWorkbench.Presentation.Pages;
using RuleWorkbench.Presentation.Rules;
using RuleWorkbench.Presentation.Sheets;
using RuleWorkbench.Tui.Rules;
using Shouldly;
using Terminal.Gui.Input;
using Xunit;

namespace RuleWorkbench.Tui;

/// <summary>What authors edit beside rules: sheets, files, people.</summary>
[Collection("screen")]
public sealed class AuthorScreensTests : IDisposable
{
    private readonly TestWorkspace workspace = new();

    public static TheoryData<int, int> Sizes => MainWindowTests.Sizes;

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Facts_CellChosenByArrows_IsTheOneThatEnterChanges(int width, int height)
    {
        using var ui = Start(width, height);
        await ui.SettleAsync();
        ui.Do(() => ui.Workbench.Open(new Target(TargetKind.Sheet, "first", SheetCatalogue.Facts)));
        ui.Press(Key.CursorDown, Key.CursorRight, Key.CursorRight);
        Golden.Check(ui.Screen, $"Screens/facts-{width}x{height}.verified.txt");
        ui.Press(Key.CursorUp);
        workspace.Dialogs.Answers.Enqueue("K");
        ui.Press(Key.Enter);
        await ui.SettleAsync();
        ui.Session.Documents.Find("workflows/first/facts/patient.schema.json")!.Text.ShouldContain("\"unit\": \"K\"");
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task File_BrokenJson_SaysWhatIsWrongWhereItIs(int width, int height)
    {
        using var ui = Start(width, height);
        await ui.SettleAsync();
        ui.Do(() => ui.Workbench.Open(new Target(TargetKind.File, "", TestWorkspace.Suite)));
        ui.Press(Key.CursorDown, Key.Delete, Key.Delete, Key.Delete);
        await ui.SettleAsync();
        var code = ((FilePage)ui.Workbench.Active).Code;
        await ui.WaitAsync(() => code.Settled.IsCompleted && !code.Problems.IsEmpty);
        ui.Do(code.NextProblem);
        Golden.Check(ui.Screen, $"Screens/file-{width}x{height}.verified.txt");
    }

    [Fact]
    public async Task Details_CtrlZ_TakesBackWhatIsTypedThenTheLastEditOfAllFiles()
    {
        using var ui = Start(100, 30);
        await ui.SettleAsync();
        ui.Do(() => ui.Workbench.Open(new Target(TargetKind.Rule, "first", "R1")));
        await ui.SettleAsync();
        var editor = ((RulePage)ui.Workbench.Active).Editor;
        ui.Press(Key.D3.WithAlt, Key.End).Type(" and more").Press(Key.Z.WithCtrl);
        ui.Screen.ShouldNotContain("Fever and more");
        ui.Session.Unsaved.ShouldBeEmpty();
        ui.Type(" high").Press(Key.Enter);
        await ui.WaitAsync(() => editor.Name == "Fever high");
        await ui.SettleAsync();
        ui.Press(Key.Z.WithCtrl);
        editor.Name.ShouldBe("Fever");
        ui.Press(Key.CursorDown);
        await ui.SettleAsync();
        editor.Name.ShouldBe("Fever", "the field that was left does not write the undone name again");
        ui.Screen.ShouldNotContain("Fever high");
    }

    /// <summary>A terminal sends Esc and a carriage return for Alt+Enter.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rule_NameWithoutItsInput_IsFixedByAltEnter(bool isSentByATerminal)
    {
        using var ui = Start(100, 30);
        await ui.SettleAsync();
        ui.Do(() => ui.Workbench.Open(new Target(TargetKind.Rule, "first", "R1")));
        await ui.SettleAsync();
        var code = ((RulePage)ui.Workbench.Active).Editor.Current!.Code;
        ui.Press(Key.A.WithCtrl).Type("temperature > 38").Press(Key.Home, Key.CursorRight);
        await ui.WaitAsync(() => code.Settled.IsCompleted && code.ProblemAtCaret is { Fixes.IsEmpty: false });
        ui.Press(isSentByATerminal ? Key.M.WithCtrl.WithAlt : Key.Enter.WithAlt);
        code.Text.ShouldBe("patient.temperature > 38");
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Rule_CohortLoadedAndLimitRaised_SaysWhoLosesWhat(int width, int height)
    {
        workspace.Write("seeds/first/cohorts/clinic.ndjson", string.Concat(Enumerable.Range(0, 40).Select(i => $$"""{ "id": "p{{i}}", "facts": { "patient": { "temperature": {{36 + (i / 10)}}.{{i % 10}}, "stiffNeck": false } } }""" + "\n")));
        using var ui = Start(width, height);
        await ui.SettleAsync();
        ui.Do(() => ui.Workbench.Open(new Target(TargetKind.Cohort, "first", "seeds/first/cohorts/clinic.ndjson")));
        await ui.RunAsync("run.all");
        ui.Do(() => ui.Workbench.Open(new Target(TargetKind.Rule, "first", "R1")));
        await ui.SettleAsync();
        ui.Do(() => ui.Session.Apply(new Editing.SetValue("workflows/first/pathway.json", "/policy/feverFrom/value", "39"), "set feverFrom"));
        await ui.SettleAsync();
        var page = (RulePage)ui.Workbench.Active;
        await ui.WaitAsync(() => page.Editor.Suites.Settled.IsCompleted && ui.Workbench.People.Of("first")!.Settled.IsCompleted && page.Effects.All(l => !l.Text.EndsWith('…')));

        // What is known is told to the screen a moment later.
        await ui.WaitAsync(() => page.Effects.All(l => ui.Screen.Contains(l.Text[..30], StringComparison.Ordinal)));
        Golden.Check(ui.Screen, $"Screens/people-{width}x{height}.verified.txt");
        ui.Press(Key.PageUp.WithCtrl, Key.Home, Key.CursorDown, Key.CursorDown, Key.Enter);
        Golden.Check(ui.Screen, $"Screens/cohort-changes-{width}x{height}.verified.txt");
    }

    [Fact]
    public async Task Arrange_TabsInTheWholeHeight_ShowALowerPaneWhileSomebodyIsInIt()
    {
        using var ui = Start(100, 30);
        await ui.SettleAsync();
        ui.Press(Key.Z.WithAlt);
        ui.Screen.ShouldNotContain("No case is chosen");
        ui.Press(Key.F3);
        ui.Screen.ShouldContain("No case is chosen");
        ui.Press(Key.F6.WithShift);
        ui.Screen.ShouldNotContain("No case is chosen");
    }

    [Fact]
    public async Task Sideways_TextThatFits_StaysWhereItIs()
    {
        using var ui = Start(120, 30);
        await ui.SettleAsync();
        var before = ui.Screen;
        ui.Press(Key.CursorRight, Key.CursorRight);
        ui.Screen.ShouldBe(before);
    }

    public void Dispose() => workspace.Dispose();

    private Ui Start(int width, int height)
    {
        var ui = new Ui(workspace, width, height);
        ui.Window.PageViews[typeof(RulePage)] = (page, theme) => new RuleView((RulePage)page, ui.Workbench.Clipboard, workspace.Dialogs, theme);
        ui.Window.PageViews[typeof(FilePage)] = (page, theme) => new FileView((FilePage)page, ui.Workbench.Clipboard, theme);
        return ui;
    }
}
