using System.Reflection;
using BenchmarkDotNet.Attributes;
using RuleWorkbench.Loading;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Benchmarks;

/// <summary>Functions of the shipped libraries on a budget, beside the same without metering, as an export holds them.</summary>
public class GuardBenchmark
{
    private readonly IReadOnlyList<double?> diary = [.. Enumerable.Range(0, 30).Select(i => (double?)(i % 5))];
    private Func<double?, double?, double?> guardedPercent = null!;
    private Func<double?, double?, double?> freePercent = null!;
    private Func<double?, IReadOnlyList<double?>, double?, double?> guardedDays = null!;
    private Func<double?, IReadOnlyList<double?>, double?, double?> freeDays = null!;
    private Func<double?, IReadOnlyList<double?>, double?> guardedBest = null!;
    private Func<double?, IReadOnlyList<double?>, double?> freeBest = null!;

    [GlobalSetup]
    public void Setup()
    {
        var pathway = ShippedPathway.Load(new Workspace(ShippedPathway.Root));
        var guarded = new ScriptsInProcess(new DiskCache("", 0)).Open(pathway, CancellationToken.None).Classes.Single(c => c.Name == "Relief");
        var free = Assembly.Load([.. ScriptLibraries.CompileForExport(pathway, "free", CancellationToken.None).Value!.Assembly]).GetType("Relief")!;
        guardedPercent = guarded.GetMethod("Percent")!.CreateDelegate<Func<double?, double?, double?>>();
        freePercent = free.GetMethod("Percent")!.CreateDelegate<Func<double?, double?, double?>>();
        guardedDays = guarded.GetMethod("LastingDays")!.CreateDelegate<Func<double?, IReadOnlyList<double?>, double?, double?>>();
        freeDays = free.GetMethod("LastingDays")!.CreateDelegate<Func<double?, IReadOnlyList<double?>, double?, double?>>();
        guardedBest = guarded.GetMethod("Best")!.CreateDelegate<Func<double?, IReadOnlyList<double?>, double?>>();
        freeBest = free.GetMethod("Best")!.CreateDelegate<Func<double?, IReadOnlyList<double?>, double?>>();
    }

    [Benchmark]
    public double? Percent() => freePercent(8, 4);

    [Benchmark]
    public double? PercentGuarded() => guardedPercent(8, 4);

    [Benchmark]
    public double? LastingDays() => freeDays(10, diary, 50);

    [Benchmark]
    public double? LastingDaysGuarded() => guardedDays(10, diary, 50);

    [Benchmark]
    public double? Best() => freeBest(10, diary);

    [Benchmark]
    public double? BestGuarded() => guardedBest(10, diary);
}
