using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Language;

public sealed class CodeStateTests
{
    private static CodeState At(string marked)
    {
        var (text, caret) = Shipped.Caret(marked);
        return CodeState.Empty.WithText(text).At(caret);
    }

    private static string Marked(CodeState state) => state.Text.Insert(state.Caret, "¦");

    [Theory]
    [InlineData("patient.age >= 3¦", "patient.age >= ¦3")]
    [InlineData("patient.age >= ¦3", "patient.age ¦>= 3")]
    [InlineData("patient.age¦", "patient.¦age")]
    [InlineData("¦a", "¦a")]
    public void WordLeft_Caret_GoesToTheBeginningOfAWord(string marked, string expected) => Marked(At(marked).WordLeft(false)).ShouldBe(expected);

    [Theory]
    [InlineData("¦patient.age", "patient¦.age")]
    [InlineData("patient¦.age", "patient.¦age")]
    [InlineData("a ¦&& b", "a && ¦b")]
    public void WordRight_Caret_GoesBehindAWord(string marked, string expected) => Marked(At(marked).WordRight(false)).ShouldBe(expected);

    [Theory]
    [InlineData("e\u0301¦x", "¦e\u0301x")]
    [InlineData("👩‍👩‍👧¦", "¦👩‍👩‍👧")]
    [InlineData("日本¦", "日¦本")]
    [InlineData("a\n¦b", "a¦\nb")]
    public void Left_Character_IsGoneOverAsAWhole(string marked, string expected) => Marked(At(marked).Left(false)).ShouldBe(expected);

    [Fact]
    public void At_InsideOfACharacter_GoesBeforeIt() => CodeState.Empty.WithText("e\u0301x").At(1).Caret.ShouldBe(0);

    [Fact]
    public void Right_Extending_Selects()
    {
        var state = At("a¦bc").Right(true).Right(true);

        state.Selected.ShouldBe("bc");
        Marked(state.Insert("x")).ShouldBe("ax¦");
        Marked(state.Left(false)).ShouldBe("a¦bc");
    }

    [Fact]
    public void WithText_AfterAnUndo_PutsTheCaretWhereTheyDiffer() => Marked(At("ab XY cd¦").WithText("ab cd")).ShouldBe("ab ¦cd");

    [Theory]
    [InlineData("of 1\na of¦ 2\nof 3", "doubled 1\na doubled 2\ndoubled 3", "doubled 1\na do¦ubled 2\ndoubled 3")]
    [InlineData("of 1\nof¦\nof 3", "o 1\no\no 3", "o 1\no¦\no 3")]
    public void WithText_ChangedInLinesAroundTheCaret_KeepsItsLine(string marked, string text, string expected) => Marked(At(marked).WithText(text)).ShouldBe(expected);

    [Fact]
    public void SelectWord_OnAWord_TakesIt() => At("¦a patient.b").SelectWord(4).Selected.ShouldBe("patient");
}
