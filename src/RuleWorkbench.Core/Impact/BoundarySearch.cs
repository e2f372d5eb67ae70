using System.Collections.Concurrent;
using System.Globalization;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Diffing;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Impact;

/// <summary>Looks for a case that shows a change which no saved case shows: in saved cases, one fact at a time that the
/// changed rules read is set to values at and beside the constants that it is compared with, to each allowed value, or
/// made missing.</summary>
public sealed class BoundarySearch(PathwayDiff diff, HybridPathway hybrid)
{
    private const int MostTries = 2000;

    /// <summary>A batch is as large as all before it together, so that what is found soon costs little.</summary>
    private const int FirstBatch = 64;

    private readonly (CompiledPathway Compiled, Walker Walker)[] walkers = [.. new[] { diff.Baseline.Compiled!, diff.Candidate.Compiled! }.Select(c => (c, new Walker(new Plan(c))))];
    private readonly ConcurrentDictionary<Case, HashSet<Rule>> near = new(ReferenceEqualityComparer.Instance);
    private readonly PathwayDiff sameWorkflows = diff with { Workflows = new Dictionary<string, string>() };
    private readonly PathwayDiff sameNames = diff with { RuleIds = new Dictionary<string, string>(), Workflows = new Dictionary<string, string>() };

    /// <summary>Searches for one change.</summary>
    public async Task<BoundaryFind> FindAsync(Change change, IReadOnlyList<Case> cases, CancellationToken cancellation)
    {
        if (hybrid.With([], cancellation) is not { } none || hybrid.With([change], cancellation) is not { } alone || hybrid.With(hybrid.Changes.Remove(change), cancellation) is not { } without)
            return new BoundaryFind(change, 0, null) { NotTried = $"it cannot be told from the others, because more than {HybridPathway.MostBases} mixes of changed functions and types would have to be compiled" };
        var walks = new Walks(
            new BatchWalk(diff.Baseline.Compiled!),
            new BatchWalk(diff.Candidate.Compiled!),
            new BatchWalk(none),
            new BatchWalk(alone),
            new BatchWalk(without));
        var rules = FactThresholds.RulesOf(change).ToHashSet<Rule>(ReferenceEqualityComparer.Instance);
        var (likely, others) = (new List<Case>(), new List<Case>());
        foreach (var source in cases)
            ((await NearAsync(source, cancellation).ConfigureAwait(false)).Overlaps(rules) ? likely : others).Add(source);
        var tries = cases.Concat(Variants(change, likely)).Concat(Variants(change, others)).Take(MostTries);
        var done = 0;
        for (var variants = tries.Take(FirstBatch).ToList(); variants.Count > 0; variants = [.. tries.Skip(done).Take(done)])
        {
            if (await FirstAsync(variants, walks, cancellation).ConfigureAwait(false) is var (position, shown))
            {
                var source = variants[position];
                var pair = new CasePair(source.FullId, CaseFit.Bind(diff.Baseline.Compiled!, source), CaseFit.Bind(diff.Candidate.Compiled!, source), () => source);
                return new BoundaryFind(change, done + position + 1, new Effect(shown, 1, [pair]) { Causes = [new Cause([change])] }) { IsSaved = done + position < cases.Count };
            }

            done += variants.Count;
        }

        return new BoundaryFind(change, done, null);
    }

    /// <summary>The rules that are met by a case, or open, in either version: one fact is likeliest to tip a rule that is among them.</summary>
    private async ValueTask<HashSet<Rule>> NearAsync(Case source, CancellationToken cancellation)
    {
        if (near.TryGetValue(source, out var known))
            return known;
        var found = new HashSet<Rule>(ReferenceEqualityComparer.Instance);
        foreach (var walker in walkers)
        {
            var walk = await walker.Walker.WalkAsync(CaseFit.Bind(walker.Compiled, source), cancellation).ConfigureAwait(false);
            found.UnionWith(walk.Visited.Concat(walk.Beside).SelectMany(w => w.Rules).Where(r => r.IsMet || !r.IsDetermined).Select(r => r.Rule));
        }

        return near.GetOrAdd(source, found);
    }

