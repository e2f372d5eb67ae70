using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace RuleWorkbench.Reporting.Review;

/// <summary>Writes elements as HTML. Every text and every attribute of a page goes through <see cref="WriteString"/>, the one
/// place where it is encoded: what a user named can neither be markup nor turn the text around it.</summary>
internal sealed class PageWriter(TextWriter output) : XmlTextWriter(output)
{
    private static readonly HashSet<string> Void = ["meta", "link", "input", "br", "hr", "img", "col", "wbr"];

    private readonly Stack<string> open = new();

    /// <summary>A whole page.</summary>
    public static string Write(XElement html)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        text.Write("<!DOCTYPE html>\n");
        var writer = new PageWriter(text);
        html.WriteTo(writer);
        writer.Flush();
        text.Write('\n');
        return text.ToString();
    }

    public override void WriteStartElement(string? prefix, string localName, string? ns)
    {
        open.Push(localName);
        base.WriteStartElement(prefix, localName, ns);
    }

    /// <summary>HTML knows no empty tags but those of elements that can hold nothing.</summary>
    public override void WriteEndElement()
    {
        if (Void.Contains(open.Pop()))
            base.WriteEndElement();
        else
            base.WriteFullEndElement();
    }

    public override void WriteFullEndElement() => WriteEndElement();

    public override void WriteString(string? text) => base.WriteString(text is null ? null : Visible(text));

    /// <summary>Our own scripts and style sheets, in which HTML knows no encoding.</summary>
    public override void WriteCData(string? text) => WriteRaw(text ?? "");

    /// <summary>The text with everything that would be invisible, or would change the direction of what follows, shown by its
    /// number.</summary>
    internal static string Visible(string text)
    {
        StringBuilder? shown = null;
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            // A lone half of a pair is one unit long, and stands for nothing.
            var isBroken = rune == Rune.ReplacementChar && text[at] != '\uFFFD';
            if (isBroken || IsHidden(rune))
                (shown ??= new StringBuilder(text, 0, at, text.Length + 16)).Append(isBroken ? "\uFFFD" : $"‹U+{rune.Value:X4}›");
            else
                shown?.Append(rune);
            at += isBroken ? 1 : rune.Utf16SequenceLength;
        }

        return shown?.ToString() ?? text;
    }

    private static bool IsHidden(Rune rune) => rune.Value switch
    {
        '\n' or '\t' => false,
        0x200C or 0x200D => false, // part of how some scripts are spelled
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned,
    };
}
