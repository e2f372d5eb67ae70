using Shouldly;
using Xunit;

namespace RuleWorkbench.Reporting;

public sealed class SimulationMarkdownTests
{
    [Fact]
    public void Write_Suites_AreRowsOfATable()
    {
        var lines = SimulationMarkdown.Write(SampleReport.Of(SampleReport.Mismatch("rule r", "met", "not met"))).Split('\n');

        lines[0].ShouldBe(@"## A \| pathway 1.2.0");
        lines.ShouldContain("| s | 3 | 1 | 1 | 1 |");
        lines[^2].ShouldBe("**3 cases: 1 passed, 1 failed, 1 errored**");
    }

    [Fact]
    public void Write_PassedCases_AreNotListed() =>
        SimulationMarkdown.Write(SampleReport.Of(SampleReport.Mismatch("rule r", "met", "not met"))).ShouldNotContain("passed\n\nWhy not?");

    [Theory]
    [InlineData("a|b", @"a\|b")]
    [InlineData("line\r\nline", "line line")]
    [InlineData("*bold* _x_ `c` [l](u) <b>", @"\*bold\* \_x\_ \`c\` \[l\](u) \<b\>")]
    [InlineData(@"back\slash", @"back\\slash")]
    public void Write_MarkupInTexts_ShowsAsItIs(string actual, string shown) =>
        SimulationMarkdown.Write(SampleReport.Of(SampleReport.Mismatch("figure", "x", actual)))
            .ShouldContain($"| figure | x | {shown} | `seeds/p/suites/s.json:7:5` |\n");
}
