using System.Collections.Immutable;

namespace RuleWorkbench.Impact;

/// <summary>What a thread has counted of an impact; added up at the end.</summary>
internal sealed class CohortImpactCounts
{
    private readonly Dictionary<Difference, (int Cases, List<(long Number, string Text)> Lines)> effects = [];
    private readonly Dictionary<string, Stratum> byValue = new(StringComparer.Ordinal);

    public Stratum Whole { get; private set; } = Empty("all");

    public long Rejected { get; set; }

    /// <summary>For facts that only one version knows, how many cases have them.</summary>
    public Dictionary<string, long> Known { get; } = new(StringComparer.Ordinal);

    public ImmutableArray<Stratum> ByValue => ImpactTally.Sorted(byValue.Values);

    /// <summary>All effects with the first of the lines that show them.</summary>
    public IEnumerable<(Difference Difference, int Cases, IEnumerable<(long Number, string Text)> Lines)> Effects(int most) =>
        ImpactTally.Sorted(effects.Select(e => (e.Key, e.Value.Cases, e.Value.Lines.OrderBy(l => l.Number).Take(most))));

    /// <summary>Adds cases to all, and to a stratum where there are any.</summary>
    public void Add(string? stratum, Func<Stratum, Stratum> plus)
    {
        Whole = plus(Whole);
        if (stratum is not null)
            byValue[stratum] = plus(byValue.GetValueOrDefault(stratum) ?? Empty(stratum));
    }

    /// <summary>Adds to an effect.</summary>
    /// <returns>How many more lines it takes as examples: lines come in their order, so the first are the ones to keep.</returns>
    public int Add(Difference difference, int cases)
    {
        var (before, lines) = effects.GetValueOrDefault(difference);
        effects[difference] = (before + cases, lines ??= []);
        return CohortImpact.MostExamples - lines.Count;
    }

    public void AddExample(Difference difference, long number, string text) => effects[difference].Lines.Add((number, text));

    public void Add(CohortImpactCounts other)
    {
        Whole = Plus(Whole, other.Whole);
        Rejected += other.Rejected;
        foreach (var (value, stratum) in other.byValue)
            byValue[value] = Plus(byValue.GetValueOrDefault(value) ?? Empty(value), stratum);
        foreach (var (fact, cases) in other.Known)
            Known[fact] = Known.GetValueOrDefault(fact) + cases;
        foreach (var (difference, (cases, lines)) in other.effects)
        {
            Add(difference, cases);
            effects[difference].Lines.AddRange(lines);
        }
    }

    private static Stratum Empty(string value) => new(value, 0, 0, 0, 0, 0, 0);

    private static Stratum Plus(Stratum a, Stratum b) => a with
    {
        Cases = a.Cases + b.Cases,
        Touched = a.Touched + b.Touched,
        Gained = a.Gained + b.Gained,
        Lost = a.Lost + b.Lost,
        RecommendedBefore = a.RecommendedBefore + b.RecommendedBefore,
        RecommendedAfter = a.RecommendedAfter + b.RecommendedAfter,
    };
}
