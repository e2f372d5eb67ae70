using Newtonsoft.Json;
using RuleWorkbench.Compilation;
using RuleWorkbench.Diffing;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Shipped;
using RuleWorkbench.Simulation;
using Shouldly;
using Xunit;
using Case = RuleWorkbench.Model.Case;

namespace RuleWorkbench.Impact;

/// <summary>Causes are found on sets of cases. Here every change is applied by itself, every example walked by itself, and the
/// causes must be the same; what is said to work together must do so, and no smaller part of it.</summary>
public sealed class AttributionLawTests
{
    private static readonly PathwayDiff Diff = ShippedDiff.Value;

    private readonly WalkDiffer walks = new(Diff);
    private readonly HybridPathway hybrid = new(Diff);
    private readonly Dictionary<string, HashSet<(string Case, Difference)>> tried = [];

    [Theory]
    [InlineData(1, 0.1)]
    [InlineData(2, 0.4)]
    public async Task Causes_OfRandomCases_AreThoseOfWalksOneByOne(int seed, double missing)
    {
        var pathway = Diff.Candidate.Pathway!;
        List<Case> cases = [.. ManyCases.Of(pathway, 24, seed, missing).Select((c, i) => CohortLine.Read(c.ToString(Formatting.None), "lines", i + 1, pathway, new DateOnly(2026, 3, 2)))];
        var impact = await ImpactFinder.FindAsync(Diff, cases, null, 0, TestContext.Current.CancellationToken);
        var explained = 0;
        foreach (var effect in impact.Effects)
        {
            if (effect.Difference.Kind == DifferenceKind.Value)
            {
                // No walk shows which values a version takes: it is the fact's own edit.
                effect.Causes.ShouldHaveSingleItem().Changes.ShouldHaveSingleItem().Id.ShouldBe(effect.Difference.What);
                continue;
            }

            var examples = effect.Examples;
            var alone = hybrid.Changes.Where(c => examples.Any(e => Shows([c], e)));
            effect.Causes.Where(c => !c.IsInteraction).Select(c => c.Changes[0].Id).ShouldBe(alone.Select(c => c.Id), $"{effect.Difference}");
            foreach (var cause in effect.Causes.Where(c => c.IsInteraction))
            {
                examples.Any(e => Shows(cause.Changes, e) && cause.Changes.All(c => !Shows(cause.Changes.Remove(c), e))).ShouldBeTrue($"{effect.Difference}");
                explained++;
            }

            bool Shows(IReadOnlyCollection<Change> changes, CasePair example) => Tried(changes, cases).Contains((example.Name, effect.Difference));
        }

        explained.ShouldBePositive();
        impact.Effects.ShouldAllBe(e => !e.Causes.IsEmpty);
    }

    private HashSet<(string Case, Difference)> Tried(IReadOnlyCollection<Change> changes, List<Case> cases)
    {
        var key = string.Join(',', changes.Select(c => Diff.Changes.IndexOf(c, 0, Diff.Changes.Length, ReferenceEqualityComparer.Instance)));
        return tried.TryGetValue(key, out var found) ? found : tried[key] = Walk(hybrid.With(changes, TestContext.Current.CancellationToken)!, cases);
    }

    private HashSet<(string Case, Difference)> Walk(CompiledPathway mix, List<Case> cases)
    {
        var (before, after) = (Walker(Diff.Baseline.Compiled!), Walker(mix));
        return mix.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error) ? [] : [.. cases.SelectMany(c => walks.Compare(before(c), after(c)).Select(d => (c.FullId, d)))];

        static Func<Case, WalkResult> Walker(CompiledPathway compiled)
        {
            var walker = new Walker(new Plan(compiled));
            return source => walker.WalkAsync(CaseFit.Bind(compiled, source), TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();
        }
    }
}
