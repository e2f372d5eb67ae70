using System.Collections.Immutable;
using System.Text;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Editing;
using RuleWorkbench.Model;

namespace RuleWorkbench.Impact;

/// <summary>Makes saved cases of witnesses. What they should expect is for a person to say.</summary>
public static class WitnessCases
{
    /// <summary>Marks cases whose expectation nobody has confirmed.</summary>
    public const string Tag = "to-confirm";

    /// <summary>The edits that add the witnesses of an impact at the end of a suite; those that it has already are left out.
    /// </summary>
    /// <param name="suite">Its name; it need not exist.</param>
    public static ImmutableArray<NewCase> Of(ImpactResult impact, string pathway, string suite, IEnumerable<Case> saved)
    {
        var known = saved.Where(c => c.Suite == suite).ToList();
        var ids = known.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        var cases = ImmutableArray.CreateBuilder<NewCase>();
        foreach (var effect in impact.Effects.Concat(impact.Boundaries.Where(b => !b.IsSaved).Select(b => b.Effect).OfType<Effect>()))
        {
            if (effect.Witness?.Case is not { } witness || known.Exists(c => IsSame(c, witness.Facts, witness.Policy, witness.Clock)) || cases.Any(c => JToken.DeepEquals(c.Facts, witness.Facts) && JToken.DeepEquals(c.Policy, witness.Policy) && c.Clock == witness.Clock))
                continue;
            cases.Add(new NewCase(pathway, suite, Unused(Id(effect.Difference), ids))
            {
                Why = $"Shows a change ({Words(effect.Difference)}): confirm what is right.",
                Tags = [Tag],
                Facts = witness.Facts,
                Policy = witness.Policy,
                Clock = witness.Clock,
            });
        }

        return cases.ToImmutable();
    }

    private static bool IsSame(Case saved, JObject facts, JObject policy, DateOnly? clock) =>
        JToken.DeepEquals(saved.Facts, facts) && JToken.DeepEquals(saved.Policy, policy) && saved.Clock == clock;

    private static string Words(Difference difference) => difference.Kind switch
    {
        DifferenceKind.Walk => "another walk",
        DifferenceKind.Figures => $"other figures of {difference.What}",
        DifferenceKind.Error => $"{(difference.IsNewError ? "a new" : "no more")} error at {difference.What}",
        _ => $"{difference.What}: {difference.Before}, now {difference.After}",
    };

    /// <summary><c>repeat-ultrasound-vetoed</c>: letters, digits and dashes only.</summary>
    private static string Id(Difference difference)
    {
        var id = new StringBuilder();
        foreach (var c in $"{difference.Kind switch { DifferenceKind.Walk => "walk", DifferenceKind.Figures => $"{difference.What} figures", DifferenceKind.Error => $"{difference.What} error", _ => $"{difference.What} {difference.After}" }}")
        {
            if (char.IsAsciiLetterOrDigit(c))
                id.Append(char.ToLowerInvariant(c));
            else if (id.Length > 0 && id[^1] != '-')
                id.Append('-');
        }

        return id.ToString().Trim('-') is { Length: > 0 } name ? name : "witness";
    }

    private static string Unused(string id, HashSet<string> ids)
    {
        var free = id;
        for (var i = 2; !ids.Add(free); i++)
            free = $"{id}-{i}";
        return free;
    }
}
