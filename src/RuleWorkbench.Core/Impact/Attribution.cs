using System.Collections.Concurrent;
using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Diffing;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Impact;

/// <summary>Finds which changes bring effects about: each is applied to the baseline by itself; where none shows an effect
/// alone, the smallest set that does is sought by leaving changes out.</summary>
public sealed class Attribution
{
    /// <summary>So many mixes are tried to find changes that work together; what is left is said to be not found.</summary>
    private const int MostMixes = 400;

    /// <summary>So many cases are walked for each change by itself; a cohort can show more effects than anybody will read.</summary>
    private const int MostCases = 400;

    private readonly WalkDiffer walks;
    private readonly HybridPathway hybrid;
    private readonly List<CasePair> cases;
    private readonly Dictionary<Change, int> positions;
    private readonly Dictionary<CasePair, WalkResult> before;
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<CasePair, ImmutableArray<Difference>>> tried = [];

    private Attribution(PathwayDiff diff, HybridPathway hybrid, List<CasePair> cases, Dictionary<CasePair, WalkResult> before)
    {
        walks = new WalkDiffer(diff);
        (this.hybrid, this.cases, this.before) = (hybrid, cases, before);
        positions = hybrid.Changes.Select((c, i) => KeyValuePair.Create(c, i)).ToDictionary((IEqualityComparer<Change>)ReferenceEqualityComparer.Instance);
    }

    /// <summary>The result with the causes of its effects, and the changes that no case shows.</summary>
    /// <param name="step">Called, from any thread, for each change that was tried and each effect that was explained.</param>
    public static async Task<ImpactResult> ExplainAsync(PathwayDiff diff, ImpactResult impact, Action step, CancellationToken cancellation)
    {
        // The first example of each effect, then the second of each, and so on.
        var cases = impact.Effects.SelectMany(e => e.Examples.Select((x, i) => (Example: x, Turn: i))).OrderBy(e => e.Turn).Select(e => e.Example)
            .Distinct<CasePair>(ReferenceEqualityComparer.Instance).Take(MostCases).ToList();
        var walker = new Walker(new Plan(diff.Baseline.Compiled!).Over([.. cases.Select(c => c.Before)]));
        var before = new Dictionary<CasePair, WalkResult>((IEqualityComparer<CasePair>)ReferenceEqualityComparer.Instance);
        foreach (var pair in cases)
            before[pair] = await walker.WalkAsync(pair.Before, cancellation).ConfigureAwait(false);
        var attribution = new Attribution(diff, new HybridPathway(diff, cancellation), cases, before);
        return await attribution.ExplainAsync(impact, step, cancellation).ConfigureAwait(false);
    }

    private async Task<ImpactResult> ExplainAsync(ImpactResult impact, Action step, CancellationToken cancellation)
    {
        await TryAsync([], cases, cancellation).ConfigureAwait(false);
        await Parallel.ForEachAsync(hybrid.Changes, cancellation, async (change, token) =>
        {
            await TryAsync([change], cases, token).ConfigureAwait(false);
            step();
        }).ConfigureAwait(false);
        var effects = ImmutableArray.CreateBuilder<Effect>(impact.Effects.Length);
        foreach (var effect in impact.Effects)
        {
            effects.Add(effect with { Causes = await CausesAsync(effect, cancellation).ConfigureAwait(false) });
            step();
        }

        var shown = effects.SelectMany(e => e.Causes).SelectMany(c => c.Changes).ToHashSet((IEqualityComparer<Change>)ReferenceEqualityComparer.Instance);
        return impact with
        {
            Effects = effects.MoveToImmutable(),
            Unshown = [.. hybrid.Changes.Where(c => !shown.Contains(c))],
        };
    }

