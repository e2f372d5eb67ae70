using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Reporting.Review;

public sealed class CheckChangesTests
{
    [Fact]
    public void Of_SameFindingOnAnotherLineOfAnotherFolder_Stands()
    {
        var changes = CheckChanges.Of([Found("a", "releases/1/x.json", 3)], [Found("a", "x.json", 9)]);

        (changes.New.Length, changes.Gone.Length, changes.Standing.Single().Place.Line).ShouldBe((0, 0, 9));
    }

    [Fact]
    public void Of_SaidTwiceInsteadOfOnce_IsNewOnce() =>
        CheckChanges.Of([Found("a", "x.json", 1)], [Found("a", "x.json", 1), Found("a", "x.json", 2)]).New.Length.ShouldBe(1);

    [Fact]
    public void Of_NoLongerSaid_IsGone() => CheckChanges.Of([Found("a", "x.json", 1), Found("b", "x.json", 1)], [Found("b", "x.json", 1)]).Gone.Single().Message.ShouldBe("a");

    private static Diagnostic Found(string message, string file, int line) => Diagnostic.Warning("RW001", message, new SourcePlace(file, line, 1));
}
