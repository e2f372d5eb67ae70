using RuleWorkbench.Compilation;
using RuleWorkbench.Diffing;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Reporting.Review;

public sealed class ReviewMarkdownTests
{
    [Fact]
    public void Write_ShippedRelease_IsTheGoldenFile() =>
        Golden.Check(ReviewMarkdown.Write(new ReviewReport("1.0.0", "2.0.0", new DateOnly(2026, 3, 2), [new ReviewedPathway(new PathwayComparison(Shipped.ShippedDiff.Value, null), CheckChanges.None)]), "https://ci.example.org/review.html"), "ReviewMarkdown.verified.md");

    [Theory]
    [InlineData(3)]
    [InlineData(4000)]
    public void Write_ManyChanges_FitsACommentAndSaysWhatIsLeftOut(int rules)
    {
        var text = ReviewMarkdown.Write(Many(rules), "review.html");

        text.Length.ShouldBeLessThanOrEqualTo(ReviewMarkdown.MostCharacters);
        text.ShouldEndWith("\n[The whole review](<review.html>) shows the drawing, each rule before and after, and the traces of the cases.\n");
        var shown = text.Split('\n').Count(l => l.StartsWith("- ~ **rule", StringComparison.Ordinal) || l.StartsWith("- \\~ **rule", StringComparison.Ordinal));
        shown.ShouldBeGreaterThan(0);
        if (shown == rules)
            text.ShouldNotContain("Left out");
        else
            text.ShouldContain($"{rules - shown} changes");
    }

    [Fact]
    public async Task Write_HostileNames_StayText()
    {
        var text = ReviewMarkdown.Write(await HostileReview.MakeAsync(), "https://example.org/a>b");

        text.ShouldNotMatch(@"(?<!\\)<(/?script|img)");
        text.ShouldNotContain("\u202E");
        text.ShouldContain("\\<script\\>alert(1)");
        text.ShouldContain("](<https://example.org/a%3Eb>)");
    }

    private static ReviewReport Many(int rules)
    {
        Pathway Pathway(int threshold) => TestPathway.Of([.. Enumerable.Range(0, rules).Select(i => TestPathway.Rule($"rule {i}", $"patient.age > {threshold + i}").Id($"rule{i}"))]);
        var diff = TestVersion.Diff(Pathway(10), Pathway(20));
        return new ReviewReport("a", "b", new DateOnly(2026, 3, 2), [new ReviewedPathway(new PathwayComparison(diff, null), CheckChanges.None)]);
    }
}
