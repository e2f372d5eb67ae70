using RuleWorkbench.Model;

namespace RuleWorkbench.Cohorts;

/// <summary>What has been counted so far.</summary>
/// <param name="numbers">How many <see cref="WalkNumbers"/> there are.</param>
internal sealed class CohortCounts(int numbers, int rules, int codes, int facts)
{
    /// <summary>By stratum; the empty name holds everybody.</summary>
    private readonly Dictionary<string, StratumCounts> strata = new(StringComparer.Ordinal);

    public long Cases { get; set; }

    public long Rejected { get; set; }

    /// <summary>Cases that columns could not tell, walked one by one.</summary>
    public long WalkedSingly { get; set; }

    /// <summary>Cases behind each of the <see cref="WalkNumbers"/>.</summary>
    public long[] Numbers { get; } = new long[numbers];

    /// <summary>Of the cases on which a rule is undetermined, those that lack a fact which it reads: by rule and fact.</summary>
    public long[,] RuleLacks { get; } = new long[rules, facts];

    public StratumCounts Everybody => Stratum("");

    public IEnumerable<KeyValuePair<string, StratumCounts>> Strata => strata.Where(s => s.Key.Length > 0).OrderBy(s => s.Key, StringComparer.Ordinal);

    public StratumCounts Stratum(string name)
    {
        if (!strata.TryGetValue(name, out var counts))
            strata[name] = counts = new StratumCounts(codes);
        return counts;
    }

    /// <summary>Adds what is counted here to others, and begins anew.</summary>
    public void MoveTo(CohortCounts total)
    {
        total.Add(this);
        (Cases, Rejected, WalkedSingly) = (0, 0, 0);
        Array.Clear(Numbers);
        Array.Clear(RuleLacks);
        foreach (var counts in strata.Values)
            counts.Clear();
    }

    public void Add(CohortCounts other)
    {
        Cases += other.Cases;
        Rejected += other.Rejected;
        WalkedSingly += other.WalkedSingly;
        for (var i = 0; i < Numbers.Length; i++)
            Numbers[i] += other.Numbers[i];
        for (var r = 0; r < RuleLacks.GetLength(0); r++)
        {
            for (var f = 0; f < RuleLacks.GetLength(1); f++)
                RuleLacks[r, f] += other.RuleLacks[r, f];
        }

        foreach (var (name, counts) in other.strata)
            Stratum(name).Add(counts);
    }
}

/// <summary>The cases of a stratum, and how many got each status of each recommendation.</summary>
internal sealed class StratumCounts(int codes)
{
    public const int Statuses = 4;

    public long Cases { get; set; }

    /// <summary>By code, then by status: vetoed, undetermined, held, recommended.</summary>
    public long[] Counts { get; } = new long[codes * Statuses];

    public void Clear()
    {
        Cases = 0;
        Array.Clear(Counts);
    }

    public void Add(StratumCounts other)
    {
        Cases += other.Cases;
        for (var i = 0; i < Counts.Length; i++)
            Counts[i] += other.Counts[i];
    }

    /// <summary>The position of a status among <see cref="Statuses"/>.</summary>
    public static int Position(RecommendationStatus status) => (int)status - (int)RecommendationStatus.Vetoed;
}
