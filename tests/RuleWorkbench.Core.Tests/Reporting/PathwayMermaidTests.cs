using System.Text.RegularExpressions;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Reporting;

public sealed partial class PathwayMermaidTests
{
    private static readonly SourcePlace _place = new("x");

    [Fact]
    public void Write_SmallPathway_IsAsAccepted() => Golden.Check(PathwayMermaid.Write(SamplePathways.Small), "small-pathway.verified.mmd");

    [Theory]
    [InlineData("a \"quoted\" name")]
    [InlineData("%%{init: {}}%%")]
    [InlineData("`code` | pipe ; # hash < > & \\ { } [ ] ( )")]
    [InlineData("end\n  subgraph x")]
    public void Write_NamesThatMermaidReads_AreWrittenAsNumbers(string name)
    {
        var label = Label().Match(PathwayMermaid.Write(OneRule(name))).Groups[1].Value;

        CharacterNumber().Replace(label, "").ShouldNotContain(c => "\"%{}`|;#<>&\\[]()\n".Contains(c));
    }

    [Theory]
    [InlineData("Lifestyle: 50%")]
    [InlineData("classDef: 50%")]
    public void Write_NamesThatLookLikeAStyle_AreBrokenUp(string name) =>
        Label().Match(PathwayMermaid.Write(OneRule(name))).Groups[1].Value.ShouldNotContain(name.Split(':')[0]);

    [Fact]
    public void Write_BlankTitle_WritesNoTitle() =>
        PathwayMermaid.Write(OneRule("x") with { Title = "  " }).ShouldNotContain("accTitle");

    [Fact]
    public void Write_GuardOfAWholeWorkflow_PointsToTheWorkflow()
    {
        var pathway = new Pathway("p", _place)
        {
            Workflows =
            [
                new Workflow("w", _place) { Rules = [Recommends("A"), Recommends("B")] },
                new Workflow("g", _place) { Rules = [Guard("A", "B")] },
            ],
        };

        PathwayMermaid.Write(pathway).ShouldContain("w1r0 -. \"forbids all\" .-> w0\n");
    }

    [Fact]
    public void Write_GuardInTheWorkflowThatItForbids_PointsToEachRule()
    {
        var pathway = new Pathway("p", _place)
        {
            Workflows = [new Workflow("w", _place) { Rules = [Recommends("A"), Recommends("B"), Guard("A", "B")] }],
        };

        var text = PathwayMermaid.Write(pathway);

        text.ShouldContain("w0r2 -. \"forbids\" .-> w0r0\n");
        text.ShouldContain("w0r2 -. \"forbids\" .-> w0r1\n");
    }

    [Fact]
    public void Write_MoreArrowsThanMermaidDraws_NamesVetoesInTheGuards()
    {
        var pathway = new Pathway("p", _place)
        {
            Workflows =
            [
                new Workflow("w", _place) { Rules = [.. Enumerable.Range(0, 501).Select(_ => Recommends("A")), Guard("A")] },
            ],
        };

        var text = PathwayMermaid.Write(pathway);

        text.ShouldContain("forbids A");
        text.ShouldNotContain("-.");
    }

    private static Rule Recommends(string code) => new($"Recommends {code}", _place) { SuccessEvent = code };

    private static Rule Guard(params string[] veto) => new("Guard", _place) { Properties = new RuleProperties { Veto = [.. veto] } };

    private static Pathway OneRule(string name) =>
        new("p", _place) { Workflows = [new Workflow("w", _place) { Rules = [new Rule(name, _place)] }] };

    [GeneratedRegex("""w0r0\["(.*)"\]""", RegexOptions.Singleline)]
    private static partial Regex Label();

    [GeneratedRegex("#[0-9]+;")]
    private static partial Regex CharacterNumber();
}
