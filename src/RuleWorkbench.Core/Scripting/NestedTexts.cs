namespace RuleWorkbench.Scripting;

/// <summary>Finds texts with <c>{ }</c> that stand inside one another: the compiler reads each once more for every text around
/// it, so that thirty of them take it hours. It therefore reads the script itself, before the compiler does.</summary>
internal static class NestedTexts
{
    public const int MostLevels = 4;

    /// <summary>Where a text begins that is nested too deep, or null.</summary>
    public static int? Find(string script)
    {
        // Holes that are open: how many quotes and dollars their text has, whether it is verbatim, and the braces open in them.
        var holes = new Stack<(int Quotes, int Dollars, bool IsVerbatim, int Braces)>();
        var i = 0;
        while (i < script.Length)
        {
            var c = script[i];
            if ((c == '/' && Next(i) == '/') || (c == '#' && script.AsSpan(0, i).TrimEnd([' ', '\t']) is [] or [.., '\n' or '\r']))
                i = End(script.IndexOfAny(['\n', '\r', '\u0085', '\u2028', '\u2029'], i));
            else if (c == '/' && Next(i) == '*')
                i = End(script.IndexOf("*/", i + 2, StringComparison.Ordinal)) + 2;
            else if (c == '\'')
                i = Next(i) == '\\' ? End(script.IndexOf('\'', Math.Min(script.Length, i + 3))) + 1 : i + 3;
            else if (c is '"' or '$' or '@')
            {
                var begin = i;
                var (dollars, isVerbatim) = (0, false);
                for (; i < script.Length && script[i] is '$' or '@'; i++)
                {
                    dollars += script[i] == '$' ? 1 : 0;
                    isVerbatim |= script[i] == '@';
                }

                var quotes = Run(i, '"');
                if (quotes == 0)
                    continue;
                quotes = isVerbatim || quotes < 3 ? 1 : quotes;
                if (dollars > 0 && holes.Count >= MostLevels)
                    return begin;
                i = Text(i + quotes, quotes, dollars, isVerbatim);
            }
            else if (holes.Count > 0 && c is '{' or '}')
            {
                var hole = holes.Pop();
                var braces = hole.Braces + (c == '{' ? 1 : -1);
                if (braces >= 0)
                    holes.Push(hole with { Braces = braces });
                i = braces >= 0 ? i + 1 : Text(i + hole.Dollars, hole.Quotes, hole.Dollars, hole.IsVerbatim);
            }
            else
            {
                i++;
            }
        }

        return null;

        char Next(int at) => at + 1 < script.Length ? script[at + 1] : '\0';

        int End(int found) => found < 0 ? script.Length : found;

        int Run(int at, char of)
        {
            var end = at;
            while (end < script.Length && script[end] == of)
                end++;
            return end - at;
        }

        // Behind the text, or at the beginning of its next hole.
        int Text(int at, int quotes, int dollars, bool isVerbatim)
        {
            while (at < script.Length)
            {
                var same = script[at] is '"' or '{' ? Run(at, script[at]) : 1;
                if (script[at] == '\\' && !isVerbatim && quotes == 1)
                {
                    at += 2;
                }
                else if (script[at] == '"' && quotes == 1)
                {
                    if (!isVerbatim || Next(at) != '"')
                        return at + 1;
                    at += 2;
                }
                else if (script[at] == '"' && same >= quotes)
                {
                    return at + same;
                }
                else if (script[at] == '{' && dollars > 0 && (quotes > 1 ? same >= dollars : same % 2 == 1))
                {
                    holes.Push((quotes, dollars, isVerbatim, 0));
                    return at + same;
                }
                else if (quotes == 1 && !isVerbatim && dollars == 0 && script[at] is '\n' or '\r')
                {
                    return at; // it is not closed, which the compiler tells
                }
                else
                {
                    at += same;
                }
            }

            return at;
        }
    }
}
