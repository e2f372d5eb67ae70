using Shouldly;
using Xunit;

namespace RuleWorkbench.Importing;

public sealed class GlobTests
{
    [Theory]
    [InlineData("a*c", "ABC", true)]
    [InlineData("*risk*assess*", "opioidRiskAssessment", true)]
    [InlineData("*DaysAgo", "startDaysAgo", true)]
    [InlineData("*DaysAgo", "startDaysAgoIsh", false)]
    [InlineData("a*b*c", "aXbYbZc", true)]
    [InlineData("abc", "abcd", false)]
    [InlineData("*", "", true)]
    public void Fits_Pattern_StandsForAnyCharacters(string pattern, string text, bool fits) => Glob.Fits(pattern, text).ShouldBe(fits);
}
