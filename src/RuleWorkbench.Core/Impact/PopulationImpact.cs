using System.Collections.Immutable;
using RuleWorkbench.Cohorts.Live;
using RuleWorkbench.Diffing;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Impact;

/// <summary>Whose recommendations a change touches, of people who are in memory.</summary>
/// <param name="Before">What the baseline does to them.</param>
/// <param name="After">What the candidate does to them.</param>
/// <param name="Effects">Recommendations whose status is another one for somebody; those of most people first.</param>
public sealed record PopulationImpact(LiveResult Before, LiveResult After, ImmutableArray<PopulationEffect> Effects)
{
    /// <summary>Of each effect so many people are told one by one.</summary>
    public const int MostExamples = 50;

    private static readonly RecommendationStatus[] Statuses = Enum.GetValues<RecommendationStatus>();

    /// <summary>Runs both versions over the people. What the edits do not reach is computed once.</summary>
    /// <param name="people">As any version of the pathway has read them.</param>
    /// <param name="name">What they are called in messages.</param>
    /// <param name="step">Told how many batches of all are done; from any thread.</param>
    public static async Task<PopulationImpact> OfAsync(PathwayDiff diff, LivePopulation people, string name, Action<int, int> step, CancellationToken cancellation)
    {
        var common = CommonFacts.AsTheCandidateReads(diff, cancellation);
        var everybody = people.Undivided();
        var before = await everybody.EvaluateAsync(common.Before, null, (done, of) => step(done, 2 * of), cancellation).ConfigureAwait(false);
        var after = await everybody.EvaluateAsync(common.After, before, (done, of) => step(of + done, 2 * of), cancellation).ConfigureAwait(false);
        var effects = ImmutableArray.CreateBuilder<PopulationEffect>();
        foreach (var code in CodesOf(after).Union(CodesOf(before)))
        {
            foreach (var (difference, cases) in Turned(code, before, after))
            {
                cancellation.ThrowIfCancellationRequested();
                effects.Add(new PopulationEffect(difference, cases, [.. cases.Take(MostExamples).Select(p => CohortLine.Read(after.Population.CaseAt(p), name, p + 1L, common.After.Pathway, null))]));
            }
        }

        return new PopulationImpact(before, after, [.. effects.OrderByDescending(e => e.Cases.Count).ThenBy(e => e.Difference.What, StringComparer.Ordinal)]);
    }

    private static IEnumerable<string> CodesOf(LiveResult result) => result.Summary.Everybody.Recommendations.Select(r => r.Code);

    private static IEnumerable<(Difference Difference, CaseSet Cases)> Turned(string code, LiveResult before, LiveResult after)
    {
        foreach (var was in Statuses)
        {
            foreach (var now in Statuses.Where(s => s != was))
            {
                // Nobody keeps a set of those who have no status: they are who has none of the others.
                var cases = was == RecommendationStatus.None ? NoneOf(code, before, after.With(code, now))
                    : now == RecommendationStatus.None ? NoneOf(code, after, before.With(code, was))
                    : after.With(code, now).Within(before.With(code, was));
                if (cases.Count > 0)
                    yield return (new Difference(DifferenceKind.Recommendation, code, Difference.Word(was), Difference.Word(now)), cases);
            }
        }
    }

    private static CaseSet NoneOf(string code, LiveResult result, CaseSet cases) => Statuses.Aggregate(cases, (left, status) => left.Without(result.With(code, status)));
}

/// <summary>A recommendation whose status is another one, and for whom.</summary>
/// <param name="Cases">All of them, by their position among the people.</param>
/// <param name="Examples">The first of them.</param>
public sealed record PopulationEffect(Difference Difference, CaseSet Cases, ImmutableArray<Case> Examples);
