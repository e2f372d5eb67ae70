using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.SelfTest;
using RuleWorkbench.Shipped;
using RuleWorkbench.Simulation;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Cohorts;

/// <summary>A cohort's records and counts are what the walker says of each case with RulesEngine deciding.</summary>
public sealed class CohortLawTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(ShippedPathway.Current, 1, 0.0)]
    [InlineData(ShippedPathway.Current, 2, 0.1)]
    [InlineData(ShippedPathway.Current, 3, 0.5)]
    [InlineData(ShippedPathway.Earlier, 4, 0.2)]
    public async Task RunAsync_RandomCasesOfAShippedPathway_SaysWhatTheWalkerSays(string version, int seed, double missing)
    {
        var shipped = ShippedPathway.Of(version);
        var lines = ManyCases.Of(shipped.Pathway, 300, seed, missing).Select(c => c.ToString(Formatting.None)).ToList();

        var (records, summary) = await RunAsync(shipped.Compiled, lines, 2);

        var expected = await WalkAsync(shipped.Compiled, shipped.Engine, lines);
        records.Count.ShouldBe(lines.Count);
        for (var i = 0; i < lines.Count; i++)
            records[i].ShouldBe(expected.Records[i], lines[i]);
        summary.Cases.ShouldBe(lines.Count);
        foreach (var recommendation in summary.Everybody.Recommendations)
        {
            recommendation.Recommended.ShouldBe(expected.Walks.Count(w => w.StatusOf(recommendation.Code) == RecommendationStatus.Recommended), recommendation.Code);
            recommendation.Held.ShouldBe(expected.Walks.Count(w => w.StatusOf(recommendation.Code) == RecommendationStatus.Held), recommendation.Code);
        }

        foreach (var rule in summary.Rules.Where(r => r.Rule.Enabled))
        {
            var results = expected.Walks.Select(w => w.Rule(rule.Rule.Id)).OfType<RuleResult>().ToList();
            rule.Evaluated.ShouldBe(results.Count, rule.Rule.Id);
            rule.Met.ShouldBe(results.Count(r => r.IsMet), rule.Rule.Id);
            rule.Undetermined.ShouldBe(results.Count(r => !r.IsDetermined), rule.Rule.Id);
            rule.Errors.ShouldBe(results.Count(r => r.IsError), rule.Rule.Id);
        }

        foreach (var (workflow, cases) in summary.Reached)
            cases.ShouldBe(expected.Walks.Count(w => w.Path.Contains(workflow)), workflow);
        foreach (var edge in summary.Edges)
            edge.Cases.ShouldBe(expected.Walks.Count(w => w.Taken.Any(t => t.From.Id == edge.Rule.Id && t.Workflow == edge.To)), edge.Rule.Id);
        output.WriteLine($"{summary.WalkedSingly} of {summary.Cases} cases were walked one by one");

        // The law is of no use where columns tell nothing.
        summary.WalkedSingly.ShouldBeLessThan(summary.Cases / 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(101)]
    [InlineData(201)]
    public async Task RunAsync_RandomRulesThatColumnsDoNotKnow_SaysWhatTheWalkerSays(ulong seed)
    {
        var (cases, singly, rowWise) = (0L, 0L, 0);
        for (var next = seed; next < seed + 8; next++)
        {
            var sample = RandomPathway.Make(next);
            var compiled = CompiledPathway.Compile(sample.Pathway, [], TestContext.Current.CancellationToken);
            var facts = sample.Cases.SelectMany(c => c.Completions.Concat(c.Partial).Prepend(c.Facts)).Concat(sample.Full).ToList();

            // So many that rules are compiled for single cases, too.
            var lines = Enumerable.Repeat(facts, 4).SelectMany(f => f).Select((f, i) => new JObject { ["id"] = $"{i % facts.Count}", ["facts"] = f }.ToString(Formatting.None)).ToList();

            var (records, summary) = await RunAsync(compiled, lines, 2);

            var expected = await WalkAsync(compiled, new ReferenceEngine(compiled), lines[..facts.Count]);
            for (var i = 0; i < lines.Count; i++)
                records[i].ShouldBe(expected.Records[i % facts.Count], $"seed {next}: {lines[i]}");
            (cases, singly, rowWise) = (cases + summary.Cases, singly + summary.WalkedSingly, rowWise + new Plan(compiled).RowWise.Length);
        }

        output.WriteLine($"{singly} of {cases} cases were walked one by one; {rowWise} rules are unknown to columns");
        rowWise.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task RunAsync_AnyNumberOfThreads_WritesTheSame()
    {
        var shipped = ShippedPathway.Of(ShippedPathway.Current);
        var lines = ManyCases.Of(shipped.Pathway, 2500, 5, 0.2).Select(c => c.ToString(Formatting.None)).ToList();

        var one = await RunAsync(shipped.Compiled, lines, 1);
        var three = await RunAsync(shipped.Compiled, lines, 3);

        three.Records.ShouldBe(one.Records);
        three.Summary.Everybody.Recommendations.ShouldBe(one.Summary.Everybody.Recommendations);
    }

    private static async Task<(List<string> Records, CohortSummary Summary)> RunAsync(CompiledPathway compiled, List<string> lines, int threads)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(string.Join("\n", lines)));
        using var records = new MemoryStream();
        var summary = await new CohortRunner(compiled).RunAsync(
            input, records, null, new CohortOptions("test", null, [], WritesRecords: true, threads), null, null, TestContext.Current.CancellationToken);
        return ([.. Encoding.UTF8.GetString(records.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)], summary);
    }

    private static async Task<(List<string> Records, List<WalkResult> Walks)> WalkAsync(CompiledPathway compiled, IEngine engine, List<string> lines)
    {
        var walker = new Walker(engine);
        var (records, walks) = (new List<string>(), new List<WalkResult>());
        foreach (var (line, i) in lines.Select((l, i) => (l, i)))
        {
            var source = CohortLine.Read(line, "test", i + 1, compiled.Pathway, null);
            source.Diagnostics.ShouldBeEmpty();
            walks.Add(await walker.WalkAsync(BoundCase.Bind(compiled.Facts, compiled.Pathway, source), TestContext.Current.CancellationToken));
            records.Add(Record(source.Id, walks[^1], compiled.Pathway).ToString(Formatting.None));
        }

        return (records, walks);
    }

    /// <summary>A walk as a record has it.</summary>
    private static JObject Record(string id, WalkResult walk, Pathway pathway)
    {
        var inOrder = pathway.Workflows.SelectMany(w => w.Rules).ToList();
        var results = inOrder.Select(r => walk.Rule(r.Id)).OfType<RuleResult>().ToList();
        var codes = pathway.Recommendations.Select(r => r.Code).ToList();
        var record = new JObject { ["id"] = id };
        record["recommendations"] = Lists(
            ((RecommendationStatus[])[RecommendationStatus.Recommended, RecommendationStatus.Held, RecommendationStatus.Undetermined, RecommendationStatus.Vetoed])
            .Select(s => (s.ToString().ToLowerInvariant(), codes.Where(c => walk.StatusOf(c) == s))));
        record["rules"] = Lists(
        [
            ("met", results.Where(r => r.IsMet).Select(r => r.Rule.Id)),
            ("undetermined", results.Where(r => !r.IsDetermined).Select(r => r.Rule.Id)),
            ("error", results.Where(r => r.IsError).Select(r => r.Rule.Id)),
        ]);
        record["walk"] = new JArray(walk.Path);
        var figures = results.Where(r => r.IsMet && r.Figures is { Error: null, Values.IsEmpty: false }).ToList();
        if (figures.Count > 0)
            record["figures"] = new JObject(figures.Select(r => new JProperty(r.Rule.Id, FiguresOf(r.Figures!))));
        if (!walk.Errors.IsEmpty)
            record["errors"] = new JArray(walk.Errors.Select(e => e.Where).Distinct());
        return record;
    }

    private static JObject Lists(IEnumerable<(string Name, IEnumerable<string> Values)> lists) =>
        new(lists.Where(l => l.Values.Any()).Select(l => new JProperty(l.Name, new JArray(l.Values))));

    private static JToken FiguresOf(Figures figures)
    {
        static JToken Value(object? value) => value switch
        {
            double number when !double.IsFinite(number) => new JValue(Figures.Number(number)),
            double number => new JRaw(number.ToString(CultureInfo.InvariantCulture)),
            _ => new JValue(value),
        };
        return figures.Values is [(null, var only)] ? Value(only) : new JObject(figures.Values.Select(v => new JProperty(v.Name!, Value(v.Value))));
    }
}
