using System.Globalization;
using System.Xml.Linq;
using RuleWorkbench.Impact;
using RuleWorkbench.Reporting.Drawing;

namespace RuleWorkbench.Reporting.Review;

/// <summary>Whom the change touches, in numbers and pictures.</summary>
internal static class ImpactPart
{
    private const int MostEffects = 400;

    public static XElement Write(PageContext page) => Tag.Of(
        "section.part",
        Tag.At("aria-labelledby", page.IdOf("impact")),
        Tag.Of("h3", Tag.At("id", page.IdOf("impact")), "Whom it touches"),
        page.Impact is { } impact ? Content(page, impact) : Tag.Of("p.nothing", "No case was run through both versions."));

    private static IEnumerable<XElement?> Content(PageContext page, ImpactResult impact)
    {
        yield return Tag.Of("p.lead", $"{Sentence(ImpactWords.Summary(impact))}. {Sentence(ImpactWords.Burden(impact.Whole))}. ", Tag.Name($"Run were {ImpactWords.Population(impact) ?? "the candidate’s saved cases"}."));
        yield return Recommendations(page, impact);
        if (!impact.Strata.IsEmpty)
            yield return Strata(impact);
        if (impact.Flow is { } flow)
            yield return Flow(page, flow);
        if (!impact.Effects.IsEmpty)
            yield return Effects(page, impact);
        if (!impact.Unshown.IsEmpty)
            yield return Tag.Of("div.block", Tag.Of("h4", "Changes that no case shows by itself"), Tag.Of("p", page.Links(impact.Unshown), $" (of {Tag.Count(impact.Whole.Cases, "case")})."), Tag.Of("ul", impact.Boundaries.Select(b => Tag.Of("li", Tag.Name(ImpactWords.Boundary(b))))));
    }

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>Recommendations gained and lost: a row a code, bars to both sides of a middle line.</summary>
    private static XElement? Recommendations(PageContext page, ImpactResult impact)
    {
        var codes = impact.Of(DifferenceKind.Recommendation).GroupBy(e => e.Difference.What)
            .Select(g => (Code: g.Key, Lost: g.Where(e => e.Difference.IsLost).Sum(e => e.Cases), Gained: g.Where(e => e.Difference.IsGained).Sum(e => e.Cases), Other: g.Where(e => !e.Difference.IsLost && !e.Difference.IsGained).Sum(e => e.Cases)))
            .OrderByDescending(c => c.Lost + c.Gained).ThenByDescending(c => c.Other).ToList();
        if (codes.Count == 0)
            return null;
        var most = Math.Max(1, codes.Max(c => Math.Max(c.Lost, c.Gained)));
        return Tag.Of(
            "div.block.table-wrap",
            Tag.Of(
                "table.bars",
                Tag.Of("caption", "Recommendations lost and gained, in cases"),
                Tag.Of("thead", Tag.Of("tr", Head("Recommendation"), Head("Lost", "num"), Tag.Of("td.bar", Tag.At("aria-hidden", "true"), "− · +"), Head("Gained", "num"), Head("Other status", "num"))),
                Tag.Of("tbody", codes.Select(c => Tag.Of(
                    "tr",
                    Tag.Of("th", Tag.At("scope", "row"), Tag.Code(c.Code), page.Diff.Candidate.Pathway?.Recommendation(c.Code) is { } says ? Tag.Of("span.says", Tag.Name(says.Text)) : null),
                    Number(c.Lost), Tag.Of("td.bar", Bar(c.Lost, c.Gained, most)), Number(c.Gained), Number(c.Other))))));
    }

    private static XElement Bar(int lost, int gained, int most)
    {
        XNamespace svg = "http://www.w3.org/2000/svg";
        var (left, right) = (98.0 * lost / most, 98.0 * gained / most);
        return new XElement(
            svg + "svg",
            new XAttribute("class", "diverging"), new XAttribute("viewBox", "0 0 200 14"), new XAttribute("preserveAspectRatio", "none"), new XAttribute("aria-hidden", "true"), new XAttribute("focusable", "false"),
            new XElement(svg + "rect", new XAttribute("class", "lost"), new XAttribute("x", N(100 - left)), new XAttribute("y", "1"), new XAttribute("width", N(left)), new XAttribute("height", "12")),
            new XElement(svg + "rect", new XAttribute("class", "gained"), new XAttribute("x", "100"), new XAttribute("y", "1"), new XAttribute("width", N(right)), new XAttribute("height", "12")),
            new XElement(svg + "rect", new XAttribute("class", "middle"), new XAttribute("x", "99.5"), new XAttribute("y", "0"), new XAttribute("width", "1"), new XAttribute("height", "14")));
    }

