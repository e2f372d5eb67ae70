using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;
using Shouldly;
using Xunit;
using Case = RuleWorkbench.Model.Case;

namespace RuleWorkbench.Shipped;

/// <summary>What the clinical brief promises of the saved cases.</summary>
public sealed class SavedCasesTests
{
    /// <summary>An analgesic is added after partial relief only, and pain that is worse is no relief. The guard forbids it
    /// all the same: it forbids every change of the block.</summary>
    private static readonly (string Guard, string Code) CannotMeet = ("FNB-913", "ADD_ADJUVANT");

    private static readonly ShippedPathway Shipped = ShippedPathway.Of(ShippedPathway.Current);

    [Fact]
    public async Task RunAsync_EverySavedCase_Passes()
    {
        (await Shipped.RunAsync()).Cases.Where(c => c.Outcome != CaseOutcome.Passed).Select(c => $"{c.Case.FullId} {c.Outcome}").ShouldBeEmpty();
    }

    [Fact]
    public async Task Walk_EverySavedCase_HasOnlyErrorsThatItExpects()
    {
        (await Shipped.RunAsync()).Cases
            .SelectMany(c => c.Walk!.Errors.Select(e => e.Where).Except(c.Case.Expectation.Errors.Select(e => e.Value)).Select(e => $"{c.Case.FullId}: {e}"))
            .ShouldBeEmpty();
    }

    [Fact]
    public void EveryCase_SaysWhyAndExpectsSomething()
    {
        ShippedPathway.Cases.Where(c => string.IsNullOrWhiteSpace(c.Why) || c.Expectation.IsEmpty || c.Tags.IsEmpty).Select(c => c.FullId).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(RuleExpectation.Met)]
    [InlineData(RuleExpectation.NotMet)]
    public void EveryRule_BothWays_IsExpectedByACase(RuleExpectation way)
    {
        var expected = ShippedPathway.Cases.SelectMany(c => c.Expectation.Rules).Where(e => e.Value.Value == way).Select(e => e.Key).ToHashSet();

        Shipped.Rules.Select(r => r.Id).Except(expected).ShouldBeEmpty();
    }

    [Fact]
    public void EveryRecommendation_IsExpectedByACase()
    {
        var expected = ShippedPathway.Cases
            .SelectMany(c => c.Expectation.Recommendations)
            .Where(e => e.Value.Value == RecommendationStatus.Recommended)
            .Select(e => e.Key)
            .ToHashSet();

        Shipped.Pathway.Recommendations.Select(r => r.Code).Except(expected).ShouldBeEmpty();
    }

    [Fact]
    public void EveryVeto_OfEveryGuard_IsExpectedByACase()
    {
        var seen = ShippedPathway.Cases.SelectMany(c => c.Expectation.Vetoes).SelectMany(v => v.Value.Value.Select(g => (Guard: g, Code: v.Key))).ToHashSet();

        Shipped.Rules
            .SelectMany(r => r.Properties.Veto.Select(code => (Guard: r.Id, Code: code)))
            .Except(seen)
            .ShouldBe([CannotMeet]);
    }

    [Theory]
    [InlineData(49, "NO_SCS_IMPLANT")]
    [InlineData(50, "SCS_IMPLANT")]
    [InlineData(51, "SCS_IMPLANT")]
    public void StimulationTrial_Boundary_IsExpectedByACase(double relief, string code)
    {
        ShippedPathway.Cases
            .Where(c => List(c, "scsTrials") is [JObject trial] && (double?)trial["reliefPercent"] == relief)
            .ShouldContain(c => Recommends(c, code));
    }

    [Theory]
    [InlineData(182, "RFA_WAIT")]
    [InlineData(183, "RFA_REPEAT")]
    [InlineData(184, "RFA_REPEAT")]
    public void Ablation_SixMonthsBoundary_IsExpectedByACase(int daysAgo, string code)
    {
        ShippedPathway.Cases
            .Where(c => List(c, "ablations") is [JObject ablation] && (string?)ablation["date"] == c.Clock!.Value.AddDays(-daysAgo).ToString("yyyy-MM-dd", null))
            .ShouldContain(c => Recommends(c, code));
    }

    [Fact]
    public void MissingFacts_EveryKindOfConsequence_IsExpectedByACase()
    {
        var cases = ShippedPathway.Suites.Suites.Single(s => s.Name == "missing-facts").Cases;

        cases.Length.ShouldBeGreaterThan(10);
        cases.ShouldContain(c => c.Expectation.Rules.Any(r => r.Value.Value == RuleExpectation.Undetermined));
        cases.ShouldContain(c => c.Expectation.Recommendations.Any(r => r.Value.Value == RecommendationStatus.Held));
        cases.ShouldContain(c => c.Expectation.Recommendations.Any(r => r.Value.Value == RecommendationStatus.Undetermined));
    }

    [Fact]
    public void EveryGuard_LeftOpenByAMissingFact_IsExpectedByACase()
    {
        var open = ShippedPathway.Cases.SelectMany(c => c.Expectation.Rules).Where(e => e.Value.Value == RuleExpectation.Undetermined).Select(e => e.Key).ToHashSet();

        Shipped.Rules.Where(r => r.IsGuard).Select(r => r.Id).Except(open).ShouldBeEmpty();
    }

    [Fact]
    public void ConflictingFacts_CasesAndAConflictOfAGroup_Exist()
    {
        var cases = ShippedPathway.Suites.Suites.Single(s => s.Name == "conflicting-facts").Cases;

        cases.Length.ShouldBeGreaterThan(5);
        cases.ShouldContain(c => !c.Expectation.Errors.IsEmpty);
    }

    [Fact]
    public void YearLongCourse_OnePerson_GoesThroughThePathwayInAYear()
    {
        var visits = ShippedPathway.Suites.Suites.Single(s => s.Name == "year-long-course").Cases;
        var dates = visits.Select(v => v.Clock!.Value).ToList();

        dates.ShouldBeInOrder();
        (dates[^1].DayNumber - dates[0].DayNumber).ShouldBeGreaterThanOrEqualTo(52 * 7);
        visits.SelectMany(v => v.Expectation.Walk?.Value ?? []).Distinct().Count().ShouldBeGreaterThanOrEqualTo(5);
        visits.SelectMany(v => v.Expectation.Recommendations.Values).Select(r => r.Value).ShouldContain(RecommendationStatus.Vetoed);
    }

    private static JToken[]? List(Case source, string name) => (source.Facts["history"]?[name] as JArray)?.ToArray();

    private static bool Recommends(Case source, string code) =>
        source.Expectation.Recommendations.TryGetValue(code, out var expected) && expected.Value == RecommendationStatus.Recommended;
}
