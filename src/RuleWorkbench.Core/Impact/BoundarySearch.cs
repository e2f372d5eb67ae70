using System.Globalization;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Diffing;
using RuleWorkbench.Model;

namespace RuleWorkbench.Impact;

/// <summary>Looks for a case that shows a change which no saved case shows: in saved cases, one fact at a time that the
/// changed rules read is set to values at and beside the constants that it is compared with, to each allowed value, or
/// made missing.</summary>
public sealed class BoundarySearch(PathwayDiff diff, HybridPathway hybrid)
{
    private const int MostTries = 2000;

    /// <summary>A batch is as large as all before it together, so that what is found soon costs little.</summary>
    private const int FirstBatch = 64;

    private readonly PathwayDiff sameNames = diff with { RuleIds = new Dictionary<string, string>(), Workflows = new Dictionary<string, string>() };

    /// <summary>Searches for one change.</summary>
    public async Task<BoundaryFind> FindAsync(Change change, IReadOnlyList<Case> cases, CancellationToken cancellation)
    {
        var (alone, without) = (hybrid.With([change], cancellation), hybrid.With(hybrid.Changes.Remove(change), cancellation));
        var tries = cases.Concat(Variants(change, cases)).Take(MostTries);
        var done = 0;
        for (var variants = tries.Take(FirstBatch).ToList(); variants.Count > 0; variants = [.. tries.Skip(done).Take(done)])
        {
            if (await FirstAsync(variants, alone, without, cancellation).ConfigureAwait(false) is var (position, shown))
            {
                var source = variants[position];
                var pair = new CasePair(source.FullId, Bind(diff.Baseline.Compiled!, source), Bind(diff.Candidate.Compiled!, source), () => source);
                return new BoundaryFind(change, done + position + 1, new Effect(shown, 1, [pair]) { Causes = [new Cause([change])] }) { IsSaved = done + position < cases.Count };
            }

            done += variants.Count;
        }

        return new BoundaryFind(change, done, null);
    }

    /// <summary>The first of the cases that shows a change, and how; null where none does.</summary>
    private async Task<(int Position, Difference Shown)?> FirstAsync(List<Case> cases, CompiledPathway alone, CompiledPathway without, CancellationToken cancellation)
    {
        // A change can show on the baseline, or only beside the others: a new veto of what only a new rule recommends.
        var (before, after) = (Walk(diff.Baseline.Compiled!, cases), Walk(diff.Candidate.Compiled!, cases));
        var own = (await before.CompareAsync(diff, Walk(alone, cases), cancellation).ConfigureAwait(false))
            .Concat(await Walk(without, cases).CompareAsync(sameNames, after, cancellation).ConfigureAwait(false)).ToLookup(d => (d.Key.Kind, d.Key.What), d => d.Value);
        if (own.Count == 0)
            return null;
        var all = await before.CompareAsync(diff, after, cancellation).ConfigureAwait(false);
        for (var i = 0; i < cases.Count; i++)
        {
            if (all.Where(d => Mask.Has(d.Value, i) && own[(d.Key.Kind, d.Key.What)].Any(shown => Mask.Has(shown, i))).Select(d => d.Key).MinBy(d => d.Kind) is { } difference)
                return (i, difference);
        }

        return null;
    }

    private static BatchWalk Walk(CompiledPathway compiled, List<Case> cases) => new(compiled, cases.ConvertAll(c => Bind(compiled, c)));

    private static BoundCase Bind(CompiledPathway compiled, Case source) =>
        BoundCase.Bind(compiled.Facts, compiled.Pathway, CaseFit.To(source, compiled.Pathway).Case);

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
}
