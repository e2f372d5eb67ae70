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
    [Fact]
    public async Task ReliefPercent_WholeAndHalfPainScores_IsExactAtEveryWholeLimit()
    {
        (await WrongAsync(2, Enumerable.Range(1, 100))).ShouldBeEmpty();
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
        var complete = ShippedPathway.Cases.Single(c => c.FullId == "classify-failure/baseline").Facts;
        var wrong = new List<string>();
        foreach (var limit in limits)
        {
            var policy = new JObject { ["failedReliefBelow"] = limit };
            for (var before = stepsPerPoint; before <= 10 * stepsPerPoint; before++)
            {
                // Only the scores on both sides of the limit, and the one on it, can fall on the wrong side.
                var hundredths = before * (100 - limit);
                for (var after = hundredths / 100; after <= (hundredths / 100) + 1; after++)
                {
                    var facts = (JObject)complete.DeepClone();
                    facts["block"]!["painBefore"] = (double)before / stepsPerPoint;
                    facts["block"]!["painAfter"] = (double)after / stepsPerPoint;
                    var bound = BoundCase.Bind(shipped.Compiled.Facts, shipped.Pathway, facts, policy, null);
                    var result = await shipped.Engine.EvaluateAsync("classify-failure", bound, TestContext.Current.CancellationToken);
                    var failed = result.Rules.Single(r => r.Rule.Id == "FNB-111").Verdict == Verdict.Met;
                    if (failed != ((before - after) * 100 < limit * before))
                        wrong.Add($"{facts["block"]!["painBefore"]} to {facts["block"]!["painAfter"]} at {limit} %: {(failed ? "failed" : "not failed")}");
                }
            }
        }

        return wrong;
    }
}
