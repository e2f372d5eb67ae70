using RuleWorkbench.Versions;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cli;

public sealed class VersionRangeTests
{
    [Theory]
    [InlineData("main..topic", "main", "topic", false)]
    [InlineData("main...topic", "main", "topic", true)]
    [InlineData("a@1.0..a", "a@1.0", "a", false)]
    [InlineData("main..", "main", "", false)]
    [InlineData("..topic", "", "topic", false)]
    [InlineData("../old..HEAD", "../old", "HEAD", false)]
    public void TryParse_Range_HasTwoSides(string text, string baseline, string candidate, bool fromMergeBase) =>
        VersionRange.TryParse(text).ShouldBe(new VersionRange(baseline, candidate, fromMergeBase));

    [Theory]
    [InlineData("main")]
    [InlineData("a@1.0.0")]
    [InlineData("../old")]
    [InlineData("one/../other")]
    [InlineData("..")]
    [InlineData("")]
    public void TryParse_NoRange_IsNull(string text) => VersionRange.TryParse(text).ShouldBeNull();
}