    private static XElement Strata(ImpactResult impact) => Tag.Of(
        "div.block.table-wrap",
        Tag.Of(
            "table",
            Tag.Of("caption", "By ", Tag.Code(impact.By ?? "")),
            Tag.Of("thead", Tag.Of("tr", Head(impact.By ?? ""), Head("Cases", "num"), Head("Touched", "num"), Head("Gained", "num"), Head("Lost", "num"), Head("Per 100 before", "num"), Head("after", "num"))),
            Tag.Of("tbody", impact.Strata.Select(s => Tag.Of(
                "tr", Tag.Of("th", Tag.At("scope", "row"), Tag.Name(s.Value)), Number(s.Cases), Number(s.Touched), Number(s.Gained), Number(s.Lost), Tag.Of("td.num", s.BurdenBefore.ToString("0.0", CultureInfo.InvariantCulture)), Tag.Of("td.num", s.BurdenAfter.ToString("0.0", CultureInfo.InvariantCulture)))))));

    /// <summary>The same drawing for each version, with the cases along its ways.</summary>
    private static XElement Flow(PageContext page, ImpactFlow flow) => Tag.Of(
        "div.block",
        Tag.Of("h4", "Which ways the cases go"),
        Tag.Of("p", "An arrow is as thick as the share of cases that went its way."),
        FlowOf(page, "before", $"Before: {page.Diff.Baseline.Label}", PathwaySvg.WriteFlow(flow.Before), isOpen: false),
        FlowOf(page, "after", $"After: {page.Diff.Candidate.Label}", PathwaySvg.WriteFlow(flow.After), isOpen: false),
        Tag.Of(
            "div.table-wrap",
            Tag.Of(
                "table",
                Tag.Of("caption", "Cases that come to each workflow"),
                Tag.Of("thead", Tag.Of("tr", Head("Workflow"), Head("Before", "num"), Head("After", "num"), Head("Difference", "num"))),
                Tag.Of("tbody", Reached(page, flow).Select(r => Tag.Of("tr", Tag.Of("th", Tag.At("scope", "row"), Tag.Name(r.Workflow)), Number(r.Before), Number(r.After), Tag.Of("td.num", (r.After - r.Before).ToString("+#,0;−#,0;0", CultureInfo.InvariantCulture))))))));

    private static XElement FlowOf(PageContext page, string which, string heading, string svg, bool isOpen) =>
        Tag.Of("details.flow", Tag.At("open", isOpen), Tag.Of("summary", Tag.Name(heading)), DrawingPart.Figure(svg, page.IdOf($"flow-{which}"), $"The ways of the cases, {which} the change."));

    private static IEnumerable<(string Workflow, long Before, long After)> Reached(PageContext page, ImpactFlow flow)
    {
        var old = flow.Before.Reached.ToDictionary(r => page.Diff.Workflows.GetValueOrDefault(r.Workflow, r.Workflow), r => r.Cases);
        foreach (var (workflow, cases) in flow.After.Reached)
            yield return (workflow, old.GetValueOrDefault(workflow), cases);
        foreach (var (workflow, cases) in old.Where(o => flow.After.Reached.All(r => r.Workflow != o.Key)))
            yield return (workflow, cases, 0);
    }

    private static XElement Effects(PageContext page, ImpactResult impact) => Tag.Of(
        "details.block",
        Tag.At("open", impact.Effects.Length <= 40),
        Tag.Of("summary", $"All {Tag.Count(impact.Effects.Length, "effect")}, with what causes them"),
        Tag.Of(
            "div.table-wrap",
            Tag.Of(
                "table",
                Tag.Of("caption.hidden", "Effects and their causes"),
                Tag.Of("thead", Tag.Of("tr", Head("Cases", "num"), Head("Kind"), Head("What"), Head("Caused by"), Head("Shown by"))),
                Tag.Of("tbody", impact.Effects.Take(MostEffects).Select(e => Tag.Of(
                    "tr",
                    Number(e.Cases),
                    Tag.Of("td", ImpactWords.Heading(e.Difference.Kind)),
                    Tag.Of("td", Tag.Name(ImpactWords.Effect(e.Difference))),
                    Tag.Of("td", page.Causes(e)),
                    Tag.Of("td", page.WitnessOf(e) is { } witness ? Tag.Jump(witness, "smallest case") : Tag.Name(e.Examples[0].Name))))))),
        impact.Effects.Length > MostEffects ? Tag.Of("p", $"… and {impact.Effects.Length - MostEffects} more, which the JSON of this review has.") : null);

    private static XElement Head(string text, string? kind = null) => Tag.Of(kind is null ? "th" : $"th.{kind}", Tag.At("scope", "col"), text);

    private static XElement Number(long value) => Tag.Of("td.num", value.ToString("N0", CultureInfo.InvariantCulture));

    private static string N(double value) => XmlText.Number(value);
}
