using System.Collections.Immutable;
using System.Text;
using CsCheck;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;
using RuleWorkbench.Reporting;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cohorts.Live;

/// <summary>After any edits a population that stayed in memory says what a run from file says.</summary>
public sealed class LiveLawTests
{
    private static readonly ImmutableArray<string> Strata = ["p.f0", "p.n0 / policy.other"];

    [Fact]
    public async Task EvaluateAsync_AnySequenceOfEdits_SaysWhatARunFromFileSays() =>
        await Gen.ULong.SampleAsync(CompareAsync, iter: 10, threads: 1);

    private static async Task CompareAsync(ulong seed)
    {
        var edits = new RandomEdits(seed);
        var lines = Lines(edits);
        var compiled = CompiledPathway.Compile(edits.Pathway, [], TestContext.Current.CancellationToken);
        var options = new CohortOptions("test", null, Strata, WritesRecords: false, 2);
        var population = await LivePopulation.LoadAsync(compiled, new MemoryStream(lines), options, long.MaxValue, null, TestContext.Current.CancellationToken);
        LiveResult? before = null;
        JObject?[]? recordsBefore = null;
        var how = "start";
        for (var i = 0; i < 6; i++)
        {
            var live = await population.EvaluateAsync(compiled, before, (_, _) => { }, TestContext.Current.CancellationToken);

            var (summary, records) = await RunAsync(compiled, lines, options, population.Count);
            CohortJson.Write(live.Summary with { WalkedSingly = 0 }).ShouldBe(CohortJson.Write(summary with { WalkedSingly = 0 }), how);
            foreach (var code in live.Summary.Everybody.Recommendations.Select(r => r.Code))
                live.With(code, RecommendationStatus.Recommended).ShouldBe(CasesOf(records, code), how);
            foreach (var rule in live.Summary.Rules)
                live.With(rule, RuleNumber.Met).Count.ShouldBe(rule.Met, how);
            foreach (var edge in live.Summary.Edges)
                live.Along(edge).Count.ShouldBe(edge.Cases, how);
            foreach (var stratum in live.Summary.Strata)
                CompareStratum(live, stratum, how);
            if (before is not null)
                CompareChanges(live.ChangesFrom(before), recordsBefore!, records, how);

            (before, recordsBefore) = (live, records);
            how += ", " + edits.Edit();
            compiled = compiled.Recompile(edits.Pathway, TestContext.Current.CancellationToken);
        }
    }

    private static void CompareStratum(LiveResult live, Stratum stratum, string how)
    {
        var members = live.In(stratum);
        members.Count.ShouldBe(stratum.Cases, how);
        foreach (var counts in stratum.Recommendations)
            live.With(counts.Code, RecommendationStatus.Recommended).Within(members).Count.ShouldBe(counts.Recommended, how);
    }

    private static void CompareChanges(ImmutableArray<LiveChange> changes, JObject?[] before, JObject?[] now, string how)
    {
        foreach (var code in (string[])["A", "B", "C"])
        {
            var change = changes.FirstOrDefault(c => c.Code == code && c.Status == RecommendationStatus.Recommended);
            (change?.Gained ?? Enumerable.Empty<int>()).ShouldBe(CasesOf(now, code).Except(CasesOf(before, code)), how);
            (change?.Lost ?? Enumerable.Empty<int>()).ShouldBe(CasesOf(before, code).Except(CasesOf(now, code)), how);
        }
    }

    private static IEnumerable<int> CasesOf(JObject?[] records, string code) =>
        records.Select((r, i) => (Record: r, Position: i)).Where(r => r.Record?["recommendations"]!["recommended"]?.Values<string>().Contains(code) == true).Select(r => r.Position);

    /// <summary>Cases, among them some with policy values of their own, some that are none, and blank lines.</summary>
    private static byte[] Lines(RandomEdits edits)
    {
        var facts = edits.Random.Cases.Select(c => c.Facts).Concat(edits.Random.Full).Concat(edits.Random.Cases.SelectMany(c => c.Completions))
            .Concat(Enumerable.Range(0, 100).Select(i => edits.Random.Facts.Case(i)));
        var lines = new StringBuilder();
        foreach (var (source, i) in facts.Select((f, i) => (f, i)))
        {
            var line = new JObject { ["id"] = $"{i}", ["facts"] = source };
            if (i % 10 == 3)
                line["policy"] = new JObject { ["limit"] = i % 20 == 3 ? 3 : null };
            lines.Append(i % 17 == 5 ? "{ \"facts\": { \"q\": 1 } }" : line.ToString(Formatting.None)).Append(i % 13 == 0 ? "\r\n\n" : "\n");
        }

        return Encoding.UTF8.GetBytes(lines.ToString());
    }

    /// <summary>The summary, and the records by position; null where a line is rejected.</summary>
    private static async Task<(CohortSummary Summary, JObject?[] Records)> RunAsync(CompiledPathway compiled, byte[] lines, CohortOptions options, int count)
    {
        using var written = new MemoryStream();
        var summary = await new CohortRunner(compiled).RunAsync(
            new MemoryStream(lines), written, null, options with { WritesRecords = true }, null, null, TestContext.Current.CancellationToken);
        var records = new JObject?[count];
        foreach (var line in Encoding.UTF8.GetString(written.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var record = JObject.Parse(line);
            records[(int)record["id"]!] = record;
        }

        return (summary, records);
    }
}
