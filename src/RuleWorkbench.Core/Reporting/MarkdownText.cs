namespace RuleWorkbench.Reporting;

/// <summary>Escapes text for Markdown reports.</summary>
internal static class MarkdownText
{
    /// <summary>Text that shows as it is, also inside a table cell.</summary>
    public static string Escape(string text)
    {
        var escaped = new System.Text.StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings(" "))
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#')
                escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>Text as code, also inside a table cell.</summary>
    public static string Code(string text)
    {
        var flat = text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
        return flat.Contains('`') ? $"`` {flat} ``" : $"`{flat}`";
    }
}
