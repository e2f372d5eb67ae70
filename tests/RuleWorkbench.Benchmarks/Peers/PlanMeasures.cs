using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using RuleWorkbench.Cohorts;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Compilation.Rows;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Benchmarks.Peers;

/// <summary>The plan by itself, in this process, on cases that are loaded: nanoseconds a case unless it says otherwise.</summary>
/// <param name="HandWritten">Hand-written C#, one person at a time.</param>
/// <param name="Columns">The plan in columns, rules and outputs.</param>
/// <param name="Rows">The plan case by case, rules and outputs, as it runs where columns cannot tell.</param>
/// <param name="ByCases">Lines to summary, by number of cases.</param>
/// <param name="ByRules">The plan in columns, nanoseconds a case and rule, by number of rules.</param>
internal sealed record PlanMeasures(
    double HandWritten, double Columns, double Rows, ImmutableArray<(int Cases, double Nanoseconds)> ByCases, ImmutableArray<(int Rules, double Nanoseconds)> ByRules)
{
    private const int BatchRows = 1024;
    private const int Batches = 16;
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(3);

    /// <param name="file">Lines of people.</param>
    /// <param name="most">The greatest number of cases.</param>
    public static async Task<PlanMeasures> TakeAsync(string file, int most)
    {
        var lines = File.ReadLines(file).Take(Batches * BatchRows).ToArray();
        var pathway = PathwayLoader.Load(new Workspace(PeersWorkspace.Root).FolderOf(PeersWorkspace.Pathway), PeersWorkspace.Root).Value!;
        var compiled = CompiledPathway.Compile(pathway, [], CancellationToken.None);
        var people = lines.Select(l => JsonSerializer.Deserialize(l, PersonJson.Default.Line)!.Facts.Patient).ToArray();
        var verdicts = new Verdicts();
        var hand = Best(() =>
        {
            foreach (var person in people)
                Peers.HandWritten.Evaluate(person, verdicts);
        }) / people.Length;
        var columns = InColumns(compiled, lines) / lines.Length;
        var byRules = new[] { 10, 100, 1000 }.Select(n => (n, InColumns(CompiledPathway.Compile(WithRules(pathway, n), [], CancellationToken.None), lines) / lines.Length / n)).ToImmutableArray();
        var rows = ByRows(compiled, lines) / lines.Length;
        var block = Encoding.UTF8.GetBytes(string.Concat(lines.Take(10_000).Select(l => l + "\n")));
        var cases = Math.Min(lines.Length, 10_000);
        var byCases = ImmutableArray.CreateBuilder<(int, double)>();
        foreach (var times in ((int[])[1, 10, 100, 1000]).Where(t => t * cases <= most))
            byCases.Add((times * cases, await OfLinesAsync(compiled, block, times) / times / cases));
        return new PlanMeasures(hand, columns, rows, byCases.ToImmutable(), byRules);
    }

    /// <summary>All batches by all rules, with outputs.</summary>
    private static double InColumns(CompiledPathway compiled, string[] lines)
    {
        var batches = lines.Chunk(BatchRows).Select(chunk =>
        {
            var columns = new FactColumns(compiled.Facts);
            var workflow = ColumnWorkflow.Create(compiled, compiled.Workflows[PeersWorkspace.Pathway], columns);
            var reader = new JsonRows(compiled, columns, null);
            columns.Begin();
            foreach (var line in chunk)
            {
                if (!reader.TryAdd(Encoding.UTF8.GetBytes(line + "\n"), out _))
                    throw new InvalidOperationException(line);
            }

            columns.End();
            return (columns.Cases.Words, Rules: workflow.Rules.Select(r => r ?? throw new InvalidOperationException("A rule is not in columns.")).ToArray());
        }).ToArray();
        var current = 1;
        return Best(() =>
        {
            current++;
            foreach (var (words, rules) in batches)
            {
                foreach (var rule in rules)
                {
                    rule.Evaluate(current, words);
                    foreach (var figure in rule.Figures!)
                        figure.Run(current);
                }
            }
        });
    }

    /// <summary>All cases one after another by all rules, with outputs.</summary>
    private static double ByRows(CompiledPathway compiled, string[] lines)
    {
        var cases = lines.Select((l, i) => BoundCase.Bind(compiled.Facts, compiled.Pathway, CohortLine.Read(l, "people", i + 1, compiled.Pathway, null))).ToArray();
        var code = new RowForms(compiled).Of(PeersWorkspace.Pathway).Code;
        var frame = code.NewFrame();
        return Best(() =>
        {
            foreach (var facts in cases)
                code.Run(ImmutableCollectionsMarshal.AsArray(facts.Values)!, frame);
        });
    }

    private static async Task<double> OfLinesAsync(CompiledPathway compiled, byte[] block, int times)
    {
        var best = double.MaxValue;
        for (var round = 0; round < (times > 100 ? 1 : 3); round++)
        {
            var clock = Stopwatch.GetTimestamp();
            await using var lines = new RepeatedLines(block, times);
            await new CohortRunner(compiled).RunAsync(lines, null, null, new CohortOptions("people", null, [], WritesRecords: false, Threads: 1), null, null, CancellationToken.None);
            best = Math.Min(best, Stopwatch.GetElapsedTime(clock).TotalNanoseconds);
        }

        return best;
    }

    /// <summary>The pathway with its rules over and over, until there are so many.</summary>
    private static Pathway WithRules(Pathway pathway, int count)
    {
        var workflow = pathway.Workflows[0];
        var simple = workflow.Rules.Where(r => r.Operator is null).ToArray();
        var rules = Enumerable.Range(0, count).Select(i => simple[i % simple.Length] is var rule && i < simple.Length ? rule
            : rule with { Name = $"{rule.Name} {i}", Properties = rule.Properties with { Id = $"{rule.Id}-{i}" } });
        return pathway with { Workflows = [workflow with { Rules = [.. rules], ContentHash = $"{count} rules" }] };
    }

    /// <summary>The shortest of many rounds in nanoseconds: for so long that all code has been compiled for good.</summary>
    private static double Best(Action action)
    {
        var (best, began) = (double.MaxValue, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(began) < Warm)
        {
            var clock = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(clock).TotalNanoseconds);
        }

        return best;
    }
}
