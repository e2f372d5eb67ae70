using CsCheck;
using RuleWorkbench.SelfTest;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Compilation;

/// <summary>The law of two engines: the plan says what the reference engine says of every rule on every case. A longer run:
/// <c>rulewb selftest --engines --count N --seed S</c>.</summary>
public sealed class PlanLawTests(ITestOutputHelper output)
{
    [Fact]
    public Task EvaluateAsync_RandomRulesAndCases_AgreesWithTheReferenceEngine() => Gen.ULong.SampleAsync(
        async seed =>
        {
            var result = await EngineSelfTest.RunAsync(100_000, seed, null, TestContext.Current.CancellationToken);

            output.WriteLine($"{result.Comparisons} comparisons from seed {seed}, {result.InColumns} of them in columns, {result.ByCode} by code alone");
            result.Disagreement.ShouldBeNull();
            result.Comparisons.ShouldBeGreaterThanOrEqualTo(100_000);

            // The law is of no use where the trees judge everything.
            result.InColumns.ShouldBeGreaterThan(result.Comparisons / 10);
            result.ByCode.ShouldBeGreaterThan(result.Comparisons / 4);
        },
        iter: 1);
}
