using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace RuleWorkbench.Reporting.Review;

/// <summary>Writes a review as one page that needs nothing else: no network, no other files. Its policy lets nothing run and
/// nothing be loaded but the one script and the one style sheet that stand in it.</summary>
public static class ReviewPage
{
    private static readonly string Style = Resource("review.css");
    private static readonly string Script = Resource("review.js");

    public static string Write(ReviewReport report)
    {
        var pages = report.Pathways.Select((p, i) => new PageContext(p, i + 1)).ToList();
        var title = $"Review: {string.Join(", ", report.Pathways.Select(TitleOf))}";
        return PageWriter.Write(Tag.Of(
            "html",
            Tag.At("lang", "en"),
            Tag.Of(
                "head",
                Tag.Of("meta", Tag.At("charset", "utf-8")),
                Tag.Of("meta", Tag.At("http-equiv", "Content-Security-Policy"), Tag.At("content", $"default-src 'none'; script-src '{Hash(Script)}'; style-src '{Hash(Style)}'; base-uri 'none'; form-action 'none'")),
                Tag.Of("meta", Tag.At("name", "viewport"), Tag.At("content", "width=device-width, initial-scale=1")),
                Tag.Of("meta", Tag.At("name", "referrer"), Tag.At("content", "no-referrer")),
                Tag.Of("title", title),
                Tag.Of("style", new XCData(Style))),
            Tag.Of(
                "body",
                Tag.Of("a.skip", Tag.At("href", "#main"), "Skip to the review"),
                Header(report),
                Tag.Of("div.layout", Contents(pages), Tag.Of("main", Tag.At("id", "main"), Tag.At("tabindex", "-1"), pages.Count == 1 ? null : Filter(pages), pages.Select(p => Pathway(p, pages.Count == 1)))),
                Tag.Of("footer", Tag.Of("p", $"Compared on {report.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} by rulewb. This page holds all that it shows and loads nothing.")),
                Tag.Of("script", new XCData(Script)))));
    }

    private static string TitleOf(ReviewedPathway reviewed)
    {
        var diff = reviewed.Comparison.Diff;
        return diff.Candidate.Pathway?.Title ?? diff.Baseline.Pathway?.Title ?? diff.Pathway;
    }

    private static XElement Header(ReviewReport report) => Tag.Of(
        "header",
        Tag.Of("div.title", Tag.Of("p.kicker", "Review of a change"), Tag.Of("h1", report.Pathways.Length == 1 ? Tag.Name(TitleOf(report.Pathways[0])) : $"{report.Pathways.Length} pathways"), Tag.Of("p.versions", Tag.Name(report.Baseline), Tag.Of("span.arrow", Tag.At("aria-label", "to"), Tag.At("role", "img"), " → "), Tag.Name(report.Candidate))),
        Tag.Of("button.plain", Tag.At("type", "button"), Tag.At("id", "theme"), Tag.At("hidden", true), "Dark"));

    private static XElement Contents(List<PageContext> pages) => Tag.Of(
        "nav",
        Tag.At("aria-label", "Contents"),
        pages.Select(p => Tag.Of(
            "div",
            pages.Count == 1 ? null : Tag.Of("p.nav-name", Tag.Jump(p.IdOf("pathway"), Tag.Name(TitleOf(p.Reviewed)))),
            Tag.Of("ul", Parts(p).Select(part => Tag.Of("li", Tag.Jump(p.IdOf(part.Id), part.Name, part.Count is { } count ? Tag.Some(" ", Tag.Of("span.count", count)) : null)))))));

    private static IEnumerable<(string Id, string Name, string? Count)> Parts(PageContext page)
    {
        yield return ("summary", "Summary", null);
        if (!page.Reviewed.Questions.IsEmpty)
            yield return ("questions", "Open questions", $"{page.Reviewed.Questions.Length}");
        if (page.Reviewed.Signatures is { } signatures)
            yield return ("sign-offs", "Sign-offs", $"{signatures.Holding.Count()}");
        if (DrawingPart.IsNeeded(page))
            yield return ("drawing", "Drawing", null);
        yield return ("changes", "Changes", $"{page.Diff.Changes.Length}");
        yield return ("impact", "Whom it touches", page.Impact is null ? null : $"{page.Impact.Whole.Touched}");
        if (page.Shown.Any())
            yield return ("witnesses", "Cases that show it", $"{page.Shown.Count()}");
        if (EvidencePart.IsNeeded(page))
            yield return ("evidence", "Evidence", null);
        yield return ("checks", "Checks", $"{page.Reviewed.Checks.New.Length} new");
    }

