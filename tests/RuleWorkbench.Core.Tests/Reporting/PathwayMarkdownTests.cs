using System.Text.RegularExpressions;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Reporting;

public sealed partial class PathwayMarkdownTests
{
    [Fact]
    public void Write_SmallPathway_IsAsAccepted() => Golden.Check(PathwayMarkdown.Write(SamplePathways.Small), "small-pathway.verified.md");

    [Fact]
    public void Write_AnyPathway_EveryRowHasTheCellsOfItsHead()
    {
        var columns = 0;
        foreach (var line in PathwayMarkdown.Write(SamplePathways.Small).Split('\n'))
        {
            var cells = CellBorder().Count(line);
            if (line.StartsWith('|') && columns > 0)
                cells.ShouldBe(columns, line);
            columns = line.StartsWith('|') ? cells : 0;
        }
    }

    [Fact]
    public void Write_AnyPathway_EveryLinkLeadsToAHeading()
    {
        var text = PathwayMarkdown.Write(SamplePathways.Small);
        var anchors = text.Split('\n').Where(l => l.StartsWith('#')).Select(l => "#" + l.TrimStart('#', ' ').ToLowerInvariant()).ToList();

        LinkTarget().Matches(text).Select(m => m.Groups[1].Value).Distinct().ShouldBeSubsetOf(anchors);
    }

    [Fact]
    public void Write_VetoOfOneRuleOnly_SaysSoInTheCatalogue() =>
        PathwayMarkdown.Write(SamplePathways.Small).ShouldContain("`K-91` (only when `K-2` gives it)");

    [Theory]
    [InlineData("*a* _b_ <b> [c](d) &amp;", "\\*a\\* \\_b\\_ \\<b\\> \\[c\\](d) \\&amp;")]
    [InlineData("two\r\nlines | and a bar", "two lines \\| and a bar")]
    public void Write_TextWithMarkup_ShowsItAsItIs(string text, string expected) =>
        PathwayMarkdown.Write(new Pathway("p", new SourcePlace("x")) { Disclaimer = text }).ShouldContain(expected);

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex CellBorder();

    [GeneratedRegex(@"\]\((#[^)]*)\)")]
    private static partial Regex LinkTarget();
}
