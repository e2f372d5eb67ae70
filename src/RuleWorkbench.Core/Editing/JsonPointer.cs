using System.Globalization;
using Newtonsoft.Json.Linq;

namespace RuleWorkbench.Editing;

/// <summary>JSON pointers (RFC 6901) such as <c>/Rules/2/Expression</c>: they name a value without doubt, whatever
/// characters the names in its path hold.</summary>
public static class JsonPointer
{
    /// <summary>The pointer of a value in its tree; of a member, that of its value.</summary>
    public static string Of(JToken token)
    {
        var steps = new Stack<string>();
        for (var at = token; at.Parent is { } parent; at = parent)
        {
            if (at is JProperty member)
                steps.Push(Escape(member.Name));
            else if (parent is JArray list)
                steps.Push(list.IndexOf(at).ToString(CultureInfo.InvariantCulture));
        }

        return string.Concat(steps.Select(s => "/" + s));
    }

    /// <summary>The value that a pointer names, or null.</summary>
    public static JToken? Find(JToken root, string pointer)
    {
        if (pointer.Length == 0)
            return root;
        if (pointer[0] != '/')
            return null;
        var at = root;
        foreach (var step in pointer[1..].Split('/').Select(Unescape))
        {
            at = at switch
            {
                JObject owner => owner[step],
                JArray list when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count => list[index],
                _ => null,
            };
            if (at is null)
                return null;
        }

        return at;
    }

    /// <summary>The pointer of a member or an item.</summary>
    public static string Append(string pointer, string step) => $"{pointer}/{Escape(step)}";

    private static string Escape(string step) => step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string Unescape(string step) => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
