using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation;

public sealed class FuzzyMatchTests
{
    [Theory]
    [InlineData("sda", "stoppedDaysAgo")]
    [InlineData("ago", "stoppedDaysAgo")]
    [InlineData("ac", "bac_a")]
    [InlineData("", "anything")]
    [InlineData("run all", "Run all cases")]
    [InlineData("r a", "Run all cases")]
    [InlineData("run fai", "Run the cases that failed")]
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
    [InlineData("rna", "Run all cases", "Record what the case does as expected, and run it again")]
    public void Of_BetterName_ScoresHigher(string typed, string better, string worse) =>
        FuzzyMatch.Of(typed, better)!.Score.ShouldBeGreaterThan(FuzzyMatch.Of(typed, worse)!.Score);

    [Fact]
    public void Of_Words_TellsTheirLetters() => FuzzyMatch.Of("sda", "stoppedDaysAgo")!.Letters.ShouldBe([0, 7, 8]);
}
