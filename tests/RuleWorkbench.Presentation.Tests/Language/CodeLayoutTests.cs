using CsCheck;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Language;

public sealed class CodeLayoutTests
{
    private static CodeLayout Layout(string text, int width) => new(text, width);

    [Theory]
    [InlineData("aaa bbb ccc", 8, "aaa bbb |ccc")]
    [InlineData("aaaaaaaaaa", 4, "aaaa|aaaa|aa")]
    [InlineData("a\nb", 8, "a|b")]
    [InlineData("", 8, "")]
    [InlineData("日本語日本語", 4, "日本|語日|本語")]
    public void Rows_Text_BreaksAtBlanks(string text, int width, string expected) =>
        string.Join('|', Layout(text, width).Rows.Select(r => text[r.Start..r.End])).ShouldBe(expected);

    [Fact]
    public void PositionAt_PlaceOfAnyPosition_IsThatPosition() =>
        Gen.String[Gen.OneOf(Gen.Char['a', 'd'], Gen.Const(' '), Gen.Const('\n'), Gen.Const('語')), 0, 60].Select(Gen.Int[2, 12]).Sample((text, width) =>
        {
            var layout = Layout(text, width);
            for (var position = 0; position <= text.Length; position++)
            {
                var (row, column) = layout.PlaceOf(position);
                column.ShouldBeLessThanOrEqualTo(Math.Max(width, 2));
                layout.PositionAt(row, column).ShouldBe(position);
            }
        }, iter: 300);
}
