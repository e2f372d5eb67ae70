using System.Collections.Immutable;
using RuleWorkbench.Cohorts;
using RuleWorkbench.Compilation;
using RuleWorkbench.Diffing;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Impact;

/// <summary>The impact of a change on the cases of a stream, one a line: each is read once and taken through both versions in
/// columns. Memory does not grow with their number, and results do not depend on the number of threads.</summary>
public sealed class CohortImpact(PathwayDiff diff)
{
    private const int ChunkBytes = 512 * 1024;

    /// <param name="options">The clock of cases that give none, the name of the input in messages, and the threads.</param>
    /// <param name="strata">How to tell cases apart, or null.</param>
    public async Task<ImpactResult> RunAsync(Stream input, CohortOptions options, Strata? strata, CancellationToken cancellation, ImpactProgress? progress = null)
    {
        var common = CommonFacts.Of(diff, cancellation);
        var (before, after) = (new Plan(common.Before), new Plan(common.After));
        var workers = Enumerable.Range(0, options.Threads).Select(_ => new CohortImpactWorker(diff, common, before, after, options, strata)).ToArray();
        var turns = new ChunkTurns(new LineChunks(input, ChunkBytes, CohortRunner.MostLineBytes), 1);
        await turns.RunAsync(workers, (worker, chunk, line, token) => worker.RunAsync(chunk, line, token), Ended, cancellation).ConfigureAwait(false);
        var counts = workers[0].Counts;
        foreach (var worker in workers.Skip(1))
            counts.Add(worker.Counts);
        return new ImpactResult(counts.Whole, Effects(counts, options, common), [], Dropped(counts))
        {
            Population = options.DisplayPath,
            Rejected = counts.Rejected,
            By = strata?.Fact,
            Strata = counts.ByValue,
            Flow = new ImpactFlow(Summary(workers, w => w.Before), Summary(workers, w => w.After)),
        };

        ValueTask Ended(CohortImpactWorker worker, LineChunk chunk)
        {
            progress?.Add(chunk.Lines);
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>Fewer than of saved cases: a cohort shows more effects, and each example is walked for every mix of changes.</summary>
    internal const int MostExamples = 8;

    private static CohortSummary Summary(CohortImpactWorker[] workers, Func<CohortImpactWorker, CohortImpactSide> side)
    {
        var total = CohortSummary.Empty(side(workers[0]).Compiled, side(workers[0]).Walk);
        foreach (var worker in workers)
            total.Add(side(worker).Counter.Counts);
        return CohortSummary.Of(side(workers[0]).Compiled, side(workers[0]).Walk, total);
    }

    private ImmutableArray<Effect> Effects(CohortImpactCounts counts, CohortOptions options, CommonFacts common)
    {
        // One case often shows many effects.
        var (before, after) = (diff.Baseline.Compiled!, diff.Candidate.Compiled!);
        var read = new Dictionary<long, (int Facts, CasePair Pair)>();
        return [.. counts.Effects(MostExamples).Select(e => new Effect(e.Difference, e.Cases, [.. e.Lines.Select(Example).OrderBy(x => x.Facts).Select(x => x.Pair)]))];

        (int Facts, CasePair Pair) Example((long Number, string Text) line)
        {
            if (!read.TryGetValue(line.Number, out var example))
            {
                var single = CohortLine.Read(line.Text, options.DisplayPath, line.Number, common.Reads, options.Clock);
                read[line.Number] = example = (single.Facts.Descendants().OfType<Newtonsoft.Json.Linq.JValue>().Count(), new CasePair(single.Id, CaseFit.Bind(before, single), CaseFit.Bind(after, single), () => single));
            }

            return example;
        }
    }

    /// <summary>Facts that cases have and only one version knows.</summary>
    private ImmutableArray<DroppedFact> Dropped(CohortImpactCounts counts) =>
        [.. counts.Known.OrderBy(k => k.Key, StringComparer.Ordinal).Where(k => k.Value > 0).Select(k => new DroppedFact(k.Key, Knows(diff.Baseline.Pathway!, k.Key) ? diff.Candidate.Label : diff.Baseline.Label, (int)k.Value))];

    internal static bool Knows(Pathway pathway, string path)
    {
        var input = path.Split('.')[0];
        return pathway.Fact(path) is not null || input == Pathway.PolicyInput || input == pathway.Clock;
    }
}
