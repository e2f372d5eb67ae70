namespace RuleWorkbench.Versions;

/// <summary>Two versions as a user writes them.</summary>
/// <param name="FromMergeBase">For <c>A...B</c>: the baseline is where B left A.</param>
public sealed record VersionRange(string Baseline, string Candidate, bool FromMergeBase)
{
    /// <summary>Reads <c>A..B</c> or <c>A...B</c>; null for a text that is no range. An empty side is the one that is
    /// compared by default: HEAD before, the working tree after.</summary>
    public static VersionRange? TryParse(string text)
    {
        for (var at = text.IndexOf("..", StringComparison.Ordinal); at >= 0; at = text.IndexOf("..", at + 1, StringComparison.Ordinal))
        {
            var three = at + 2 < text.Length && text[at + 2] == '.';
            var end = at + (three ? 3 : 2);

            // The dots of a path such as ../other stand beside a slash.
            if (IsSlash(text, at - 1) || IsSlash(text, end) || text == "..")
                continue;
            return new VersionRange(text[..at], text[end..], three);
        }

        return null;
    }

    private static bool IsSlash(string text, int at) => at >= 0 && at < text.Length && text[at] is '/' or '\\';
}
