using System.Text;
using Newtonsoft.Json;
using RuleWorkbench.Cohorts;
using RuleWorkbench.Cohorts.Live;
using RuleWorkbench.Diffing;
using RuleWorkbench.Loading;
using RuleWorkbench.Shipped;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Impact;

/// <summary>The impact on a cohort is what walking each case by itself through both versions says.</summary>
public sealed class CohortImpactTests
{
    [Theory]
    [InlineData(1, 0.0)]
    [InlineData(2, 0.3)]
    public async Task RunAsync_ShippedRelease_SaysWhatWalksSay(int seed, double missing) => await CheckAsync(ShippedDiff.Value, seed, missing);

    [Fact]
    public async Task RunAsync_OtherThresholdsPolicyAndOrder_SaysWhatWalksSay()
    {
        var now = ShippedPathway.Of(ShippedPathway.Current).Pathway;
        var before = now with
        {
            Policy = [.. now.Policy.Select(p => p.Value is double number ? p with { Value = number * 1.2 } : p)],
            Workflows = [.. now.Workflows.Select(w => w with { ContentHash = w.ContentHash + "x", Rules = [.. w.Rules.Where((_, i) => i % 7 != 3).Select((r, i) => i % 5 == 2 ? r with { Properties = r.Properties with { Veto = [] } } : r)] })],
        };
        var diff = PathwayDiffer.Compare(before.Version("before"), now.Version("after"));

        await CheckAsync(diff, 3, 0.1);
    }

    [Fact]
    public async Task RunAsync_AnyNumberOfThreads_SaysTheSame()
    {
        var lines = Lines(ShippedDiff.Value, 200, 5, 0.1);
        var (one, three) = (await RunAsync(ShippedDiff.Value, lines, 1), await RunAsync(ShippedDiff.Value, lines, 3));

        three.Effects.Select(Text).ShouldBe(one.Effects.Select(Text));
        three.Whole.ShouldBe(one.Whole);

        static string Text(Effect effect) => $"{effect.Difference} {effect.Cases} {string.Join(' ', effect.Examples.Select(e => e.Name))}";
    }

    [Fact]
    public async Task RunAsync_LinesThatAreNoCases_AreCounted()
    {
        List<string> lines = [.. Lines(ShippedDiff.Value, 3, 1, 0), "{ not a case", "{ \"id\": \"x\", \"facts\": { \"patient\": { \"age\": \"old\" } } }"];
        var impact = await RunAsync(ShippedDiff.Value, lines, 1);

        (impact.Whole.Cases, impact.Rejected).ShouldBe((3, 2L));
    }

    [Theory]
    [InlineData(1, 0.0)]
    [InlineData(2, 0.3)]
    public async Task OfAsync_PeopleInMemory_SaysOfRecommendationsWhatARunFromFileSays(int seed, double missing)
    {
        var diff = ShippedDiff.Value;
        var lines = Lines(diff, 300, seed, missing);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        var options = new CohortOptions("lines", new DateOnly(2026, 3, 2), [], WritesRecords: false, 2);
        var people = await LivePopulation.LoadAsync(diff.Candidate.Compiled!, stream, options, LivePopulation.MostBytesByDefault, null, CancellationToken.None);
        var (steps, most) = (0, 0);
        var live = await PopulationImpact.OfAsync(diff, people, "lines", (done, of) => (steps, most) = (steps + 1, Math.Max(most, done * 100 / of)), CancellationToken.None);
        var streamed = await RunAsync(diff, lines, 2);

        live.Effects.Select(e => $"{e.Difference} {e.Cases.Count}").ShouldBe(streamed.Of(DifferenceKind.Recommendation).Select(e => $"{e.Difference} {e.Cases}"), ignoreOrder: true);
        live.Effects.Length.ShouldBeGreaterThan(5);
        (steps, most).ShouldBe((2, 100));
        foreach (var effect in live.Effects)
            effect.Examples.Select(c => c.Id).ShouldBe(effect.Cases.Take(PopulationImpact.MostExamples).Select(p => (string)Newtonsoft.Json.Linq.JObject.Parse(lines[p])["id"]!));
    }

    private static async Task CheckAsync(PathwayDiff diff, int seed, double missing)
    {
        var lines = Lines(diff, 300, seed, missing);
        var impact = await RunAsync(diff, lines, 2, Strata.TryParse("patient.sex", diff.Candidate.Pathway!));
        var cases = lines.Select((l, i) => CohortLine.Read(l, "lines", i + 1, diff.Candidate.Pathway!, new DateOnly(2026, 3, 2))).ToList();
        var walked = await new ImpactRunner(diff).RunAsync(cases, Strata.TryParse("patient.sex", diff.Candidate.Pathway!), CancellationToken.None);

        impact.Effects.Select(e => $"{e.Difference} {e.Cases}").ShouldBe(walked.Effects.Select(e => $"{e.Difference} {e.Cases}"));
        impact.Whole.ShouldBe(walked.Whole);
        impact.Strata.ShouldBe(walked.Strata);
        impact.Flow!.Before.Reached.ShouldBe(walked.Flow!.Before.Reached);
        impact.Flow.After.Edges.Select(e => e.Cases).ShouldBe(walked.Flow.After.Edges.Select(e => e.Cases));
        impact.Effects.Length.ShouldBeGreaterThan(5);

        // The law is of no use where columns tell nothing.
        impact.Flow.After.WalkedSingly.ShouldBeLessThan(impact.Whole.Cases / 2);
    }

    private static List<string> Lines(PathwayDiff diff, int count, int seed, double missing) =>
        [.. ManyCases.Of(diff.Candidate.Pathway!, count, seed, missing).Select(c => c.ToString(Formatting.None))];

    private static async Task<ImpactResult> RunAsync(PathwayDiff diff, List<string> lines, int threads, Strata? strata = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return await new CohortImpact(diff).RunAsync(stream, new CohortOptions("lines", new DateOnly(2026, 3, 2), [], WritesRecords: false, threads), strata, CancellationToken.None);
    }
}
