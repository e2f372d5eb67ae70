using RuleWorkbench.Compilation;
using RuleWorkbench.Diffing;
using RuleWorkbench.Shipped;
using RuleWorkbench.Simulation;
using Shouldly;
using Xunit;
using Case = RuleWorkbench.Model.Case;

namespace RuleWorkbench.Impact;

/// <summary>With all changes applied the baseline does what the candidate does, and with none what it did itself: on every
/// saved case of the shipped pathway and its release.</summary>
public sealed class HybridPathwayTests
{
    private static readonly PathwayDiff Diff = ShippedDiff.Value;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_AllOrNone_IsTheCandidateOrTheBaseline(bool all)
    {
        var hybrid = new HybridPathway(Diff, TestContext.Current.CancellationToken);
        hybrid.Changes.Length.ShouldBeGreaterThan(10);
        var mix = hybrid.With(all ? hybrid.Changes : [], TestContext.Current.CancellationToken);
        var whole = (all ? Diff.Candidate : Diff.Baseline).Compiled!;
        var walks = new WalkDiffer(Diff with { RuleIds = new Dictionary<string, string>(), Workflows = new Dictionary<string, string>() });
        var (mixed, expected) = (Walker(mix), Walker(whole));
        foreach (var source in ShippedPathway.Cases)
        {
            var difference = walks.Compare(await WalkAsync(expected, whole, source), await WalkAsync(mixed, mix, source));
            difference.ShouldBeEmpty(source.FullId);
        }
    }

    private static Walker Walker(CompiledPathway compiled) => new(new Plan(compiled).Over([.. ShippedPathway.Cases.Select(c => Bind(compiled, c))]));

    private static BoundCase Bind(CompiledPathway compiled, Case source) => BoundCase.Bind(compiled.Facts, compiled.Pathway, CaseFit.To(source, compiled.Pathway).Case);

    private static ValueTask<WalkResult> WalkAsync(Walker walker, CompiledPathway compiled, Case source) => walker.WalkAsync(Bind(compiled, source), TestContext.Current.CancellationToken);
}
