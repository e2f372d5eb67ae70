using System.Collections.Immutable;
using Newtonsoft.Json.Linq;

namespace RuleWorkbench.Merging;

/// <summary>Where a value stands, by what things are called and not by their positions: those differ between the sides,
/// and move while a file is merged.</summary>
internal sealed record MergePath(ImmutableArray<MergeStep> Steps)
{
    public static readonly MergePath Root = new([]);

    public MergePath Member(string name) => new(Steps.Add(new MergeStep(name, null)));

    public MergePath Item(string key, Func<JToken, string?> keyOf) => new(Steps.Add(new MergeStep(key, keyOf)));

    /// <summary>The value, or null where the path ends too early.</summary>
    public JToken? Find(JToken root)
    {
        JToken? at = root;
        foreach (var step in Steps)
        {
            at = step.KeyOf is null ? (at as JObject)?[step.Name] : (at as JArray)?.FirstOrDefault(i => step.KeyOf(i) == step.Name);
            if (at is null)
                return null;
        }

        return at;
    }

    /// <summary>The value, or the nearest one above it.</summary>
    public JToken Nearest(JToken root) => Find(root) ?? new MergePath(Steps[..^1]).Nearest(root);

    public override string ToString() => string.Join(" / ", Steps.Select(s => s.Name));
}
