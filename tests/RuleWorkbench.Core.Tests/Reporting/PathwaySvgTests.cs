using System.Globalization;
using System.Xml.Linq;
using RuleWorkbench.Model;
using RuleWorkbench.Reporting.Drawing;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Reporting;

public sealed class PathwaySvgTests
{
    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Write_SmallPathway_IsAsAccepted() => Golden.Check(PathwaySvg.Write(SamplePathways.Small), "small-pathway.verified.svg");

    [Fact]
    public void Write_FortyWorkflows_IsWellFormed() =>
        XDocument.Parse(PathwaySvg.Write(SamplePathways.Large(40))).Root!.Name.ShouldBe(_svg + "svg");

    [Fact]
    public void Write_AnyPathway_NamesTitleAndDescriptionForAssistiveTechnology()
    {
        var root = XDocument.Parse(PathwaySvg.Write(SamplePathways.Small)).Root!;

        root.Attribute("role")!.Value.ShouldBe("img");
        root.Element(_svg + "title")!.Value.ShouldBe("Sore knee <draft> & more, version 1.2.0");
        root.Element(_svg + "desc")!.Value.ShouldContain("The walk begins at look.");
    }

    [Fact]
    public void Write_AnyPathway_NeedsNothingFromElsewhere()
    {
        var elements = XDocument.Parse(PathwaySvg.Write(SamplePathways.Small)).Descendants().ToList();

        elements.Select(e => e.Name.LocalName).Intersect(["script", "style", "image", "use", "foreignObject", "a"]).ShouldBeEmpty();
        elements.SelectMany(e => e.Attributes()).Where(a => a.Value.Contains("url(", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("]]> & \" ' &amp;")]
    [InlineData("bell \u0007, half a pair \ud800, no character \uffff")]
    [InlineData("")]
    public void Write_NamesThatXmlDoesNotLike_AreTexts(string name)
    {
        var place = new SourcePlace("x");
        var pathway = new Pathway(name, place)
        {
            Title = name,
            Entry = name,
            Workflows = [new Workflow(name, place) { Rules = [new Rule(name, place) { SuccessEvent = name, Properties = new() { Id = name, Group = name } }] }],
        };

        var document = XDocument.Parse(PathwaySvg.Write(pathway));

        document.Descendants(_svg + "script").ShouldBeEmpty();
    }

    [Fact]
    public void Write_CultureWithDecimalCommas_WritesTheSame()
    {
        var before = CultureInfo.CurrentCulture;
        var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        commas.NumberFormat.NumberDecimalSeparator = ",";
        commas.NumberFormat.NegativeSign = "~";
        var expected = PathwaySvg.Write(SamplePathways.Small);
        try
        {
            CultureInfo.CurrentCulture = commas;

            PathwaySvg.Write(SamplePathways.Small).ShouldBe(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Write_MoreCategoriesThanColours_TellsThemApart()
    {
        var place = new SourcePlace("x");
        var pathway = new Pathway("p", place) { Recommendations = [.. Enumerable.Range(0, 64).Select(i => new Recommendation($"C{i}", "", $"category {i}", place))] };

        CategorySign.Of(pathway).Select(s => (s.Colour, s.Shape)).ShouldBeUnique();
    }
}
