using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Editing;

public sealed class MendTests
{
    [Fact]
    public void Apply_FixesOfSeveralFiles_ChangesEachPlaceOfTheTextAsItWas()
    {
        var documents = DocumentSet.Of("/x", [SourceFile.Of("a.json", "abcdef", hasByteOrderMark: false), SourceFile.Of("b.json", "ghi", hasByteOrderMark: false)]);

        var edited = Mend.Of([Found(Edit(4, 1, "XYZ"), Edit(0, 2, "") with { File = "b.json" }), Found(Edit(0, 2, "")), Found(Edit(6, 0, "!"))]).Apply(documents).Value!;

        edited.Documents.Documents.Select(d => d.Text).ShouldBe(["cdXYZf!", "i"]);
        edited.Inverse.Apply(edited.Documents).Value!.Documents.Changes.ShouldBeEmpty();
    }

    [Fact]
    public void Of_FixThatTouchesAnother_IsLeftOut()
    {
        var (first, second, third) = (Found(Edit(0, 3, "x")), Found(Edit(3, 1, "y")), Found(Edit(5, 1, "z")));

        Mend.Of([first, second, third]).Fixes.ShouldBe([first.Repair!, third.Repair!]);
    }

    [Fact]
    public void Of_FixOfWhichOneEditTouchesAnother_IsLeftOutAsAWhole()
    {
        var (first, second) = (Found(Edit(0, 1, "x")), Found(Edit(10, 1, "y"), Edit(0, 2, "z")));

        Mend.Of([first, second]).Fixes.ShouldBe([first.Repair!]);
    }

    [Fact]
    public void Of_SamePlaceOfAnotherFile_IsNoTouch()
    {
        var (first, second) = (Found(Edit(0, 1, "x")), Found(Edit(0, 1, "y") with { File = "b.json" }));

        Mend.Of([first, second]).Fixes.ShouldBe([first.Repair!, second.Repair!]);
    }

    [Fact]
    public void Of_TwoFindingsWithOneFix_MakesItOnce()
    {
        Mend.Of([Found(Edit(0, 1, "x")), Found(Edit(0, 1, "x"))]).Fixes.Length.ShouldBe(1);
    }

    private static TextEdit Edit(int start, int length, string text) => new("a.json", start, length, text);

    private static Diagnostic Found(params TextEdit[] edits) =>
        Diagnostic.Warning("RW050", "Found.", new SourcePlace("a.json")) with { Repair = new Fix("fix", [.. edits]) };
}
