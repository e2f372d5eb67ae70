using Shouldly;
using Xunit;

namespace RuleWorkbench.SelfTest;

public sealed class EngineSelfTestTests
{
    [Fact]
    public async Task RunAsync_SameSeed_FindsTheSame()
    {
        var one = await EngineSelfTest.RunAsync(3000, 7, null, TestContext.Current.CancellationToken);
        var two = await EngineSelfTest.RunAsync(3000, 7, null, TestContext.Current.CancellationToken);

        one.Disagreement.ShouldBeNull();
        two.ShouldBe(one);
        one.Comparisons.ShouldBeGreaterThanOrEqualTo(3000);
        one.InColumns.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Make_ASeed_MakesTheSamePathwayEverywhere() =>
        RandomPathway.Describe(RandomPathway.Make(1).Pathway.Workflows[0].Rules[0]).ShouldBe(Known);

    private const string Known = "r0: !(((((p.s0 == p.s0) && p.ts.First().Contains(\"a\")) || (g1 > 1.5)) || p.xs.Any()))";
}
