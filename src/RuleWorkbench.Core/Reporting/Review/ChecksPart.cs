using System.Collections.Immutable;
using System.Xml.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Reporting.Review;

/// <summary>What the checks say now that they did not say before, and the other way round.</summary>
internal static class ChecksPart
{
    public static XElement Write(PageContext page)
    {
        var checks = page.Reviewed.Checks;
        return Tag.Of(
            "section.part",
            Tag.At("aria-labelledby", page.IdOf("checks")),
            Tag.Of("h3", Tag.At("id", page.IdOf("checks")), "Checks"),
            Tag.Of("p.lead", $"{checks.New.Length} new, {checks.Gone.Length} gone, {checks.Standing.Length} as before."),
            List("New", checks.New, isOpen: true),
            List("Gone", checks.Gone, isOpen: true),
            List("As before", checks.Standing, isOpen: false));
    }

    private static XElement? List(string heading, ImmutableArray<Diagnostic> found, bool isOpen) => found.IsEmpty ? null : Tag.Of(
        "details.block",
        Tag.At("open", isOpen),
        Tag.Of("summary", $"{heading} ({found.Length})"),
        Tag.Of("ul.checks", found.Select(d => Tag.Of(
            "li",
            Tag.Of($"span.badge.{d.Severity.ToString().ToLowerInvariant()}", d.Severity.ToString().ToLowerInvariant()), " ", Tag.Code(d.Id), " ", Tag.Ticked(d.Message), d.Fix is null ? null : Tag.Some(" ", Tag.Ticked(d.Fix)),
            Tag.Of("span.meta", " ", Tag.Code(d.Place.ToString()))))));
}
