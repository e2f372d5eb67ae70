namespace RuleWorkbench.Presentation.Commands;

/// <summary>Finds texts by a few of their letters in order: "rna" finds "Run all".</summary>
public static class FuzzyMatch
{
    /// <summary>How well a text fits what was typed: the higher the better; null when it does not.</summary>
    public static int? Score(string typed, string text) => Score(typed, text, Next) ?? Score(typed, text, (t, c, from) => t.IndexOf(c.ToString(), from, StringComparison.OrdinalIgnoreCase));

    private static int? Score(string typed, string text, Func<string, char, int, int> next)
    {
        var score = 0;
        var at = -1;
        foreach (var c in typed.Where(c => !char.IsWhiteSpace(c)))
        {
            var found = next(text, c, at + 1);
            if (found < 0)
                return null;
            score += found == at + 1 ? 8 : IsStart(text, found) ? 6 : 0;
            score -= Math.Min(found - at - 1, 4);
            at = found;
        }

        return text.Contains(typed.Trim(), StringComparison.OrdinalIgnoreCase) ? score + 20 : score;
    }

    /// <summary>The next place of a letter; one that begins a word goes first.</summary>
    private static int Next(string text, char c, int from)
    {
        var first = -1;
        for (var i = from; i < text.Length; i++)
        {
            if (char.ToUpperInvariant(text[i]) != char.ToUpperInvariant(c))
                continue;
            if (i == from || IsStart(text, i))
                return i;
            first = first < 0 ? i : first;
        }

        return first;
    }

    private static bool IsStart(string text, int at) => at == 0 || !char.IsLetterOrDigit(text[at - 1]) || (char.IsUpper(text[at]) && char.IsLower(text[at - 1]));
}
