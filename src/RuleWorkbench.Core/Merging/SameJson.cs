using System.Text;
using Newtonsoft.Json.Linq;

namespace RuleWorkbench.Merging;

/// <summary>Whether two values say the same: order of members, layout, and blanks in expressions aside.</summary>
internal static class SameJson
{
    public static bool Is(JToken? one, JToken? other) => Is(one, other, false);

    /// <summary>The same of what stands at a path, which may be an expression itself.</summary>
    public static bool Is(JToken? one, JToken? other, MergePath at) => Is(one, other, at.Steps is [.., { Name: var name }] && IsExpression(name));

    private static bool IsExpression(string name) => name is "Expression" or "expression";

    private static bool Is(JToken? one, JToken? other, bool isExpression) => (one, other) switch
    {
        (null, null) => true,
        (JObject a, JObject b) => a.Count == b.Count && a.Properties().All(p => b.TryGetValue(p.Name, out var value) && Is(p.Value, value, IsExpression(p.Name))),
        (JArray a, JArray b) => a.Count == b.Count && a.Zip(b).All(p => Is(p.First, p.Second, isExpression)),
        (JValue { Value: string a }, JValue { Value: string b }) => a == b || (isExpression && WithoutBlanks(a) == WithoutBlanks(b)),
        (JValue a, JValue b) => a.Type == b.Type && Equals(a.Value, b.Value),
        _ => false,
    };

    /// <summary>An expression without the blanks that part nothing: those in quotes stay, and those that keep two words or
    /// two signs apart.</summary>
    private static string WithoutBlanks(string text)
    {
        var kept = new StringBuilder();
        var (isQuoted, isApart) = (false, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (!isQuoted && char.IsWhiteSpace(text[i]))
            {
                isApart = true;
                continue;
            }

            if (isApart && kept.Length > 0 && ((IsWord(kept[^1]) && IsWord(text[i])) || (IsSign(kept[^1]) && IsSign(text[i]))))
                kept.Append(' ');
            isApart = false;
            if (text[i] == '"' && (i == 0 || text[i - 1] != '\\'))
                isQuoted = !isQuoted;
            kept.Append(text[i]);
        }

        return kept.ToString();
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '.';

    /// <summary>Two of these beside each other could be one.</summary>
    private static bool IsSign(char c) => "<>=!&|+-".Contains(c, StringComparison.Ordinal);
}
