using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Impact;

/// <summary>Counts what cases do otherwise. Of the cases themselves it keeps a few examples each, so that its size does not
/// grow with their number.</summary>
internal sealed class ImpactTally(Strata? strata)
{
    private const int MostExamples = 32;

    private readonly Dictionary<Difference, (int Cases, List<(int Facts, CasePair Pair)> Examples)> effects = [];
    private readonly Dictionary<string, Stratum> byValue = [];

    public Stratum Whole { get; private set; } = new("all", 0, 0, 0, 0, 0, 0);

    public ImmutableArray<Stratum> ByValue => [.. byValue.Values.OrderBy(s => Order(s.Value)).ThenBy(s => s.Value, StringComparer.Ordinal)];

    public ImmutableArray<Effect> Effects =>
        [.. effects.Select(e => new Effect(e.Key, e.Value.Cases, [.. e.Value.Examples.OrderBy(x => x.Facts).Select(x => x.Pair)]))
            .OrderBy(e => e.Difference.Kind).ThenByDescending(e => e.Cases).ThenBy(e => e.Difference.What, StringComparer.Ordinal)
            .ThenBy(e => e.Difference.Before, StringComparer.Ordinal).ThenBy(e => e.Difference.After, StringComparer.Ordinal)];

    public void Add(CasePair pair, WalkResult before, WalkResult after, ImmutableArray<Difference> differences)
    {
        Stratum Plus(Stratum s) => s with
        {
            Cases = s.Cases + 1,
            Touched = s.Touched + (differences.IsEmpty ? 0 : 1),
            Gained = s.Gained + differences.Count(d => d.IsGained),
            Lost = s.Lost + differences.Count(d => d.IsLost),
            RecommendedBefore = s.RecommendedBefore + before.Recommendations.Count(r => r.Status == RecommendationStatus.Recommended),
            RecommendedAfter = s.RecommendedAfter + after.Recommendations.Count(r => r.Status == RecommendationStatus.Recommended),
        };
        Whole = Plus(Whole);
        if (strata is not null)
        {
            var value = strata.Of(pair.Source());
            byValue[value] = Plus(byValue.GetValueOrDefault(value) ?? new Stratum(value, 0, 0, 0, 0, 0, 0));
        }

        if (differences.IsEmpty)
            return;
        var facts = pair.Source().Facts.Descendants().OfType<JValue>().Count();
        foreach (var difference in differences)
        {
            var (cases, examples) = effects.GetValueOrDefault(difference);
            examples ??= [];
            examples.Add((facts, pair));
            if (examples.Count > MostExamples)
                examples.Remove(examples.MaxBy(x => x.Facts));
            effects[difference] = (cases + 1, examples);
        }
    }

    private static double Order(string value) =>
        double.TryParse(value.Split(' ')[0], System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : double.MaxValue;
}
