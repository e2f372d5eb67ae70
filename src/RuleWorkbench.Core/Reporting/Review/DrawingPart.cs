using System.Xml.Linq;
using RuleWorkbench.Diffing;
using RuleWorkbench.Reporting.Drawing;

namespace RuleWorkbench.Reporting.Review;

/// <summary>The drawing of the pathway with what changed coloured.</summary>
internal static class DrawingPart
{
    /// <summary>Whether there are two versions to draw a difference of.</summary>
    public static bool IsNeeded(PageContext page) => page.Diff.Baseline.Pathway is not null && page.Diff.Candidate.Pathway is not null && !page.Diff.Changes.IsEmpty;

    public static XElement? Write(PageContext page)
    {
        if (!IsNeeded(page))
            return null;
        var drawn = new DrawnChanges(page.Diff, c => "#" + page.IdOf(c));
        return Tag.Of(
            "section.part",
            Tag.At("aria-labelledby", page.IdOf("drawing")),
            Tag.Of("h3", Tag.At("id", page.IdOf("drawing")), "The pathway, with what changed"),
            Tag.Of("ul.legend", ChangeMark.Legend.Where(l => l.Kind != ChangeMarkKind.Unknown || page.Diff.Changes.Any(c => c.Meaning == Meaning.NotCompared)).Select(l => Tag.Of("li", Tag.Of($"span.sign.{ClassOf(l.Kind)}", Tag.At("aria-hidden", "true"), ChangeMark.SignOf(l.Kind)), " ", l.Words))),
            Figure(PathwaySvg.Write(drawn), page.IdOf("drawing-svg"), "The pathway with its changes; each is told of in the list of changes below."));
    }

    /// <summary>A drawing that can be moved about in, and looked at as large as it is.</summary>
    /// <param name="id">For the parts of the drawing; the ids of two drawings must differ.</param>
    public static XElement Figure(string svg, string id, string label)
    {
        var drawing = XElement.Parse(svg);
        var links = drawing.Descendants().Any(e => e.Name.LocalName == "a");
        drawing.SetAttributeValue("role", links ? "group" : "img");
        drawing.SetAttributeValue("aria-labelledby", null);
        drawing.SetAttributeValue("aria-label", label);
        foreach (var named in drawing.Descendants().Where(e => e.Attribute("id") is not null).ToList())
            named.SetAttributeValue("id", null);
        foreach (var part in drawing.Descendants().Where(e => e.Name.LocalName == "a").ToList())
            part.SetAttributeValue("aria-label", NameOf(part));
        return Tag.Of(
            "figure.drawing",
            Tag.At("id", id),
            Tag.Of("div.canvas", Tag.At("tabindex", "0"), Tag.At("role", "region"), Tag.At("aria-label", $"{label} Scrolls."), drawing),
            Tag.Of("button.plain", Tag.At("type", "button"), Tag.At("data-zoom", id), Tag.At("aria-pressed", "false"), "Full size"));
    }

    /// <summary>What a pointer over a linked part shows, and what is to be seen of it.</summary>
    private static string NameOf(XElement part) =>
        string.Join(' ', part.Descendants().Where(e => e.Name.LocalName is "title" or "text").Select(e => e.Value.ReplaceLineEndings(" ")));

    private static string ClassOf(ChangeMarkKind kind) => kind.ToString().ToLowerInvariant();
}
