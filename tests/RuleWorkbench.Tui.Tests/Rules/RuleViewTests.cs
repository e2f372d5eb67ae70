using Shouldly;
using Terminal.Gui.Input;
using Xunit;

namespace RuleWorkbench.Tui.Rules;

public sealed class RuleViewTests
{
    [Theory]
    [InlineData(80, 24)]
    [InlineData(160, 45)]
    public async Task Expression_OfARule_ShowsCaseAndSuites(int columns, int rows)
    {
        using var screen = await RuleScreen.OpenAsync("FNB-311", "drug-therapy/baseline", columns, rows);

        Golden.Check(screen.Text, $"expression-{columns}x{rows}.verified.txt");
    }

    [Fact]
    public async Task Details_OfARule_ShowItsForm()
    {
        using var screen = await RuleScreen.OpenAsync("FNB-904", null, 80, 24);

        screen.Keys(Key.D3.WithAlt);

        Golden.Check(screen.Text, "details-80x24.verified.txt");
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(160, 45)]
    public async Task Criteria_OfARule_AreLinesOfFactOperatorAndValue(int columns, int rows)
    {
        using var screen = await RuleScreen.OpenAsync("FNB-904", null, columns, rows);

        screen.Keys(Key.D2.WithAlt);

        Golden.Check(screen.Text, $"criteria-{columns}x{rows}.verified.txt");
    }

    [Fact]
    public async Task Criteria_DeleteAndToggle_ChangeTheExpression()
    {
        using var screen = await RuleScreen.OpenAsync("FNB-312", null);

        screen.Keys(Key.D2.WithAlt, Key.CursorDown, Key.Delete, Key.Space);

        screen.Editor.Expressions[0].Code.Text.ShouldBe(
            "examination.severalNerves == true || history.injections.Count(it.sameTarget == true && it.reliefPercent < policy.failedReliefBelow) >= policy.otherTargetAfterFailed");
        screen.Session.History.NextUndo.ShouldBe("edit condition of FNB-312");
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(160, 45)]
    public async Task Table_OfARule_ShowsItsGroup(int columns, int rows)
    {
        using var screen = await RuleScreen.OpenAsync("FNB-302", null, columns, rows);

        screen.Keys(Key.D4.WithAlt);

        Golden.Check(screen.Text, $"table-{columns}x{rows}.verified.txt");
    }

    [Fact]
    public async Task Words_OfARule_SayItInSentences()
    {
        using var screen = await RuleScreen.OpenAsync("FNB-302", null, 80, 24);

        screen.Keys(Key.D5.WithAlt);

        screen.Text.ShouldContain("REPEAT_ULTRASOUND");
    }

    [Fact]
    public async Task Type_Letters_ProposesAndEnterWrites()
    {
        using var screen = await RuleScreen.OpenAsync("FNB-301", "drug-therapy/baseline", 100, 30);
        screen.Keys(Key.End.WithCtrl).Type(" && inr");
        await screen.SettleAsync();
        Golden.Check(screen.Text, "completion-100x30.verified.txt");

        screen.Keys(Key.Enter);

        screen.Editor.Expressions[0].Code.Text.ShouldBe("block.guidance == \"none\" && patient.inr");
    }

    [Fact]
    public async Task Type_Condition_FlipsTheVerdictAndUndoFlipsItBack()
    {
        using var screen = await RuleScreen.OpenAsync("FNB-301", "drug-therapy/baseline", 100, 30);
        var before = screen.Editor.Live.Now!.Sign;
        screen.Keys(Key.A.WithCtrl).Type("block.guidance != null");
        await screen.SettleAsync();
        screen.Editor.Live.Now!.Sign.ShouldNotBe(before);
        screen.Text.ShouldContain("(was ✗ not met)");
        screen.Text.ShouldContain("change, ");

        screen.Session.Undo();
        await screen.SettleAsync();

        screen.Editor.Live.Now!.Sign.ShouldBe(before);
        screen.Session.Unsaved.ShouldBeEmpty();
    }

    [Fact]
    public async Task Type_Mistake_IsExplainedAndMended()
    {
        using var screen = await RuleScreen.OpenAsync("FNB-301", null, 100, 30);
        screen.Keys(Key.A.WithCtrl).Type("block.guidence").Keys(Key.Esc);
        await screen.SettleAsync();
        screen.Text.ShouldContain("! There is no fact `block.guidence`.");

        screen.Editor.Expressions[0].Code.Mend(screen.Editor.Expressions[0].Code.ProblemAtCaret!.Fixes[0]);

        screen.Editor.Expressions[0].Code.Text.ShouldBe("block.guidance");
    }

    [Fact]
    public async Task CopyAndPaste_Selection_GoesThroughTheClipboard()
    {
        using var screen = await RuleScreen.OpenAsync("FNB-301", null);

        screen.Keys(Key.A.WithCtrl, Key.C.WithCtrl, Key.End.WithCtrl, Key.V.WithCtrl);

        screen.Editor.Expressions[0].Code.Text.ShouldBe("block.guidance == \"none\"block.guidance == \"none\"");
    }

    [Fact]
    public async Task Type_WideAndCombiningCharacters_TakeTheirColumns()
    {
        using var screen = await RuleScreen.OpenAsync("FNB-301", null);

        screen.Keys(Key.A.WithCtrl).Paste("block.kind == \"日本語 e\u0301\"");

        screen.Text.ShouldContain("block.kind == \"日本語 e\u0301\"");
    }

    [Fact]
    public async Task Paste_TenThousandLines_IsTakenAndShown()
    {
        using var screen = await RuleScreen.OpenAsync("FNB-301", null);

        screen.Keys(Key.A.WithCtrl).Paste(string.Concat(Enumerable.Repeat("patient.age > 3 &&\n", 10_000)));
        await screen.SettleAsync();

        screen.Text.ShouldContain("patient.age > 3 &&");
        screen.Editor.Expressions[0].Code.Problems.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Undo_OfALongPaste_ShowsTheTextFromItsFirstLine()
    {
        using var screen = await RuleScreen.OpenAsync("FNB-301", null);
        var text = screen.Editor.Expressions[0].Code.Text;

        screen.Keys(Key.End.WithCtrl).Paste(string.Concat(Enumerable.Repeat("\n|| patient.age > 3", 100)));
        screen.Text.ShouldNotContain(text);
        screen.Session.Undo();
        screen.Keys(Key.End.WithCtrl);

        screen.Text.ShouldContain(text);
    }

    [Fact]
    public async Task Resize_ToATinyScreen_StillDraws()
    {
        using var screen = await RuleScreen.OpenAsync("FNB-302", "drug-therapy/baseline");

        screen.Type(" pa").Resize(20, 6).Resize(80, 24);

        screen.Text.ShouldContain("FNB-302");
    }

    [Fact]
    public async Task Criterion_Enter_SelectsItInTheExpression()
    {
        using var screen = await RuleScreen.OpenAsync("FNB-302", "drug-therapy/baseline");

        screen.Keys(Key.Tab, Key.CursorDown, Key.CursorDown, Key.Enter);

        screen.Editor.Expressions[0].Code.State.Selected.ShouldBe("block.guidance == \"fluoroscopy\"");
    }
}
