using BenchmarkDotNet.Attributes;
using RulesEngine.Models;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;

namespace RuleWorkbench.Benchmarks;

/// <summary>What verdicts cost beside RulesEngine alone: all workflows of the shipped pathway on 40 of its cases, facts
/// bound beforehand, actions on in both.</summary>
[MemoryDiagnoser]
public class VerdictBenchmark
{
    private const int Cases = 40;

    private string[] workflows = [];
    private BoundCase[] facts = [];
    private RuleParameter[][] parameters = [];
    private ReferenceEngine reference = null!;
    private RulesEngine.RulesEngine plain = null!;

    [GlobalSetup]
    public void Setup()
    {
        var workspace = new Workspace(ShippedPathway.Root);
        var pathway = ShippedPathway.Load(workspace);
        var compiled = CompiledPathway.Compile(pathway, [], CancellationToken.None);
        workflows = [.. pathway.Workflows.Select(w => w.Name)];
        reference = new ReferenceEngine(compiled);
        reference.Warm(workflows, CancellationToken.None);
        var all = ShippedPathway.LoadCases(workspace, pathway);
        facts = [.. all.Where((_, i) => i % (all.Length / Cases) == 0).Take(Cases).Select(c => BoundCase.Bind(compiled.Facts, pathway, c))];
        parameters = Array.ConvertAll(facts, f => compiled.Facts.Inputs.Select((input, i) => new RuleParameter(input.Name, f.Values[i])).ToArray());
        var files = workflows.Select(w => File.ReadAllText(Path.Combine(workspace.FolderOf(ShippedPathway.Name), w + ".json"))).ToArray();
        plain = new RulesEngine.RulesEngine(files, new ReSettings { CustomTypes = [.. compiled.Facts.AllTypes] });
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Cases)]
    public async Task<int> RulesEngineAlone()
    {
        var met = 0;
        foreach (var inputs in parameters)
        {
            foreach (var workflow in workflows)
                met += (await plain.ExecuteAllRulesAsync(workflow, inputs)).Count(r => r.IsSuccess);
        }

        return met;
    }

    [Benchmark(OperationsPerInvoke = Cases)]
    public async Task<int> ReferenceEngineWithVerdicts()
    {
        var met = 0;
        foreach (var bound in facts)
        {
            foreach (var workflow in workflows)
                met += (await reference.EvaluateAsync(workflow, bound, CancellationToken.None)).Rules.Count(r => r.IsMet);
        }

        return met;
    }
}
