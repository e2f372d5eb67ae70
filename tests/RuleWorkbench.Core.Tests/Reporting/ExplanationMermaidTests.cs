using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Reporting;

public sealed partial class ExplanationMermaidTests
{
    [Fact]
    public async Task Write_Explanation_IsAsInTheGoldenFile() =>
        Golden.Check(ExplanationMermaid.Write(await SampleExplanation.ExplainAsync()), "explanation.verified.mmd");

    [Fact]
    public async Task Write_Arrows_LeadToBoxesThatAreDrawn()
    {
        var text = ExplanationMermaid.Write(await SampleExplanation.ExplainAsync());

        var drawn = Box().Matches(text).Select(m => m.Groups[1].Value).ToHashSet();
        var named = Name().Matches(Label().Replace(text, "")).Select(m => m.Value).ToHashSet();
        named.ShouldNotBeEmpty();
        named.ShouldBeSubsetOf(drawn);
    }

    [Fact]
    public async Task Write_SignsOfTheLanguageInNames_AreEscaped()
    {
        var text = ExplanationMermaid.Write(await SampleExplanation.ExplainAsync());

        text.ShouldContain("second #lt;look#gt; #35;1");
    }

    [GeneratedRegex(@"\b([wrc]\d+)(?=[\[(])")]
    private static partial Regex Box();

    [GeneratedRegex(@"\b[wrc]-?\d+\b")]
    private static partial Regex Name();

    [GeneratedRegex("\"[^\"]*\"|classDef.*")]
    private static partial Regex Label();
}
