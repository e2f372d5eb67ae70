using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Compilation;
using RuleWorkbench.Diffing;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Impact;

/// <summary>Makes the smallest case that shows a difference: facts are left out of a case that shows it as long as it still
/// does, and the values of the others moved to their thresholds.</summary>
public sealed class WitnessFinder(PathwayDiff diff)
{
    private readonly ReferenceEngine before = new(diff.Baseline.Compiled!);
    private readonly ReferenceEngine after = new(diff.Candidate.Compiled!);
    private readonly Walker oldWalker = new(new Plan(diff.Baseline.Compiled!));
    private readonly Walker newWalker = new(new Plan(diff.Candidate.Compiled!));
    private readonly WalkDiffer walks = new(diff);
    private readonly FactThresholds thresholds = new(diff, diff.Baseline.Pathway!.Workflows.Concat(diff.Candidate.Pathway!.Workflows).SelectMany(w => w.Rules));

    /// <summary>The witness of an effect, made from its example with the fewest facts.</summary>
    public async Task<Witness> FindAsync(Effect effect, CancellationToken cancellation)
    {
        var source = effect.Examples[0].Source();

        // The facts of a line of a cohort are part of it; paths begin at the facts.
        var facts = (JObject)source.Facts.DeepClone();
        for (var depth = 1; depth <= Depth(facts); depth++)
            facts = await ShrinkAsync(facts, Nodes(facts, depth), source, effect.Difference, cancellation).ConfigureAwait(false);
        facts = await Values(effect.Causes, facts => ShowsAsync(source with { Facts = facts }, effect.Difference, cancellation)).MoveAsync(Tidy(facts), source.Clock).ConfigureAwait(false);
        var witness = source with { Facts = facts, Expectation = new Expectation() };
        if (witness.Policy.Count > 0 && await ShowsAsync(witness with { Policy = [] }, effect.Difference, cancellation).ConfigureAwait(false))
            witness = witness with { Policy = [] };
        return new Witness(
            witness,
            effect.Examples[0].Name,
            await new Explainer(before).ExplainAsync(CaseFit.To(witness, before.Compiled.Pathway).Case, cancellation).ConfigureAwait(false),
            await new Explainer(after).ExplainAsync(CaseFit.To(witness, after.Compiled.Pathway).Case, cancellation).ConfigureAwait(false));
    }

    /// <summary>What moves values to the thresholds of the criteria that bring an effect about.</summary>
    internal NearestValues Values(ImmutableArray<Cause> causes, Func<JObject, Task<bool>> showsAsync) =>
        new(new FactThresholds(diff, causes.SelectMany(c => c.Changes).SelectMany(FactThresholds.RulesOf)), thresholds, after.Compiled.Pathway, showsAsync);

    /// <summary>Leaves out as many of the nodes as can be, halves first.</summary>
    private async Task<JObject> ShrinkAsync(JObject facts, ImmutableArray<string> paths, Case source, Difference difference, CancellationToken cancellation)
    {
        if (paths.IsEmpty)
            return facts;
        var rest = Without(facts, paths);
        if (HasItsLengths(rest) && await ShowsAsync(source with { Facts = rest }, difference, cancellation).ConfigureAwait(false))
            return rest;
        if (paths.Length == 1)
            return facts;

        // The later half first: leaving out an element of a list moves those behind it.
        facts = await ShrinkAsync(facts, paths[(paths.Length / 2)..], source, difference, cancellation).ConfigureAwait(false);
        return await ShrinkAsync(facts, paths[..(paths.Length / 2)], source, difference, cancellation).ConfigureAwait(false);
    }

    private async Task<bool> ShowsAsync(Case source, Difference difference, CancellationToken cancellation) =>
        walks.Compare(await WalkAsync(oldWalker, before.Compiled, source, cancellation).ConfigureAwait(false), await WalkAsync(newWalker, after.Compiled, source, cancellation).ConfigureAwait(false)).Contains(difference);

    private static ValueTask<WalkResult> WalkAsync(Walker walker, CompiledPathway compiled, Case source, CancellationToken cancellation) =>
        walker.WalkAsync(CaseFit.Bind(compiled, source), cancellation);

    /// <summary>Whether no list is shorter than its schema allows: a witness is a case that a suite can hold.</summary>
    private bool HasItsLengths(JObject facts)
    {
        return after.Compiled.Pathway.Inputs.All(i => Fits(facts[i.Name], i.Facts));

        static bool Fits(JToken? value, FactSchema schema) => value switch
        {
            JObject members => schema.Members.All(m => Fits(members[m.Name], m)),
            JArray list => list.Count >= (schema.Length.Least ?? 0) && (schema.Element is not { } element || list.All(item => Fits(item, element))),
            _ => true,
        };
    }

    /// <summary>Paths of what stands at a depth: 1 inputs, 2 facts, 3 what is in them.</summary>
    private static ImmutableArray<string> Nodes(JObject facts, int depth) =>
        [.. facts.Descendants().Where(t => t is not JProperty && Level(t) == depth).Select(t => t.Path)];

    private static int Depth(JObject facts) => facts.Descendants().Where(t => t is not JProperty).Select(Level).DefaultIfEmpty().Max();

    private static int Level(JToken token) => token.Ancestors().Count(a => a is not JProperty);

    private static JObject Without(JObject facts, ImmutableArray<string> paths)
    {
        var rest = (JObject)facts.DeepClone();
        foreach (var token in paths.Select(p => rest.SelectToken(p)).OfType<JToken>().ToList())
        {
            if (token.Parent is JProperty property)
                property.Remove();
            else
                token.Remove();
        }

        return rest;
    }

    /// <summary>The facts without inputs of which nothing is left.</summary>
    private static JObject Tidy(JObject facts) =>
        new(facts.Properties().Where(p => p.Value is not JObject { Count: 0 } && p.Value.Type != JTokenType.Null));
}
