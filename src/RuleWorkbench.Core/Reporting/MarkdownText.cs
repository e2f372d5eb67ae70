using System.Text;

namespace RuleWorkbench.Reporting;

/// <summary>Escapes text for Markdown reports.</summary>
internal static class MarkdownText
{
    /// <summary>Text that shows as it is, also inside a table cell.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in TextWidth.OneLine(text))
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#' or '&' or '~' or '$')
                escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>Text as code. Not for a table cell: what keeps a pipe from ending a cell would show elsewhere.</summary>
    public static string Code(string text)
    {
        var flat = TextWidth.OneLine(text);
        var fence = "`";
        while (flat.Contains(fence, StringComparison.Ordinal))
            fence += "`";
        return flat.Length == 0 ? "" : fence.Length > 1 ? $"{fence} {flat} {fence}" : $"`{flat}`";
    }

    /// <summary>The anchor that GitHub gives a heading.</summary>
    public static string Anchor(string heading)
    {
        var anchor = new StringBuilder(heading.Length);
        foreach (var c in heading.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c) || c is '-' or '_')
                anchor.Append(c);
            else if (c == ' ')
                anchor.Append('-');
        }

        return anchor.ToString();
    }

    /// <summary>Text as code in a table cell: a table is cut into cells before code is looked for.</summary>
    public static string TableCode(string text) => Code(text.Replace("|", "\\|", StringComparison.Ordinal));
}