    /// <summary>The first of the cases that shows a change, and how; null where none does.</summary>
    private async Task<(int Position, Difference Shown)?> FirstAsync(List<Case> cases, Walks walks, CancellationToken cancellation)
    {
        // Mixes mostly take a case in the same way.
        var bound = new List<(CompiledPathway Compiled, List<BoundCase> Cases)>();
        foreach (var walk in (BatchWalk[])[walks.Before, walks.After, walks.None, walks.Alone, walks.Without])
        {
            var known = bound.Find(b => b.Compiled.Facts == walk.Compiled.Facts && b.Compiled.Pathway.Policy.AsEnumerable().SequenceEqual(walk.Compiled.Pathway.Policy, ReferenceEqualityComparer.Instance)).Cases;
            if (known is null)
                bound.Add((walk.Compiled, known = cases.ConvertAll(c => CaseFit.Bind(walk.Compiled, c))));
            walk.Load(known);
        }

        // A change can show on the baseline, or only beside the others: a new veto of what only a new rule recommends. What every mix
        // does otherwise than the baseline is nothing that the change brings about.
        var own = (await walks.None.CompareAsync(sameWorkflows, walks.Alone, cancellation).ConfigureAwait(false))
            .Concat(await walks.Without.CompareAsync(sameNames, walks.After, cancellation).ConfigureAwait(false)).ToLookup(d => (d.Key.Kind, d.Key.What), d => d.Value);
        if (own.Count == 0)
            return null;
        var all = await walks.Before.CompareAsync(diff, walks.After, cancellation).ConfigureAwait(false);
        for (var i = 0; i < cases.Count; i++)
        {
            if (all.Where(d => Mask.Has(d.Value, i) && own[(d.Key.Kind, d.Key.What)].Any(shown => Mask.Has(shown, i))).Select(d => d.Key).MinBy(d => d.Kind) is { } difference)
                return (i, difference);
        }

        return null;
    }

    /// <summary>The cases with one fact set otherwise, each fact and value in turn.</summary>
    private IEnumerable<Case> Variants(Change change, IReadOnlyList<Case> cases)
    {
        var values = new[] { (diff.Baseline, change.RuleBefore), (diff.Candidate, change.RuleAfter) }
            .Where(v => v.Item2 is not null)
            .SelectMany(v => v.Item1.Trees.Of(v.Item2!) is { } trees ? Values(trees, v.Item1.Pathway!) : [])
            .Concat(change.Reaches.SelectMany(r => diff.Candidate.Trees.Of(r.Rule) is { } trees ? Values(trees, diff.Candidate.Pathway!) : []))
            .DistinctBy(v => (v.Path, v.Value.ToString()))
            .ToList();
        return values.SelectMany(v => cases.Select(c => Set(c, v.Path.Split('.'), v.Value))).OfType<Case>();
    }

    /// <summary>The facts that a rule reads outside lists, each with the values worth trying.</summary>
    private static IEnumerable<(string Path, JToken Value)> Values(RuleTrees trees, Pathway pathway)
    {
        var nodes = trees.Locals.Select(l => l.Value).Append(trees.Condition).OfType<CanonicalTree>().SelectMany(t => t.All).ToList();
        var policy = nodes.Where(n => n.Reads?.StartsWith(Pathway.PolicyInput + ".", StringComparison.Ordinal) == true).Select(n => pathway.Policy.First(p => p.Name == n.Fact!.Name).Value);
        var constants = nodes.Where(n => n.Kind == CanonicalKind.Constant).Select(n => (object)(double.TryParse(n.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : n.Text.Trim('"'))).Concat(policy).Distinct().ToList();
        foreach (var fact in nodes.Where(n => n is { Kind: CanonicalKind.Fact, Fact: not null, Reads: not null } && !n.Reads.Contains("[]", StringComparison.Ordinal)).DistinctBy(n => n.Reads))
        {
            if (pathway.Inputs.All(i => i.Name != fact.Reads!.Split('.')[0]))
                continue;
            var schema = fact.Fact!;
            var step = schema.Step ?? (schema.Kind == FactKind.Integer ? 1 : 0.5);
            IEnumerable<JToken> values = schema.Kind switch
            {
                FactKind.Flag => [true, false],
                FactKind.Text => schema.AllowedValues.Concat(constants).OfType<string>().Distinct().Where(t => schema.AllowedValues.IsEmpty || schema.AllowedValues.Contains(t)).Select(t => (JToken)t),
                FactKind.Number or FactKind.Integer => constants.OfType<double>().SelectMany(c => new[] { c, c - step, c + step }).Where(v => schema.Range?.Contains(v) != false).Select(v => (JToken)v),
                FactKind.List when schema.Element is { Kind: FactKind.Text } element =>
                    element.AllowedValues.Concat(constants).OfType<string>().Distinct().Where(t => element.AllowedValues.IsEmpty || element.AllowedValues.Contains(t)).Select(t => (JToken)new JArray(t)).Append(new JArray()),
                _ => [],
            };
            foreach (var value in values.Append(JValue.CreateNull()))
                yield return (fact.Reads!, value);
        }
    }

    /// <summary>The case with a fact set, or null where it has that value already or lacks the object that holds it.</summary>
    private static Case? Set(Case source, string[] path, JToken value)
    {
        var facts = (JObject)source.Facts.DeepClone();
        JObject? at = facts;
        foreach (var name in path[..^1])
            at = at?[name] as JObject;
        if (at is null || JToken.DeepEquals(at[path[^1]] ?? JValue.CreateNull(), value))
            return null;
        at[path[^1]] = value.DeepClone();
        return source with { Facts = facts };
    }

    /// <summary>What is compared: both versions, and mixes with none of the changes, with one alone, and with all but that one.</summary>
    private sealed record Walks(BatchWalk Before, BatchWalk After, BatchWalk None, BatchWalk Alone, BatchWalk Without);
}
