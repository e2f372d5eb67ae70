namespace RuleWorkbench.Editing;

/// <summary>How a file is laid out, for what is added to follow.</summary>
/// <param name="NewLine">How its first line ends; a line feed when it has one line only.</param>
/// <param name="Step">What its first indented line is indented by; two spaces when there is none.</param>
internal sealed record JsonLayout(string NewLine, string Step)
{
    private const string Blanks = " \t";

    public static JsonLayout Of(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var newLine = end < 0 || text[end] == '\n' ? "\n" : end + 1 < text.Length && text[end + 1] == '\n' ? "\r\n" : "\r";
        for (var at = end; at >= 0;)
        {
            var start = at + 1;
            var first = start;
            while (first < text.Length && Blanks.Contains(text[first], StringComparison.Ordinal))
                first++;
            if (first > start && first < text.Length && text[first] is not ('\r' or '\n'))
                return new JsonLayout(newLine, text[start] == '\t' ? "\t" : new string(' ', Math.Min(first - start, 8)));
            var next = text.AsSpan(start).IndexOfAny('\r', '\n');
            at = next < 0 ? -1 : start + next;
        }

        return new JsonLayout(newLine, "  ");
    }

    /// <summary>The blanks with which the line of a position begins.</summary>
    public static string IndentAt(string text, int position)
    {
        var start = LineStart(text, position);
        var end = start;
        while (end < position && Blanks.Contains(text[end], StringComparison.Ordinal))
            end++;
        return text[start..end];
    }

    /// <summary>Whether a line ends somewhere between two positions.</summary>
    public static bool Breaks(string text, int start, int end) => text.AsSpan(start, end - start).IndexOfAny('\r', '\n') >= 0;

    private static int LineStart(string text, int position) => text.AsSpan(0, position).LastIndexOfAny('\r', '\n') + 1;
}
