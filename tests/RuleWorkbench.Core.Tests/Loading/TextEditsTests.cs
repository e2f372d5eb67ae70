using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Loading;

public sealed class TextEditsTests
{
    [Fact]
    public void Apply_EditsInAnyOrder_ChangesEachPlaceOfTheTextAsItWas()
    {
        TextEdits.Apply("abcdef", [Edit(4, 1, "XYZ"), Edit(0, 2, ""), Edit(6, 0, "!")]).ShouldBe("cdXYZf!");
    }

    [Fact]
    public void Compatible_FixThatTouchesAnother_IsLeftOut()
    {
        var (first, second, third) = (Fix(Edit(0, 3, "x")), Fix(Edit(3, 1, "y")), Fix(Edit(5, 1, "z")));

        TextEdits.Compatible([first, second, third]).ShouldBe([first, third]);
    }

    [Fact]
    public void Compatible_FixOfWhichOneEditTouchesAnother_IsLeftOutAsAWhole()
    {
        var (first, second) = (Fix(Edit(0, 1, "x")), Fix(Edit(10, 1, "y"), Edit(0, 2, "z")));

        TextEdits.Compatible([first, second]).ShouldBe([first]);
    }

    [Fact]
    public void Compatible_SamePlaceOfAnotherFile_IsNoTouch()
    {
        var (first, second) = (Fix(Edit(0, 1, "x")), Fix(Edit(0, 1, "y") with { File = "b.json" }));

        TextEdits.Compatible([first, second]).ShouldBe([first, second]);
    }

    private static TextEdit Edit(int start, int length, string text) => new("a.json", start, length, text);

    private static Fix Fix(params TextEdit[] edits) => new("fix", [.. edits]);
}
