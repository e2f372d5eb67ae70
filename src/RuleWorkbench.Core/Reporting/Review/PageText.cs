using System.Text.RegularExpressions;
using System.Xml.Linq;
using RuleWorkbench.Diffing;

namespace RuleWorkbench.Reporting.Review;

/// <summary>Two texts beside each other with the words marked that differ.</summary>
internal static partial class PageText
{
    /// <param name="isCode">Whether it is set in a fixed width.</param>
    public static XElement Sides(string? before, string? after, bool isCode)
    {
        var words = before is null || after is null ? [] : WordDiff.Compare(before, after);
        return Tag.Of("div.sides", Side("Before", before, words, SegmentKind.Removed), Side("After", after, words, SegmentKind.Added));

        XElement Side(string heading, string? text, IReadOnlyList<TextSegment> segments, SegmentKind own) => Tag.Of(
            "div.side",
            Tag.Of("p.side-name", heading),
            text is null
                ? Tag.Of("p.nothing", own == SegmentKind.Removed ? "not there" : "removed")
                : Tag.Of(isCode ? "pre.text.code" : "div.text", Tag.At("tabindex", isCode ? "0" : null), Tag.At("role", isCode ? "group" : null), Tag.At("aria-label", isCode ? $"{heading}, as code" : null), segments.Count == 0 ? Mark(own, text) : segments.Where(s => s.Kind == SegmentKind.Same || s.Kind == own).SelectMany(s => Mark(s.Kind, s.Text))));
    }

    /// <summary>One line with what is gone and what is new in it.</summary>
    public static IEnumerable<object> Inline(string before, string after) => WordDiff.Compare(before, after).SelectMany(s => Mark(s.Kind, s.Text));

    /// <summary>A line's end and the blanks that the next begins with are never marked.</summary>
    private static IEnumerable<object> Mark(SegmentKind kind, string text) => kind == SegmentKind.Same
        ? [text]
        : LineEnd().Split(text).Where(part => part.Length > 0).Select(part => part.Trim().Length == 0 && part.Contains('\n', StringComparison.Ordinal) ? (object)part : new XElement(kind == SegmentKind.Removed ? "del" : "ins", part));

    [GeneratedRegex(@"(\s*\n\s*)")]
    private static partial Regex LineEnd();
}
