using RuleWorkbench.Cohorts;
using RuleWorkbench.Diffing;
using RuleWorkbench.Model;

namespace RuleWorkbench.Impact;

/// <summary>Finds out all that there is to say of whom a diff touches: counts, causes, witnesses.</summary>
public static class ImpactFinder
{
    /// <summary>The impact on saved cases.</summary>
    /// <param name="witnesses">For how many effects at most a smallest case is sought, recommendations first, and for how many
    /// changes that no case shows one is looked for.</param>
    public static async Task<ImpactResult> FindAsync(PathwayDiff diff, IReadOnlyList<Case> cases, Strata? strata, int witnesses, CancellationToken cancellation, ImpactProgress? progress = null) =>
        await ExplainAsync(diff, await new ImpactRunner(diff).RunAsync(cases, strata, cancellation).ConfigureAwait(false), cases, witnesses, (progress ?? new ImpactProgress()).Step, cancellation).ConfigureAwait(false);

    /// <summary>The impact on the cases of a stream, one a line.</summary>
    public static async Task<ImpactResult> FindAsync(PathwayDiff diff, Stream cohort, CohortOptions options, Strata? strata, int witnesses, CancellationToken cancellation, ImpactProgress? progress = null)
    {
        progress ??= new ImpactProgress();
        var impact = await new CohortImpact(diff).RunAsync(cohort, options, strata, cancellation, progress).ConfigureAwait(false);

        // Where nobody in the cohort shows a change, saved cases are what to begin a search with.
        var known = impact.Effects.Select(e => e.Examples[0]).DistinctBy(p => p.Name).Select(p => p.Source());
        return await ExplainAsync(diff, impact, [.. diff.Candidate.Suites.Cases, .. known], witnesses, progress.Step, cancellation).ConfigureAwait(false);
    }

    /// <summary>Causes and witnesses for an impact that has been counted.</summary>
    /// <param name="step">Told from any thread how many steps are done, of how many.</param>
    public static async Task<ImpactResult> ExplainAsync(PathwayDiff diff, ImpactResult counted, IReadOnlyList<Case> cases, int witnesses, Action<int, int> step, CancellationToken cancellation)
    {
        var (done, total) = (0, diff.Changes.Count(c => c.TouchesLogic) + counted.Effects.Length + Math.Min(witnesses, counted.Effects.Length));
        void Step() => step(Math.Min(Interlocked.Increment(ref done), total), total);
        var hybrid = new HybridPathway(diff);
        var impact = await Attribution.ExplainAsync(diff, hybrid, counted, Step, cancellation).ConfigureAwait(false);
        if (witnesses == 0)
            return impact;
        var finder = new WitnessFinder(diff);
        var search = new BoundarySearch(diff, hybrid);
        var runnable = cases.Where(ImpactRunner.CanRun).ToList();
        var effects = impact.Effects.ToArray();
        await Parallel.ForAsync(0, Math.Min(witnesses, effects.Length), cancellation, async (i, token) =>
        {
            if (effects[i].Difference.Kind != DifferenceKind.Value)
                effects[i] = effects[i] with { Witness = await finder.FindAsync(effects[i], token).ConfigureAwait(false) };
            Step();
        }).ConfigureAwait(false);
        var boundaries = new BoundaryFind[Math.Min(witnesses, impact.Unshown.Length)];
        await Parallel.ForAsync(0, boundaries.Length, cancellation, async (i, token) =>
        {
            var found = await search.FindAsync(impact.Unshown[i], runnable, token).ConfigureAwait(false);
            boundaries[i] = found.Effect is null ? found : found with { Effect = found.Effect with { Witness = await finder.FindAsync(found.Effect, token).ConfigureAwait(false) } };
        }).ConfigureAwait(false);
        return impact with { Effects = [.. effects], Boundaries = [.. boundaries] };
    }
}
