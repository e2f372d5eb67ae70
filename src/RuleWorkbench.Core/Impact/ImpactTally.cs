using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
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

    public ImmutableArray<Stratum> ByValue => Sorted(byValue.Values);

    public ImmutableArray<Effect> Effects =>
        [.. Sorted(effects.Select(e => (e.Key, e.Value.Cases, e.Value.Examples))).Select(e => new Effect(e.Difference, e.Cases, [.. e.Examples.OrderBy(x => x.Facts).Select(x => x.Pair)]))];

    /// <summary>Numbers by size, then the rest.</summary>
    public static ImmutableArray<Stratum> Sorted(IEnumerable<Stratum> strata) =>
        [.. strata.OrderBy(s => Order(s.Value)).ThenBy(s => s.Value, StringComparer.Ordinal)];

    /// <summary>Effects in the order in which people read them: recommendations first, most cases first.</summary>
    public static IEnumerable<(Difference Difference, int Cases, T Examples)> Sorted<T>(IEnumerable<(Difference Difference, int Cases, T Examples)> effects) =>
        effects.OrderBy(e => e.Difference.Kind).ThenByDescending(e => e.Cases).ThenBy(e => e.Difference.What, StringComparer.Ordinal)
            .ThenBy(e => e.Difference.Before, StringComparer.Ordinal).ThenBy(e => e.Difference.After, StringComparer.Ordinal);

    public void Add(CasePair pair, WalkResult before, WalkResult after, ImmutableArray<Difference> differences)
    {
        Whole = Whole.Plus(before, after, differences);
        if (strata is not null)
        {
            var value = strata.Of(pair.Source());
            byValue[value] = (byValue.GetValueOrDefault(value) ?? new Stratum(value, 0, 0, 0, 0, 0, 0)).Plus(before, after, differences);
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
