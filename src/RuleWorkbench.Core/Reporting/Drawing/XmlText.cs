using System.Globalization;
using System.Text;
using System.Xml;

namespace RuleWorkbench.Reporting.Drawing;

/// <summary>Texts and numbers as an XML file may hold them.</summary>
internal static class XmlText
{
    private const char Replacement = '\uFFFD';

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case '"':
                    escaped.Append("&quot;");
                    break;
                default:
                    // XML 1.0 has no way to write most control characters, not even escaped.
                    if (rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value))
                        escaped.Append(Replacement);
                    else
                        escaped.Append(rune);
                    break;
            }
        }

        return escaped.ToString();
    }

    /// <summary>A number with at most two places, which is finer than anyone sees.</summary>
    public static string Number(double value)
    {
        var rounded = Math.Round(value, 2);
        // Nothing is written as -0.
        return (rounded == 0 ? 0 : rounded).ToString("0.##", CultureInfo.InvariantCulture);
    }
}
