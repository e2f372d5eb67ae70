using System.Xml.Linq;
using RuleWorkbench.Diffing;

namespace RuleWorkbench.Reporting.Review;

/// <summary>Two texts beside each other with the words marked that differ.</summary>
internal static class PageText
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
                : Tag.Of(isCode ? "pre.text.code" : "div.text", Tag.At("tabindex", isCode ? "0" : null), Tag.At("role", isCode ? "group" : null), Tag.At("aria-label", isCode ? $"{heading}, as code" : null), segments.Count == 0 ? [Mark(own, text)] : segments.Where(s => s.Kind == SegmentKind.Same || s.Kind == own).Select(s => Mark(s.Kind, s.Text))));
    }

    /// <summary>One line with what is gone and what is new in it.</summary>
    public static IEnumerable<object> Inline(string before, string after) => WordDiff.Compare(before, after).Select(s => Mark(s.Kind, s.Text));

    private static object Mark(SegmentKind kind, string text) => kind switch
    {
        SegmentKind.Removed => new XElement("del", text),
        SegmentKind.Added => new XElement("ins", text),
        _ => text,
    };
}
