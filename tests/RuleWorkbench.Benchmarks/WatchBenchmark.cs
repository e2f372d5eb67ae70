using BenchmarkDotNet.Attributes;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Benchmarks;

/// <summary>What `--watch` does after one edited rule: load, compile what changed, run all cases of the shipped pathway;
/// beside doing it all from the start.</summary>
public class WatchBenchmark
{
    private readonly Workspace workspace = new(ShippedPathway.Root);
    private ReferenceEngine engine = null!;
    private int edit;

    [GlobalSetup]
    public void Setup()
    {
        var compiled = CompiledPathway.Compile(ShippedPathway.Load(workspace), [], CancellationToken.None);
        engine = new ReferenceEngine(compiled);
        engine.Warm(compiled.Workflows.Keys, CancellationToken.None);
    }

    [Benchmark(Baseline = true)]
    public async Task<bool> FromTheStart()
    {
        var pathway = Edited();
        return await RunAsync(new ReferenceEngine(CompiledPathway.Compile(pathway, [], CancellationToken.None)), pathway);
    }

    [Benchmark]
    public async Task<bool> AfterOneEdit()
    {
        var pathway = Edited();
        return await RunAsync(engine.For(engine.Compiled.Recompile(pathway, CancellationToken.None)), pathway);
    }

    private async Task<bool> RunAsync(ReferenceEngine edited, Pathway pathway) =>
        (await new SuiteRunner(edited).RunAsync(ShippedPathway.LoadCases(workspace, pathway), null, CancellationToken.None)).IsClean;

    /// <summary>The pathway with one rule of one workflow reworded, differently every time.</summary>
    private Pathway Edited()
    {
        var pathway = ShippedPathway.Load(workspace);
        var workflow = pathway.Workflows[0];
        var rule = workflow.Rules[0];
        var text = rule.Expression!.Text + new string(' ', ++edit % 1000);
        var changed = workflow with
        {
            ContentHash = $"edit {edit}",
            Rules = workflow.Rules.SetItem(0, rule with { Expression = new ExpressionText(text, rule.Expression.Place, text) }),
        };
        return pathway with { Workflows = pathway.Workflows.SetItem(0, changed) };
    }
}
