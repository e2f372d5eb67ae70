using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using RuleWorkbench.Reporting.Drawing;

namespace RuleWorkbench.Reporting;

/// <summary>Estimates how wide a text will be, since a writer has no fonts: exact to a pixel or two for Arial and the
/// faces that share its widths (Helvetica, Liberation Sans), a little too wide for characters it does not know.</summary>
public static class TextWidth
{
    private const char Ellipsis = '…';
    private const int FixedWidth = 602;
    private const int UnknownLatin = 667;
    private const int UnknownWide = 1000;
    private const char FirstKnown = ' ';
    private const char LastKnown = '~';

    // Thousandths of the size of the type, as measured.
    private static readonly ImmutableArray<int> _regular = Table(
        (191, "'"), (222, "ijl"), (260, "|"), (278, " !,./:;I[\\]ft"), (333, "()-`r"), (334, "{}"), (355, "\""),
        (389, "*"), (469, "^"), (500, "Jcksvxyz"), (556, "#$0123456789?L_abdeghnopqu"), (584, "+<=>~"), (611, "FTZ"),
        (667, "&ABEKPSVXY"), (722, "CDHNRUw"), (778, "GOQ"), (833, "Mm"), (889, "%"), (944, "W"), (1015, "@"));

    private static readonly ImmutableArray<int> _bold = Table(
        (238, "'"), (278, " ,./I\\ijl"), (280, "|"), (333, "!()-:;[]`ft"), (389, "*r{}"), (474, "\""), (500, "z"),
        (556, "#$0123456789J_aceksvxy"), (584, "+<=>^~"), (611, "?FLTZbdghnopqu"), (667, "EPSVXY"),
        (722, "&ABCDHKNRU"), (778, "GOQw"), (833, "M"), (889, "%m"), (944, "W"), (975, "@"));

    /// <summary>The estimated width of <paramref name="text"/> in pixels.</summary>
    public static double Of(string text, TextStyle style)
    {
        var thousandths = 0;
        foreach (var rune in text.EnumerateRunes())
            thousandths += Of(rune, style);
        return thousandths * style.Size / 1000;
    }

    /// <summary>The text, on one line, cut to fit with an ellipsis where it must be.</summary>
    public static string Shorten(string text, TextStyle style, double width)
    {
        text = OneLine(text);
        if (Of(text, style) <= width)
            return text;
        var kept = new StringBuilder();
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            if (Of(kept.ToString() + elements.GetTextElement() + Ellipsis, style) > width)
                break;
            kept.Append(elements.GetTextElement());
        }

        return kept.ToString().TrimEnd() + Ellipsis;
    }

    /// <summary>The text in lines that fit; what does not go into <paramref name="most"/> lines ends in an
    /// ellipsis.</summary>
    public static ImmutableArray<string> Wrap(string text, TextStyle style, double width, int most = int.MaxValue)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        var rest = OneLine(text);
        while (rest.Length > 0 && lines.Count < most - 1)
        {
            var cut = LineLength(rest, style, width);
            lines.Add(rest[..cut].TrimEnd());
            rest = rest[cut..].TrimStart();
        }

        if (rest.Length > 0)
            lines.Add(Shorten(rest, style, width));
        return lines.ToImmutable();
    }

    /// <summary>Runs of white space and control characters as one space, since a line break or a tab cannot be drawn;
    /// half a surrogate pair, which no file can hold, as the replacement character.</summary>
    internal static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune))
                line.Append(rune);
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
        }

        return line.ToString().TrimEnd();
    }

    /// <summary>How many characters go on the first line: up to the last space that fits, else as many as fit, but at
    /// least one.</summary>
    private static int LineLength(string text, TextStyle style, double width)
    {
        if (Of(text, style) <= width)
            return text.Length;
        var (fits, lastSpace, used) = (0, 0, 0.0);
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            if (element == " ")
                lastSpace = elements.ElementIndex;
            used += Of(element, style);
            if (used > width && element != " ")
                break;
            fits = elements.ElementIndex + element.Length;
        }

        return lastSpace > 0 ? lastSpace : fits > 0 ? fits : StringInfo.GetNextTextElementLength(text);
    }

    private static int Of(Rune rune, TextStyle style)
    {
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
            return 0;
        if (rune.Value is >= FirstKnown and <= LastKnown)
            return style.IsFixedWidth ? FixedWidth : (style.IsBold ? _bold : _regular)[rune.Value - FirstKnown];
        // Letters of the Latin, Greek and Cyrillic blocks are about as wide as capitals; symbols and the scripts beyond
        // may fill a square.
        var isNarrow = rune.Value < 0x0590 || rune.Value is '·' or '–' or '‘' or '’' or '“' or '”' or '≤' or '≥';
        return isNarrow ? style.IsFixedWidth ? FixedWidth : UnknownLatin : UnknownWide;
    }

    private static ImmutableArray<int> Table(params ReadOnlySpan<(int Width, string Characters)> widths)
    {
        var table = new int[LastKnown - FirstKnown + 1];
        foreach (var (width, characters) in widths)
        {
            foreach (var c in characters)
                table[c - FirstKnown] = width;
        }

        return [.. table];
    }
}
