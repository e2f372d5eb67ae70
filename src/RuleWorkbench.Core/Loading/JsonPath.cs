using System.Text;
using Newtonsoft.Json.Linq;

namespace RuleWorkbench.Loading;

/// <summary>JSON paths such as <c>Rules[2].Expression</c>. A token's own <c>Path</c> looks for it in each list above it,
/// which makes a long list quadratic.</summary>
internal static class JsonPath
{
    // A name can be as long as the file, and a path is made for every place.
    private const int MostCharactersOfAName = 100;

    public static string Of(JToken token, IReadOnlyDictionary<JToken, TokenSpan> spans)
    {
        var steps = new Stack<JToken>();
        for (var at = token; at?.Parent is not null; at = at.Parent)
            steps.Push(at);
        var path = new StringBuilder();
        foreach (var step in steps)
        {
            if (step is JProperty member)
                Append(path, member.Name);
            else if (step.Parent is JArray)
                path.Append('[').Append(spans.GetValueOrDefault(step).Index).Append(']');
        }

        return path.ToString();
    }

    /// <summary>The path of a member of the object at <paramref name="path"/>.</summary>
    public static string Append(string path, string name)
    {
        var longer = new StringBuilder(path);
        Append(longer, name);
        return longer.ToString();
    }

    private static void Append(StringBuilder path, string name)
    {
        var shown = name.Length > MostCharactersOfAName ? name[..MostCharactersOfAName] + "…" : name;
        if (name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '$'))
            path.Append(path.Length > 0 ? "." : "").Append(shown);
        else
            path.Append("['").Append(shown.Replace("'", "\\'", StringComparison.Ordinal)).Append("']");
    }
}
