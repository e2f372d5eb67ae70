using System.Collections.Concurrent;
using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Diffing;
using RuleWorkbench.Model;

namespace RuleWorkbench.Impact;

/// <summary>Finds which changes bring effects about: each is applied to the baseline by itself; where none shows an effect
/// alone, the smallest set that does is sought by leaving changes out. Every mix of changes goes over all cases at once, so that
/// what is tried for one effect tells of all others too.</summary>
public sealed class Attribution
{
    /// <summary>So many mixes are tried to find changes that work together; what is left is said to be not found.</summary>
    private const int MostMixes = 400;

    /// <summary>So many cases are looked at; a cohort can show more effects than anybody will read.</summary>
    private const int MostCases = 1024;

    private static readonly IReadOnlyDictionary<Difference, ulong[]> Nothing = new Dictionary<Difference, ulong[]>();

    private readonly PathwayDiff diff;
    private readonly HybridPathway hybrid;
    private readonly List<CasePair> cases;
    private readonly ConcurrentDictionary<FactTypes, IReadOnlyList<Case>> fitted = [];
    private readonly BatchWalk before;
    private readonly Dictionary<Change, int> numbers;
    private readonly Dictionary<CasePair, int> positions;
    private readonly ConcurrentDictionary<(FactTypes, string), IReadOnlyList<BoundCase>> bound = [];
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<Difference, ulong[]>> tried = [];
    private readonly List<ImmutableArray<Change>> interactions = [];

    private Attribution(PathwayDiff diff, HybridPathway hybrid, List<CasePair> cases)
    {
        (this.diff, this.hybrid, this.cases) = (diff, hybrid, cases);
        before = new BatchWalk(diff.Baseline.Compiled!).Load(cases.ConvertAll(c => c.Before));
        numbers = Numbered(hybrid.Changes);
        positions = Numbered(cases);
    }

    /// <summary>The result with the causes of its effects, and the changes that no case shows.</summary>
    /// <param name="step">Called, from any thread, for each change that was tried and each effect that was explained.</param>
    public static Task<ImpactResult> ExplainAsync(PathwayDiff diff, HybridPathway hybrid, ImpactResult impact, Action step, CancellationToken cancellation)
    {
        // The first example of each effect, then the second of each, and so on.
        var cases = impact.Effects.SelectMany(e => e.Examples.Select((x, i) => (Example: x, Turn: i))).OrderBy(e => e.Turn).Select(e => e.Example)
            .Distinct<CasePair>(ReferenceEqualityComparer.Instance).Take(MostCases).ToList();
        return new Attribution(diff, hybrid, cases).ExplainAsync(impact, step, cancellation);
    }

    private async Task<ImpactResult> ExplainAsync(ImpactResult impact, Action step, CancellationToken cancellation)
    {
        await Parallel.ForEachAsync(hybrid.Changes, cancellation, async (change, token) =>
        {
            await TryAsync([change], token).ConfigureAwait(false);
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
        if (effect.Difference.Kind == DifferenceKind.Value)
            return [new Cause([diff.Of(ChangeSubject.Fact).First(c => c.Id == effect.Difference.What)])];
        var left = effect.Examples.Where(positions.ContainsKey).Select(e => positions[e]).ToList();
        var causes = hybrid.Changes.Where(c => left.Any(e => Shows([c], e, effect.Difference))).Select(c => new Cause([c])).ToImmutableArray();
        left.RemoveAll(e => causes.Any(c => Shows(c.Changes, e, effect.Difference)));
        while (left.Count > 0 && await SmallestAsync(left[0], effect.Difference, cancellation).ConfigureAwait(false) is { } together)
        {
            causes = causes.Add(new Cause(together));
            left.RemoveAll(e => Shows(together, e, effect.Difference));
        }

        return causes;
    }

    /// <summary>The smallest set of changes that shows a difference on a case, or null where none was found.</summary>
    private async Task<ImmutableArray<Change>?> SmallestAsync(int position, Difference difference, CancellationToken cancellation)
    {
        if (!await TestAsync(hybrid.Changes).ConfigureAwait(false))
            return null; // a change that cannot be applied by itself is part of it
        var set = await SuspectsAsync().ConfigureAwait(false);

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

        if (tried.Count >= MostMixes)
            return null;
        if (!interactions.Exists(i => Key(i) == Key(set)))
            interactions.Add(set);
        return set;

        // What works together for one effect mostly does for the next: a rule, what it recommends, where the walk goes.
        // Otherwise most changes leave the case alone, and those that do not are the first to be suspected.
        async Task<ImmutableArray<Change>> SuspectsAsync()
        {
            if (interactions.FirstOrDefault(i => Shows(i, position, difference)) is { IsDefault: false } known)
                return known;
            var suspects = hybrid.Changes.RemoveAll(c => !tried[Key([c])].Values.Any(shown => Mask.Has(shown, position)));
            return suspects.Length > 1 && await TestAsync(suspects).ConfigureAwait(false) ? suspects : hybrid.Changes;
        }

        async Task<bool> TestAsync(ImmutableArray<Change> changes)
        {
            if (tried.Count < MostMixes)
                await TryAsync(changes, cancellation).ConfigureAwait(false);
            return Shows(changes, position, difference);
        }
    }

    private bool Shows(ImmutableArray<Change> changes, int position, Difference difference) =>
        tried.TryGetValue(Key(changes), out var found) && found.TryGetValue(difference, out var shown) && Mask.Has(shown, position);

    /// <summary>Takes the cases through the baseline with these changes.</summary>
    private async Task TryAsync(ImmutableArray<Change> changes, CancellationToken cancellation)
    {
        if (tried.ContainsKey(Key(changes)))
            return;
        var compiled = hybrid.With(changes, cancellation);

        // A change that needs another one to compile is no cause by itself: all rules of its workflow fail then.
        tried[Key(changes)] = compiled is null || compiled.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error)
            ? Nothing
            : await before.CompareAsync(diff, new BatchWalk(compiled).Load(Bound(compiled, changes)), cancellation).ConfigureAwait(false);
    }

    /// <summary>The cases as a mix takes them: nearly all mixes have the same facts, and differ at most in policy values and the clock.</summary>
    private IReadOnlyList<BoundCase> Bound(CompiledPathway compiled, ImmutableArray<Change> changes) =>
        bound.GetOrAdd(
            (compiled.Facts, Key([.. changes.Where(c => c.Subject is ChangeSubject.PolicyValue or ChangeSubject.Pathway)])),
            _ => [.. Fitted(compiled).Select(c => BoundCase.Bind(compiled.Facts, compiled.Pathway, c))]);

    private IReadOnlyList<Case> Fitted(CompiledPathway compiled) =>
        fitted.GetOrAdd(compiled.Facts, _ => cases.ConvertAll(c => CaseFit.To(c.Source(), compiled.Pathway).Case));

    private string Key(ImmutableArray<Change> changes) => string.Join(',', changes.Select(c => numbers[c]));

    private static Dictionary<T, int> Numbered<T>(IEnumerable<T> items)
        where T : class =>
        items.Select((item, i) => KeyValuePair.Create(item, i)).ToDictionary((IEqualityComparer<T>)ReferenceEqualityComparer.Instance);
}