    private async Task<ImmutableArray<Cause>> CausesAsync(Effect effect, CancellationToken cancellation)
    {
        // What shows with no change applied comes from those that every mix has: facts and functions.
        var examples = effect.Examples.Where(before.ContainsKey).ToList();
        var always = examples.Where(e => Shows([], e, effect.Difference)).ToList();
        var others = examples.Except<CasePair>(always, ReferenceEqualityComparer.Instance).ToList();
        var causes = hybrid.Changes.Where(c => others.Any(e => Shows([c], e, effect.Difference))).Select(c => new Cause([c])).ToImmutableArray();
        if (always.Count > 0 && !hybrid.Always.IsEmpty)
            causes = causes.Add(new Cause(hybrid.Always));
        var left = others.Where(e => !causes.Any(c => Shows(c.Changes, e, effect.Difference))).ToList();
        while (left.Count > 0 && await SmallestAsync(left[0], effect.Difference, cancellation).ConfigureAwait(false) is { } together)
        {
            causes = causes.Add(new Cause(together));
            await TryAsync(together, left, cancellation).ConfigureAwait(false);
            left.RemoveAll(e => Shows(together, e, effect.Difference));
        }

        return causes;
    }

    /// <summary>The smallest set of changes that shows a difference on a case, or null where none was found.</summary>
    private async Task<ImmutableArray<Change>?> SmallestAsync(CasePair pair, Difference difference, CancellationToken cancellation)
    {
        var set = hybrid.Changes;
        if (!await TestAsync(set).ConfigureAwait(false))
            return null; // a change that cannot be applied by itself is part of it

        // Delta debugging: leave out ever smaller parts as long as the rest still shows it.
        for (var parts = 2; set.Length > 1;)
        {
            var size = Math.Max(1, (set.Length + parts - 1) / parts);
            ImmutableArray<Change>? smaller = null;
            for (var from = 0; from < set.Length && smaller is null; from += size)
            {
                var rest = set.RemoveRange(from, Math.Min(size, set.Length - from));
                if (rest.Length > 0 && await TestAsync(rest).ConfigureAwait(false))
                    smaller = rest;
            }

            if (smaller is not null)
                (set, parts) = (smaller.Value, Math.Max(2, parts - 1));
            else if (size == 1)
                break;
            else
                parts = Math.Min(set.Length, parts * 2);
        }

        return tried.Count < MostMixes ? set : null;

        async Task<bool> TestAsync(ImmutableArray<Change> changes)
        {
            if (tried.Count < MostMixes)
                await TryAsync(changes, [pair], cancellation).ConfigureAwait(false);
            return Shows(changes, pair, difference);
        }
    }

    private bool Shows(ImmutableArray<Change> changes, CasePair pair, Difference difference) =>
        tried.TryGetValue(Key(changes), out var found) && found.TryGetValue(pair, out var differences) && differences.Contains(difference);

    /// <summary>Walks cases through the baseline with these changes.</summary>
    private async Task TryAsync(ImmutableArray<Change> changes, IReadOnlyList<CasePair> which, CancellationToken cancellation)
    {
        var found = tried.GetOrAdd(Key(changes), _ => new ConcurrentDictionary<CasePair, ImmutableArray<Difference>>((IEqualityComparer<CasePair>)ReferenceEqualityComparer.Instance));
        var missing = which.Where(c => !found.ContainsKey(c)).ToList();
        if (missing.Count == 0)
            return;
        var compiled = hybrid.With(changes, cancellation);
        if (compiled.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
        {
            // A change that needs another one to compile is no cause by itself: all rules of its workflow fail then.
            foreach (var pair in missing)
                found[pair] = [];
            return;
        }

        var bound = missing.ConvertAll(c => BoundCase.Bind(compiled.Facts, compiled.Pathway, CaseFit.To(c.Source(), compiled.Pathway).Case));
        var walker = new Walker(new Plan(compiled).Over(bound));
        for (var i = 0; i < missing.Count; i++)
            found[missing[i]] = walks.Compare(before[missing[i]], await walker.WalkAsync(bound[i], cancellation).ConfigureAwait(false));
    }

    private string Key(ImmutableArray<Change> changes) => string.Join(',', changes.Select(c => positions[c]));
}
