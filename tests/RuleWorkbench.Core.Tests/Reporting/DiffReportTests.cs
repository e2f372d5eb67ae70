using Newtonsoft.Json.Linq;
using RuleWorkbench.Impact;
using RuleWorkbench.Shipped;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Reporting;

/// <summary>The shipped release against the current version, as every report writes it.</summary>
public sealed class DiffReportTests
{
    private static readonly Lazy<Task<ComparisonReport>> Report = new(async () =>
        new([new PathwayComparison(ShippedDiff.Value, await ImpactFinder.FindAsync(ShippedDiff.Value, ShippedPathway.Cases, null, 2, CancellationToken.None))]));

    [Fact]
    public async Task Markdown_ShippedRelease_IsTheGoldenFile() => Golden.Check(DiffMarkdown.Write(await Report.Value), "DiffReport.verified.md");

    [Fact]
    public async Task GitHub_ShippedRelease_HasAnAnnotationForEveryChangeOfLogicAndEveryRuleThatItReaches()
    {
        var lines = GitHubAnnotations.Write(await Report.Value).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var logic = ShippedDiff.Value.Changes.Where(c => c.TouchesLogic).ToList();
        var reached = logic.SelectMany(c => c.Reaches).Select(r => r.Rule.Id).Distinct().Except(logic.Select(c => c.RuleAfter?.Id)).ToList();
        reached.ShouldContain("FNB-907");
        lines.Length.ShouldBe(logic.Count + reached.Count + 1);
        lines.ShouldContain(l => l.Contains("title=FNB-907::not edited, but reached by policy.maxSteroidsPerWindow", StringComparison.Ordinal));
        lines.ShouldAllBe(l => l.StartsWith("::notice ", StringComparison.Ordinal) || l.StartsWith("::warning ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Json_ShippedRelease_SaysWhatTheDiffSays()
    {
        var json = JObject.Parse(DiffJson.Write(await Report.Value))["pathways"]![0]!;

        json["changes"]!.Count().ShouldBe(ShippedDiff.Value.Changes.Length);
        json["sameLogic"]!.Value<bool>().ShouldBeFalse();
        json.SelectTokens("changes[?(@.id=='FNB-302')].kinds[*]").Select(k => (string)k!).ShouldBe(["modified", "renamed"]);
        json["impact"]!["effects"]![0]!["witness"]!["facts"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Impact_ShippedRelease_ExplainsEveryEffect()
    {
        var impact = (await Report.Value).Pathways[0].Impact!;

        impact.Whole.Touched.ShouldBeGreaterThan(10);
        impact.Effects.Where(e => e.Causes.IsEmpty).Select(e => ImpactWords.Effect(e.Difference)).ShouldBeEmpty();
    }
}
