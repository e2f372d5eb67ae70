using RuleWorkbench.Reporting.Drawing;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Reporting;

public sealed class TextWidthTests
{
    private static readonly TextStyle _style = new(10, "#000000");

    [Fact]
    public void Of_KnownLetters_IsTheSumOfTheirWidths() => TextWidth.Of("Wi.", _style).ShouldBe(9.44 + 2.22 + 2.78, 0.001);

    [Fact]
    public void Of_Bold_IsWider() => TextWidth.Of("abc", _style with { IsBold = true }).ShouldBeGreaterThan(TextWidth.Of("abc", _style));

    [Fact]
    public void Of_CombiningAccent_TakesNoRoom() => TextWidth.Of("e\u0301", _style).ShouldBe(TextWidth.Of("e", _style));

    [Fact]
    public void Of_CharactersOfASquare_AreAsWideAsHigh() => TextWidth.Of("漢字", _style).ShouldBe(20);

    [Fact]
    public void Shorten_TextThatFits_IsKept() => TextWidth.Shorten("short", _style, 100).ShouldBe("short");

    [Fact]
    public void Shorten_TextThatDoesNotFit_EndsInAnEllipsisAndFits()
    {
        var text = TextWidth.Shorten("a text that is too long for its place", _style, 80);

        text.ShouldEndWith("…");
        TextWidth.Of(text, _style).ShouldBeLessThanOrEqualTo(80);
    }

    [Fact]
    public void Shorten_LineBreaksAndTabs_AreSpaces() => TextWidth.Shorten(" a\r\n\tb ", _style, 100).ShouldBe("a b");

    [Fact]
    public void Shorten_PairOfSurrogates_IsNotCutInHalf() =>
        TextWidth.Shorten("🙂🙂🙂🙂", _style, 31).ShouldBe("🙂🙂…");

    [Fact]
    public void Wrap_Words_KeepsAllOfThemAndEachLineFits()
    {
        const string text = "one two three four five six seven eight nine ten";

        var lines = TextWidth.Wrap(text, _style, 60);

        string.Join(' ', lines).ShouldBe(text);
        lines.ShouldAllBe(l => TextWidth.Of(l, _style) <= 60);
    }

    [Fact]
    public void Wrap_WordLongerThanTheLine_IsBroken()
    {
        var lines = TextWidth.Wrap(new string('m', 20), _style, 50);

        string.Concat(lines).ShouldBe(new string('m', 20));
        lines.ShouldAllBe(l => TextWidth.Of(l, _style) <= 50);
    }

    [Fact]
    public void Wrap_MoreThanTheMostLines_ShortensTheLast()
    {
        var lines = TextWidth.Wrap("one two three four five six", _style, 40, 2);

        lines.Length.ShouldBe(2);
        lines[1].ShouldEndWith("…");
    }

    [Fact]
    public void Wrap_LineNarrowerThanALetter_StillEnds() => TextWidth.Wrap("mm", _style, 1).ShouldBe(["m", "m"]);
}
