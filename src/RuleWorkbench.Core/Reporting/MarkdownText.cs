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

    /// <summary>Text as code. Not for a table cell: what keeps a pipe from ending a cell would show elsewhere.</summary>
    public static string Code(string text)
    {
        var flat = text.ReplaceLineEndings(" ");
        if (!flat.Contains('`'))
            return $"`{flat}`";

        // The fence must be longer than any run of backticks inside.
        var run = 1;
        while (flat.Contains(new string('`', run)))
            run++;
        var fence = new string('`', run);
        return $"{fence} {flat} {fence}";
    }

    /// <summary>Text as code in a table cell.</summary>
    public static string TableCode(string text) => Code(text.Replace("|", "\\|", StringComparison.Ordinal));
}
