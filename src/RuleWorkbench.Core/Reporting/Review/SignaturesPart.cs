using System.Xml.Linq;
using RuleWorkbench.Releases;

namespace RuleWorkbench.Reporting.Review;

/// <summary>Who has signed what the candidate means, and who something else.</summary>
internal static class SignaturesPart
{
    public static XElement? Write(PageContext page) => page.Reviewed.Signatures is not { } signatures ? null : Tag.Of(
        "section.part",
        Tag.At("aria-labelledby", page.IdOf("sign-offs")),
        Tag.Of("h3", Tag.At("id", page.IdOf("sign-offs")), "Sign-offs"),
        signatures.Meaning is { } meaning ? Tag.Of("p.lead", "The candidate means ", Tag.Code(MeaningHash.Short(meaning)), ". A sign-off holds as long as this stays.") : Tag.Of("p.lead", signatures.Words),
        signatures.Meaning is not null && !signatures.Holding.Any() ? Tag.Of("p.nothing", "Nobody has signed this meaning.") : null,
        signatures.Holding.Any() || signatures.Void.Any() ? Tag.Of("ul", signatures.Holding.Select(Holding), signatures.Void.Select(Void)) : null);

    private static XElement Holding(SignOff signOff) => Tag.Of(
        "li",
        Tag.Of(signOff.Decision == SignOffDecision.Approved ? "span.badge" : "span.badge.removed", signOff.Decision.ToString().ToLowerInvariant()), " ",
        Tag.Name(signOff.Words), Note(signOff));

    private static XElement Void(SignOff signOff) => Tag.Of("li", Tag.Of("span.badge.warn", "void"), " ", Tag.Name(Signatures.VoidWords(signOff)), Note(signOff));

    private static object? Note(SignOff signOff) => signOff.Note is { } note ? Tag.Some(": ", Tag.Name(note)) : null;
}