    /// <summary>Narrows the changes of all pathways; without scripts all of them are shown.</summary>
    private static XElement Filter(List<PageContext> pages)
    {
        var subjects = pages.SelectMany(p => p.Diff.Changes).Select(c => c.Subject).Distinct().Order();
        return Tag.Of(
            "form.filter",
            Tag.At("id", "filter"), Tag.At("hidden", true), Tag.At("role", "search"), Tag.At("aria-label", "Filter the changes"),
            Tag.Of("label.search", Tag.Of("span", "Search changes"), Tag.Of("input", Tag.At("type", "search"), Tag.At("id", "search"), Tag.At("autocomplete", "off"), Tag.At("placeholder", "id, name, fact, code …"))),
            Tag.Of("label", Tag.Of("span", "What"), Tag.Of("select", Tag.At("id", "subject"), Tag.Of("option", Tag.At("value", ""), "everything"), subjects.Select(s => Tag.Of("option", Tag.At("value", DiffWords.Subject(s)), DiffWords.Heading(s))))),
            Tag.Of("label", Tag.Of("span", "Only"), Tag.Of("select", Tag.At("id", "flag"), Option("", "all changes"), Option("logic", "other logic"), Option("no-logic", "same logic"), Option("touches", "touching cases"), Option("untested", "shown by no case"), Option("no-evidence", "without new evidence"))),
            Tag.Of("div.buttons", Tag.Of("button.plain", Tag.At("type", "button"), Tag.At("id", "open-all"), "Open all"), Tag.Of("button.plain", Tag.At("type", "button"), Tag.At("id", "close-all"), "Close all"), Tag.Of("button.plain", Tag.At("type", "reset"), "Clear")),
            Tag.Of("p.shown", Tag.At("id", "shown"), Tag.At("role", "status"), Tag.At("aria-live", "polite")));

        static XElement Option(string value, string text) => Tag.Of("option", Tag.At("value", value), text);
    }

    private static XElement Pathway(PageContext page, bool isOnly) => Tag.Of(
        "section.pathway",
        Tag.At("aria-labelledby", page.IdOf("pathway")),
        Tag.Of(isOnly ? "h2.hidden" : "h2", Tag.At("id", page.IdOf("pathway")), Tag.Name(TitleOf(page.Reviewed)), " ", Tag.Of("span.meta", Tag.Name(page.Diff.Pathway), page.Diff.Candidate.Pathway?.Version is { } version ? Tag.Some(" ", Tag.Name(version)) : null)),
        SummaryPart.Write(page),
        SignaturesPart.Write(page),
        DrawingPart.Write(page),
        Changes(page, isOnly),
        ImpactPart.Write(page),
        new WitnessPart(page).Write(),
        EvidencePart.Write(page),
        ChecksPart.Write(page));

    private static XElement Changes(PageContext page, bool isOnly) => Tag.Of(
        "section.part.changes",
        Tag.At("aria-labelledby", page.IdOf("changes")),
        Tag.Of("h3", Tag.At("id", page.IdOf("changes")), "What changed"),
        isOnly ? Filter([page]) : null,
        page.Diff.Changes.IsEmpty ? Tag.Of("p.nothing", "Nothing.") : null,
        page.Diff.Changes.GroupBy(c => c.Subject).Select(g => Tag.Of("div.group", Tag.Of("h4", DiffWords.Heading(g.Key), " ", Tag.Of("span.count", g.Count())), g.Select(c => ChangePart.Write(page, c)))));

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Resource(string name)
    {
        using var stream = typeof(ReviewPage).Assembly.GetManifestResourceStream($"RuleWorkbench.Review.{name}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
