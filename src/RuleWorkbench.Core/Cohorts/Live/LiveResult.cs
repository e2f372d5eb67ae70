using System.Collections.Immutable;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cohorts.Live;

/// <summary>What a version of a pathway does to a population: the counts, and the cases behind each. Immutable.</summary>
public sealed class LiveResult
{
    private readonly WalkNumbers numbers;

    internal LiveResult(LivePopulation population, CohortSummary summary, WalkNumbers numbers, BatchResult[] batches, LiveKept kept) =>
        (Population, Summary, this.numbers, Batches, Kept) = (population, summary, numbers, batches, kept);

    public CohortSummary Summary { get; }

    /// <summary>The population; another one than before where an edit of the facts made it be read again.</summary>
    public LivePopulation Population { get; }

    /// <summary>Cases whose walk has an error.</summary>
    public CaseSet InError => Set(WalkNumbers.InError);

    internal BatchResult[] Batches { get; }

    /// <summary>What the next version may take over.</summary>
    internal LiveKept Kept { get; }

    /// <summary>The cases behind a number of a recommendation; none for a code that the version does not have.</summary>
    public CaseSet With(string code, RecommendationStatus status)
    {
        var at = Summary.Everybody.Recommendations.Select(r => r.Code).ToList().IndexOf(code);
        return at < 0 || status == RecommendationStatus.None ? Set(null) : Set(numbers.Status(at, StratumCounts.Position(status)));
    }

    /// <summary>The cases behind a number of a rule of the summary.</summary>
    public CaseSet With(RuleCounts rule, RuleNumber number)
    {
        var at = Summary.Rules.IndexOf(rule);
        return Set(at < 0 ? null : number switch
        {
            RuleNumber.Evaluated => WalkNumbers.Evaluated(at),
            RuleNumber.Met => WalkNumbers.Met(at),
            RuleNumber.Undetermined => WalkNumbers.Open(at),
            _ => WalkNumbers.Error(at),
        });
    }

    /// <summary>The cases that took an edge of the summary.</summary>
    public CaseSet Along(EdgeCounts edge) => Summary.Edges.IndexOf(edge) is >= 0 and var at ? Set(numbers.Passed(at)) : Set(null);

    /// <summary>The cases whose walk came to a workflow.</summary>
    public CaseSet Reaching(string workflow) => Summary.Reached.Select(r => r.Workflow).ToList().IndexOf(workflow) is >= 0 and var at ? Set(numbers.Reached(at)) : Set(null);

    /// <summary>The cases of a stratum of the summary.</summary>
    public CaseSet In(Stratum stratum) => new(Population.Firsts, [.. Batches.Select((b, i) => In(stratum.Name, b, Kept.Strata[i], Population.Batches[i].Told.Length))]);

    /// <summary>Who gained and who lost each status of each recommendation, where anybody did.</summary>
    /// <param name="before">Another version over the same lines.</param>
    public ImmutableArray<LiveChange> ChangesFrom(LiveResult before)
    {
        var changes = ImmutableArray.CreateBuilder<LiveChange>();
        foreach (var code in Summary.Everybody.Recommendations.Concat(before.Summary.Everybody.Recommendations).Select(r => r.Code).Distinct())
        {
            foreach (var status in (RecommendationStatus[])[RecommendationStatus.Recommended, RecommendationStatus.Held, RecommendationStatus.Undetermined, RecommendationStatus.Vetoed])
            {
                var (was, now) = (before.With(code, status), With(code, status));
                var change = new LiveChange(code, status, now.Without(was), was.Without(now));
                if (change.Gained.Count > 0 || change.Lost.Count > 0)
                    changes.Add(change);
            }
        }

        return changes.ToImmutable();
    }

    /// <summary>Columns tell the stratum of all cases but those that were walked by themselves.</summary>
    private static ulong[]? In(string stratum, BatchResult batch, BatchStrata? strata, int words)
    {
        var cases = strata?.Members.GetValueOrDefault(stratum)?.ToArray();
        foreach (var (row, walked) in batch.Alone)
        {
            if (walked.Stratum == stratum)
                Mask.Add(cases ??= new ulong[words], row);
            else if (cases is not null)
                cases[row >> 6] &= ~(1UL << (row & 63));
        }

        return cases;
    }

    private CaseSet Set(int? number) => new(Population.Firsts, [.. Batches.Select(b => number is { } n ? b.Cases[n] : null)]);
}
