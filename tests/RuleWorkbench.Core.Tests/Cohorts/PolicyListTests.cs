using System.Text;
using RuleWorkbench.Cohorts.Live;
using RuleWorkbench.Compilation;
using RuleWorkbench.Diffing;
using RuleWorkbench.Impact;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Reporting;
using Shouldly;
using Xunit;
using static RuleWorkbench.Compilation.TestPathway;

namespace RuleWorkbench.Cohorts;

/// <summary>Policy values, lists among them, are the same for all cases but those that have their own; columns tell them all the
/// same.</summary>
public sealed class PolicyListTests
{
    private static readonly CompiledPathway Compiled = Pathway(2, "a").Compile();

    [Fact]
    public async Task RunAsync_SeveralBatches_SameAsWalkedByThemselves()
    {
        // A case with a list of its own is walked by itself, here with the values that the pathway has.
        var (told, columns) = await RunAsync(Compiled, Lines(2500, _ => ""));
        var (walked, alone) = await RunAsync(Compiled, Lines(2500, _ => """, "policy": { "limit": 2, "banned": ["a"] }"""));

        told.ShouldBe(walked);
        columns.WalkedSingly.ShouldBe(0);
        alone.WalkedSingly.ShouldBe(2500);
    }

    [Fact]
    public async Task RunAsync_ValuesOfACasesOwn_AreThoseOfThatCaseOnly()
    {
        var numbers = With(Pathway(2, "a") with { Policy = [Pathway(2, "a").Policy[0]] }, "patient.score > policy.limit").Compile();

        var (told, _) = await RunAsync(numbers, Lines(2500, i => i % 7 == 3 ? ", \"policy\": { \"limit\": 4 }" : i % 11 == 5 ? ", \"policy\": { \"limit\": null }" : ""));

        told.Split('\n').SkipLast(1).Select(r => r.Contains("\"met\":[\"R0\"]", StringComparison.Ordinal))
            .ShouldBe(Enumerable.Range(0, 2500).Select(i => i % 7 == 3 ? i % 6 > 4 : i % 11 != 5 && i % 6 > 2));
    }

    [Fact]
    public async Task RunAsync_ImpactOfAnotherList_SaysWhatWalksSay()
    {
        var (before, now) = (Pathway(2, "a"), Pathway(3, "b", "c"));
        var diff = PathwayDiffer.Compare(before.Version("before"), now.Version("after"));
        var lines = Lines(2500, _ => "");

        var impact = await new CohortImpact(diff).RunAsync(new MemoryStream(Encoding.UTF8.GetBytes(lines)), Options, null, TestContext.Current.CancellationToken);

        var cases = lines.Split('\n').SkipLast(1).Select((l, i) => CohortLine.Read(l, "lines", i + 1, now, null)).ToList();
        var walked = await new ImpactRunner(diff).RunAsync(cases, null, TestContext.Current.CancellationToken);
        impact.Effects.Select(e => $"{e.Difference} {e.Cases}").ShouldBe(walked.Effects.Select(e => $"{e.Difference} {e.Cases}"));
        impact.Effects.ShouldNotBeEmpty();
        impact.Flow!.After.WalkedSingly.ShouldBe(0);
    }

    [Fact]
    public async Task EvaluateAsync_LiveWithAnotherList_SaysWhatARunFromFileSays()
    {
        // Several batches of a population, the last of them short.
        var lines = Lines(9000, _ => "");
        var people = await LivePopulation.LoadAsync(Compiled, new MemoryStream(Encoding.UTF8.GetBytes(lines)), Options, long.MaxValue, null, TestContext.Current.CancellationToken);
        LiveResult? before = null;
        foreach (var version in new[] { Pathway(2, "a"), Pathway(2, "b", "c"), Pathway(4, "c") })
        {
            var compiled = Compiled.Recompile(version, TestContext.Current.CancellationToken);

            before = await people.EvaluateAsync(compiled, before, (_, _) => { }, TestContext.Current.CancellationToken);

            CohortJson.Write(before.Summary).ShouldBe(CohortJson.Write((await RunAsync(compiled, lines)).Summary));
            before.Summary.WalkedSingly.ShouldBe(0);
        }
    }

    private static CohortOptions Options => new("lines", null, [], WritesRecords: true, 1);

    /// <summary>Cases that lack one fact or the other.</summary>
    private static string Lines(int count, Func<int, string> more) => string.Concat(Enumerable.Range(0, count).Select(i =>
    {
        var kind = i % 5 == 4 ? "" : $", \"kind\": \"{"abcd"[i % 4]}\"";
        var drugs = i % 9 == 8 ? "" : $", \"drugs\": [{string.Join(", ", Enumerable.Range(0, i % 4).Select(d => $"{{ \"name\": \"{"abcd"[(i + d) % 4]}\" }}"))}]";
        return $"{{ \"id\": \"p{i}\", \"facts\": {{ \"patient\": {{ \"score\": {i % 6}{kind}{drugs} }} }}{more(i)} }}\n";
    }));

    private static async Task<(string Records, CohortSummary Summary)> RunAsync(CompiledPathway compiled, string lines)
    {
        using var records = new MemoryStream();
        var summary = await new CohortRunner(compiled).RunAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(lines)), records, null, Options, null, null, TestContext.Current.CancellationToken);
        return (Encoding.UTF8.GetString(records.ToArray()), summary);
    }

    private static Pathway Pathway(double limit, params string[] banned) => With(
        Of([Input("patient", Fact("score", FactKind.Number), Fact("kind", FactKind.Text), List("drugs", Object("drugs", Fact("name", FactKind.Text))))], Workflow(Main)) with
        {
            Policy = [Policy("limit", Fact("limit", FactKind.Number), limit), Policy("banned", List("banned", Fact("banned", FactKind.Text)), banned)],
        },
        "patient.score > policy.limit",
        "policy.banned.Contains(patient.kind)",
        "policy.banned.Count() > 1 && patient.score > 1",
        "policy.banned.Any(it == patient.kind) || patient.drugs.Any(name == \"a\")");

    private static Pathway With(Pathway pathway, params string[] rules) =>
        pathway.With(Workflow(Main, [.. rules.Select((r, i) => Rule($"r{i}", r) with { Properties = new RuleProperties { Id = $"R{i}" } })]));

    private static PolicyValue Policy(string name, FactSchema schema, object value) => new(name, schema, value, null, null, null, new SourcePlace("pathway.json", 1, 1));
}
