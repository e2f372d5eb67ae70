using RuleWorkbench.Diffing;
using RuleWorkbench.Model;

namespace RuleWorkbench.Impact;

/// <summary>Finds out all that there is to say of whom a diff touches: counts, causes, witnesses.</summary>
public static class ImpactFinder
{
    /// <param name="witnesses">For how many effects at most a smallest case is sought, recommendations first.</param>
    public static async Task<ImpactResult> FindAsync(PathwayDiff diff, IReadOnlyList<Case> cases, Strata? strata, int witnesses, CancellationToken cancellation)
    {
        var impact = await new ImpactRunner(diff).RunAsync(cases, strata, cancellation).ConfigureAwait(false);
        impact = await Attribution.ExplainAsync(diff, impact, cancellation).ConfigureAwait(false);
        if (impact.Effects.IsEmpty || witnesses == 0)
            return impact;
        var finder = new WitnessFinder(diff);
        var effects = impact.Effects.ToArray();
        await Parallel.ForAsync(0, Math.Min(witnesses, effects.Length), cancellation, async (i, token) =>
            effects[i] = effects[i] with { Witness = await finder.FindAsync(effects[i], token).ConfigureAwait(false) }).ConfigureAwait(false);
        return impact with { Effects = [.. effects] };
    }
}
