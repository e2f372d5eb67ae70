using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Cohorts;
using RuleWorkbench.Compilation;
using RuleWorkbench.Diffing;
using RuleWorkbench.Model;
using RuleWorkbench.Shipped;
using RuleWorkbench.Simulation;
using Shouldly;
using Xunit;
using static RuleWorkbench.Simulation.SmallPathway;
using Case = RuleWorkbench.Model.Case;

namespace RuleWorkbench.Impact;

/// <summary>A witness shows its change, and is the smallest around: without any of its facts it would not show it, and a number stands
/// at its nearest threshold, or a step nearer would not show it.</summary>
public sealed class WitnessLawTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 0.0)]
    [InlineData(2, 0.3)]
    public async Task Witnesses_OfACohort_ShowTheirChangeWithTheFewestFacts(int seed, double missing)
    {
        var diff = ShippedDiff.Value;
        var text = string.Join('\n', ManyCases.Of(diff.Candidate.Pathway!, 30, seed, missing).Select(c => c.ToString(Formatting.None)));
        using var lines = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var impact = await ImpactFinder.FindAsync(diff, lines, new CohortOptions("lines", new DateOnly(2026, 3, 2), [], WritesRecords: false, 1), null, 6, Cancellation);
        var (walks, before, after) = (new WalkDiffer(diff), Walker(diff.Baseline), Walker(diff.Candidate));
        bool Shows(Case source, Difference difference) => walks.Compare(before(source), after(source)).Contains(difference);

        var seen = 0;
        foreach (var (difference, witness) in impact.Effects.Where(e => e.Witness is not null).Select(e => (e.Difference, e.Witness!.Case)))
        {
            Shows(witness, difference).ShouldBeTrue($"{difference}");
            foreach (var fact in witness.Facts.Descendants().OfType<JProperty>().Where(p => p.Value is JValue).ToList())
            {
                var rest = (JObject)witness.Facts.DeepClone();
                rest.SelectToken(fact.Path)!.Parent!.Remove();
                Shows(witness with { Facts = rest }, difference).ShouldBeFalse($"{difference} needs no {fact.Path}");
                seen++;
            }
        }

        seen.ShouldBeGreaterThan(6);
    }

    [Theory]
    [InlineData("f.x > 10", "f.x > 20", "{ x: 13 }", "x", "11")]
    [InlineData("f.x > 10", "f.x > 20", "{ x: 17 }", "x", "20")]
    [InlineData("f.x > 10", "f.x > 20", "{ x: 12.25 }", "x", "10.01")]
    [InlineData("f.x >= 1.5", "f.x >= 2", "{ x: 1.7 }", "x", "1.5")]
    [InlineData("f.x > 10", "f.x > 10 && f.y > 100", "{ x: 5000, y: 1 }", "x", "11")]
    [InlineData("f.x > 10", "f.x > 10 && f.y > 100", "{ x: 5000, y: 1 }", "y", "100")]
    [InlineData("f.ms.Any(it.days > 30)", "f.ms.Any(it.days > 90)", "{ ms: [{ days: 75 }] }", "ms[0].days", "90")]
    [InlineData("f.day > now.date.Value.AddDays(-14)", "f.day > now.date.Value.AddDays(-28)", "{ day: '2026-02-06' }", "day", "2026-02-03")]
    [InlineData("f.day > now.date.Value.AddMonths(-2)", "f.day > now.date.Value.AddMonths(-6)", "{ day: '2025-12-01' }", "day", "2026-01-02")]
    public async Task Witness_Values_AreMovedToTheirNearestThreshold(string earlier, string later, string facts, string path, string expected)
    {
        static Pathway With(string expression) => Of(Rule("r", expression).Recommends("TREAT")) with { Clock = "now" };
        var diff = TestVersion.Diff(With(earlier), With(later));
        var source = Case("c", facts) with { Clock = new DateOnly(2026, 3, 2) };
        var impact = await ImpactFinder.FindAsync(diff, [source], null, 10, Cancellation);

        var effect = impact.Of(DifferenceKind.Recommendation).ShouldHaveSingleItem();
        var witness = effect.Witness.ShouldNotBeNull().Case;
        Text(witness.Facts.SelectToken($"f.{path}")).ShouldBe(expected);
        new WalkDiffer(diff).Compare(Walker(diff.Baseline)(witness), Walker(diff.Candidate)(witness)).ShouldContain(effect.Difference);
    }

    [Theory]
    [InlineData(5.0, 0.0, 100.0, "15")]
    [InlineData(2.0, 0.0, 100.0, "12")]
    [InlineData(0.5, 0.0, 11.5, "11.5")]
    public async Task Witness_Values_KeepToTheStepAndTheRangeOfTheirFact(double step, double low, double high, string expected)
    {
        Pathway With(string expression)
        {
            var of = Of(Rule("r", expression).Recommends("TREAT"));
            var facts = of.Inputs[0].Facts;
            return of with { Inputs = [of.Inputs[0] with { Facts = facts with { Members = [.. facts.Members.Select(m => m.Name == "x" ? m with { Step = step, Range = new NumberRange(low, high, false, false) } : m)] } }] };
        }

        var start = Math.Floor(Math.Min(14, high) / step) * step;
        var impact = await ImpactFinder.FindAsync(TestVersion.Diff(With("f.x > 11"), With("f.x > 111")), [Case("c", $"{{ x: {(step == 5 ? 40 : start).ToString(CultureInfo.InvariantCulture)} }}")], null, 10, Cancellation);

        Text(impact.Of(DifferenceKind.Recommendation).ShouldHaveSingleItem().Witness!.Case.Facts.SelectToken("f.x")).ShouldBe(expected);
    }

    private static string? Text(JToken? value) => value is null ? null : Convert.ToString(((JValue)value).Value, CultureInfo.InvariantCulture);

    private static Func<Case, WalkResult> Walker(PathwayVersion version)
    {
        var walker = new Walker(new ReferenceEngine(version.Compiled!));
        return source => walker.WalkAsync(CaseFit.Bind(version.Compiled!, source), Cancellation).AsTask().GetAwaiter().GetResult();
    }
}
