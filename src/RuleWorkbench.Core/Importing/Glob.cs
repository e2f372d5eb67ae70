namespace RuleWorkbench.Importing;

/// <summary>Patterns in which <c>*</c> stands for any characters; upper and lower case are the same.</summary>
internal static class Glob
{
    public static bool Fits(string pattern, string text)
    {
        var (p, t, star, from) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
                (star, from) = (p++, t);
            else if (p < pattern.Length && char.ToLowerInvariant(pattern[p]) == char.ToLowerInvariant(text[t]))
                (p, t) = (p + 1, t + 1);
            else if (star >= 0)
                (p, t) = (star + 1, ++from);
            else
                return false;
        }

        return pattern.AsSpan(p).TrimEnd('*').IsEmpty;
    }
}
