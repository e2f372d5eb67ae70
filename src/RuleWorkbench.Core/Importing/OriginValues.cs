using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace RuleWorkbench.Importing;

/// <summary>The values that origins have in foreign cases, and which parts of these were read.</summary>
internal sealed partial class OriginValues(ImportFindings notUsed)
{
    private readonly HashSet<JToken> read = new(ReferenceEqualityComparer.Instance);

    public bool WasRead(JToken token) => read.Contains(token);

    /// <summary>The value, or null when the foreign case has none.</summary>
    public JToken? Of(Origin origin, ForeignScope scope, string target)
    {
        if (origin.Text is { } template)
            return Fill(template, scope);
        var found = Found(origin, scope, target);
        return found ?? origin.IfMissing;
    }

    /// <summary>The elements of a list, or null when there is none.</summary>
    public IEnumerable<JToken>? Elements(Origin origin, ForeignScope scope)
    {
        foreach (var path in origin.From)
        {
            var tokens = path.Find(scope).ToList();
            if (tokens.Count == 0)
                continue;

            // What an asterisk finds beside the first says the same in other words.
            if (path.Text.Contains('*', StringComparison.Ordinal))
                tokens.RemoveRange(1, tokens.Count - 1);
            read.UnionWith(tokens);
            return tokens.SelectMany(t => t as JArray ?? Enumerable.Repeat(t, 1));
        }

        return origin.IfMissing as JArray;
    }

    /// <summary>What stands at a path, without saying that it was read.</summary>
    public static JToken? At(ForeignPath path, ForeignScope scope) => path.Find(scope).FirstOrDefault();

    /// <summary>Says that something was read, with all that is in it.</summary>
    public void Read(JToken token)
    {
        read.Add(token);
        foreach (var inner in (token as JContainer)?.Descendants() ?? [])
            read.Add(inner);
    }

    private JToken? Found(Origin origin, ForeignScope scope, string target)
    {
        if (!origin.IsUnion)
        {
            var all = origin.From.SelectMany(p => p.Find(scope)).ToList();
            if (all.Count == 0)
                return null;

            // The others say the same in other words, or they would have gone before.
            all.ForEach(Read);
            return all[0] is JArray list ? new JArray(list.SelectMany(t => Translate(origin, t, target)).Distinct(JToken.EqualityComparer)) : Translate(origin, all[0], target).FirstOrDefault();
        }

        var values = new List<JToken>();
        var isThere = false;
        foreach (var token in origin.From.SelectMany(p => p.Find(scope)))
        {
            isThere = true;
            Read(token);
            values.AddRange((token as JArray ?? new JArray(token)).SelectMany(t => Translate(origin, t, target)));
        }

        foreach (var flag in origin.Flags)
        {
            foreach (var token in new ForeignPath(flag.Foreign).Find(scope).Where(t => t.Type == JTokenType.Boolean))
            {
                isThere = true;
                Read(token);
                if ((bool)token)
                    values.Add(flag.Ours);
            }
        }

        return isThere ? new JArray(values.Distinct(JToken.EqualityComparer)) : null;
    }

    private IEnumerable<JToken> Translate(Origin origin, JToken value, string target)
    {
        if (value.Type == JTokenType.Null)
            return [];
        if (origin.Values.IsEmpty || value is not JValue)
            return [value];
        var text = JsonText.Of(value);
        var row = origin.Values.FirstOrDefault(v => v.Fits(text));
        if (row is not null)
            return row.Ours.Type == JTokenType.Null ? [] : row.Ours is JArray several ? several : [row.Ours];
        notUsed.Add(target, $"`{text}` is in no row of its table and is taken as it is", text);
        return [value];
    }

    private JToken? Fill(string template, ForeignScope scope)
    {
        var isEmpty = false;
        var text = Placeholder().Replace(template, m =>
        {
            var token = new ForeignPath(m.Groups[1].Value).Find(scope).FirstOrDefault();
            isEmpty |= token is null;
            if (token is not null)
                Read(token);
            return token is null ? "" : token is JArray list ? string.Join(" ", list.Select(JsonText.Of)) : JsonText.Of(token);
        });
        return isEmpty ? null : new JValue(text);
    }

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex Placeholder();
}
