using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Language;

public sealed class FuzzyMatchTests
{
    [Theory]
    [InlineData("sda", "stoppedDaysAgo")]
    [InlineData("ago", "stoppedDaysAgo")]
    [InlineData("ac", "bac_a")]
    [InlineData("", "anything")]
    public void Of_LettersInOrder_Matches(string typed, string name) => FuzzyMatch.Of(typed, name).ShouldNotBeNull();

    [Theory]
    [InlineData("xyz", "patient")]
    [InlineData("ega", "age")]
    [InlineData("aged", "age")]
    public void Of_OtherLetters_DoesNot(string typed, string name) => FuzzyMatch.Of(typed, name).ShouldBeNull();

    [Theory]
    [InlineData("age", "age", "ageMonths")]
    [InlineData("age", "ageMonths", "imageAge")]
    [InlineData("pa", "patient", "reliefPercentAfter")]
    public void Of_BetterName_ScoresHigher(string typed, string better, string worse) =>
        FuzzyMatch.Of(typed, better)!.Score.ShouldBeGreaterThan(FuzzyMatch.Of(typed, worse)!.Score);

    [Fact]
    public void Of_Words_TellsTheirLetters() => FuzzyMatch.Of("sda", "stoppedDaysAgo")!.Letters.ShouldBe([0, 7, 8]);
}
