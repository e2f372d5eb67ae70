using Newtonsoft.Json.Linq;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Shipped;

/// <summary>Relief in percent is a quotient of binary fractions. A limit must fall where a person who reckons with
/// fractions puts it.</summary>
public sealed class ReliefBoundaryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task ReliefPercent_WholeAndHalfPainScores_IsExactAtEveryWholeLimit(int stepsPerPoint)
    {
        (await WrongAsync(stepsPerPoint, Enumerable.Range(1, 100))).ShouldBeEmpty();
    }

    [Fact]
    public async Task ReliefPercent_PainScoresWithOneDecimal_IsExactAtTheShippedLimits()
    {
        var policy = ShippedPathway.Of(ShippedPathway.Current).Pathway.Policy;
        var limits = policy.Where(p => p.Name is "failedReliefBelow" or "fullReliefFrom").Select(p => (int)(double)p.Value).ToList();

        limits.Count.ShouldBe(2);
        (await WrongAsync(10, limits)).ShouldBeEmpty();
    }

    /// <summary>Pairs of scores at which a block counts as failed though its relief has reached the limit, or the other
    /// way round.</summary>
    private static async Task<List<string>> WrongAsync(int stepsPerPoint, IEnumerable<int> limits)
    {
        var shipped = ShippedPathway.Of(ShippedPathway.Current);
        var wrong = new List<string>();
        foreach (var limit in limits)
        {
            var policy = new JObject { ["failedReliefBelow"] = limit };
            for (var before = stepsPerPoint; before <= 10 * stepsPerPoint; before++)
            {
                // Only scores near the limit can fall on the wrong side of it.
                var exact = before - (before * limit / 100.0);
                for (var after = Math.Max(0, (int)exact - 1); after <= Math.Min(10 * stepsPerPoint, (int)exact + 2); after++)
                {
                    var facts = new JObject { ["block"] = new JObject { ["painBefore"] = (double)before / stepsPerPoint, ["painAfter"] = (double)after / stepsPerPoint } };
                    var bound = BoundCase.Bind(shipped.Compiled.Facts, shipped.Pathway, facts, policy, null);
                    var result = await shipped.Engine.EvaluateAsync("classify-failure", bound, TestContext.Current.CancellationToken);
                    var failed = result.Rules.Single(r => r.Rule.Id == "FNB-111").Verdict == Verdict.Met;
                    if (failed != ((before - after) * 100 < limit * before))
                        wrong.Add($"{facts["block"]} at {limit} %: {(failed ? "failed" : "not failed")}");
                }
            }
        }

        return wrong;
    }
}
