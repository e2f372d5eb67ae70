using RuleWorkbench.Compilation;
using RuleWorkbench.Diffing;
using RuleWorkbench.Shipped;
using RuleWorkbench.Simulation;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Impact;

/// <summary>With all changes applied the baseline does what the candidate does, and with none what it did itself: on every saved
/// case of the shipped pathway and its release.</summary>
public sealed class HybridPathwayTests
{
    private static readonly PathwayDiff Diff = ShippedDiff.Value;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_AllOrNone_IsTheCandidateOrTheBaseline(bool all)
    {
        var hybrid = new HybridPathway(Diff);
        hybrid.Changes.Length.ShouldBeGreaterThan(10);
        var mix = hybrid.With(all ? hybrid.Changes : [], TestContext.Current.CancellationToken).ShouldNotBeNull();
        var whole = (all ? Diff.Candidate : Diff.Baseline).Compiled!;
        var walks = new WalkDiffer(Diff with { RuleIds = new Dictionary<string, string>(), Workflows = new Dictionary<string, string>() });
        var (mixed, expected) = (await WalkAsync(mix), await WalkAsync(whole));
        foreach (var (source, i) in ShippedPathway.Cases.Select((c, i) => (c, i)))
            walks.Compare(expected[i], mixed[i]).ShouldBeEmpty(source.FullId);
    }

    private static async Task<List<WalkResult>> WalkAsync(CompiledPathway compiled)
    {
        var bound = ShippedPathway.Cases.Select(c => CaseFit.Bind(compiled, c)).ToList();
        var walker = new Walker(new Plan(compiled).Over(bound));
        var walked = new List<WalkResult>();
        foreach (var facts in bound)
            walked.Add(await walker.WalkAsync(facts, TestContext.Current.CancellationToken));
        return walked;
    }
}
