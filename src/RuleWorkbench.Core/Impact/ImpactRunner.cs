using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Diffing;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Impact;

/// <summary>Runs the same cases through two versions and says what they do otherwise, why, and with which smallest case.
/// </summary>
public sealed class ImpactRunner(PathwayDiff diff)
{
    private const int BatchSize = 4096;

    private readonly CompiledPathway before = diff.Baseline.Compiled!;
    private readonly CompiledPathway after = diff.Candidate.Compiled!;
    private readonly WalkDiffer walks = new(diff);
    private readonly FactLimits limits = new(diff);

    /// <summary>The impact on saved cases.</summary>
    /// <param name="strata">How to tell cases apart, or null.</param>
    public async Task<ImpactResult> RunAsync(IReadOnlyList<Case> cases, Strata? strata, CancellationToken cancellation)
    {
        var dropped = new Dictionary<(string Path, string Version), int>();
        var runnable = cases.ToLookup(c => CanRun(c) || FactLimits.AreAllThatIsWrong(c, limits.Compare(c.Facts)));
        var result = await RunAsync(runnable[true].Select(Pair), strata, cancellation).ConfigureAwait(false);
        return result with
        {
            NotRun = [.. runnable[false].Select(c => c.FullId)],
            Dropped = [.. dropped.Select(d => new DroppedFact(d.Key.Path, d.Key.Version, d.Value))],
        };

        CasePair Pair(Case source)
        {
            var (old, now) = (CaseFit.To(source, before.Pathway), CaseFit.To(source, after.Pathway));
            foreach (var (path, version) in old.Dropped.Distinct().Select(p => (p, diff.Baseline.Label)).Concat(now.Dropped.Distinct().Select(p => (p, diff.Candidate.Label))))
                dropped[(path, version)] = dropped.GetValueOrDefault((path, version)) + 1;
            return new CasePair(source.FullId, BoundCase.Bind(before.Facts, before.Pathway, old.Case), BoundCase.Bind(after.Facts, after.Pathway, now.Case), () => source);
        }
    }

    /// <summary>The impact on any sequence of cases, which is read once.</summary>
    public async Task<ImpactResult> RunAsync(IEnumerable<CasePair> cases, Strata? strata, CancellationToken cancellation)
    {
        var (oldPlan, newPlan) = (new Plan(before), new Plan(after));
        var tally = new ImpactTally(strata);
        var (oldFlow, newFlow) = (new CohortImpactSide(oldPlan, new FactColumns(before.Facts)), new CohortImpactSide(newPlan, new FactColumns(after.Facts)));
        foreach (var batch in cases.Chunk(BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            var (old, now) = (new Walker(oldPlan.Over([.. batch.Select(c => c.Before)])), new Walker(newPlan.Over([.. batch.Select(c => c.After)])));
            var results = new (WalkResult Before, WalkResult After, ImmutableArray<Difference> Differences)[batch.Length];
            await Parallel.ForAsync(0, batch.Length, cancellation, async (i, token) =>
            {
                var (b, a) = (await old.WalkAsync(batch[i].Before, token).ConfigureAwait(false), await now.WalkAsync(batch[i].After, token).ConfigureAwait(false));
                results[i] = (b, a, Compare(batch[i], b, a));
            }).ConfigureAwait(false);
            for (var i = 0; i < batch.Length; i++)
            {
                tally.Add(batch[i], results[i].Before, results[i].After, results[i].Differences);
                oldFlow.Counter.Add(results[i].Before, batch[i].Before, null);
                newFlow.Counter.Add(results[i].After, batch[i].After, null);
            }
        }

        return new ImpactResult(tally.Whole, tally.Effects, [], []) { By = strata?.Fact, Strata = tally.ByValue, Flow = new ImpactFlow(oldFlow.Summary, newFlow.Summary) };
    }

    /// <summary>What a case does otherwise; of one that the candidate refuses, no more than that.</summary>
    private ImmutableArray<Difference> Compare(CasePair pair, WalkResult old, WalkResult now)
    {
        var values = limits.IsEmpty ? [] : limits.Compare(pair.Source().Facts);
        return values.Any(v => v.After == FactLimits.Refused) ? values : walks.Compare(old, now).AddRange(values);
    }

    /// <summary>A case that only expects something of a rule which a version lacks can still be run.</summary>
    internal static bool CanRun(Case source) =>
        source.Diagnostics.All(d => d.Severity != DiagnosticSeverity.Error || d.Id == DiagnosticIds.UnknownExpectation);
}
