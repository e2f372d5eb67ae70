using BenchmarkDotNet.Attributes;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Benchmarks;

/// <summary>An edited script: compile its library anew, compile the pathway against it, and run one case, with everything
/// warm; beside the same with nothing to compile.</summary>
public class ScriptEditBenchmark
{
    private readonly Workspace workspace = new(ShippedPathway.Root);
    private readonly DiskCache none = new("", 0);
    private readonly DiskCache users = DiskCache.OfUser();
    private Pathway pathway = null!;
    private Case first = null!;
    private int edit;

    [GlobalSetup]
    public void Setup()
    {
        pathway = ShippedPathway.Load(workspace);
        first = ShippedPathway.LoadCases(workspace, pathway)[0];
    }

    [Benchmark(Baseline = true)]
    public Task<bool> NothingEdited() => RunAsync(pathway, users);

    [Benchmark]
    public Task<bool> EditedScript()
    {
        var library = pathway.Scripts[0];
        return RunAsync(pathway with { Scripts = pathway.Scripts.SetItem(0, library with { Text = $"{library.Text}// {++edit}\n" }) }, none);
    }

    private async Task<bool> RunAsync(Pathway edited, DiskCache cache)
    {
        var engine = new ReferenceEngine(CompiledPathway.Compile(edited, [], new ScriptsInProcess(cache), null, CancellationToken.None));
        return (await new SuiteRunner(engine).RunAsync([first], null, CancellationToken.None)).IsClean;
    }
}
