using System.Collections.Immutable;
using System.Globalization;
using Wcwidth;

namespace RuleWorkbench.Presentation.Lines;

/// <summary>Measures text in columns of a terminal: a wide character takes two, a combining one none.</summary>
public static class Columns
{
    public static int Of(string text)
    {
        if (IsPlain(text))
            return text.Length;
        var width = 0;
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
            width += OfElement(elements.GetTextElement());
        return width;
    }

    /// <summary>The longest beginning that fits.</summary>
    public static string Cut(string text, int width)
    {
        if (width <= 0)
            return "";
        if (IsPlain(text))
            return text.Length <= width ? text : text[..width];
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            width -= OfElement(elements.GetTextElement());
            if (width < 0)
                return text[..elements.ElementIndex];
        }

        return text;
    }

    /// <summary>The text in lines that fit, broken between words where it can be; at least one line.</summary>
    public static ImmutableArray<string> Wrap(string text, int width)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        foreach (var paragraph in text.Split('\n'))
        {
            var rest = paragraph.TrimEnd();
            while (Of(rest) > width)
            {
                var head = Cut(rest, Math.Max(width, 2));
                var at = rest.Length > head.Length && rest[head.Length] == ' ' ? head.Length : head.LastIndexOf(' ');
                if (at <= head.Length - head.TrimStart().Length)
                    at = head.Length;
                lines.Add(rest[..at].TrimEnd());
                rest = rest[at..].TrimStart();
            }

            lines.Add(rest);
        }

        return lines.ToImmutable();
    }

    private static bool IsPlain(string text) => text.All(c => c is >= ' ' and <= '~');

    private static int OfElement(string element) => Math.Clamp(element.EnumerateRunes().Max(r => UnicodeCalculator.GetWidth(r)), 0, 2);
}
