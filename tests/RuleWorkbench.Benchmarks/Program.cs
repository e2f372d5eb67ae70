using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using RuleWorkbench.Benchmarks;

// diff [people]: ratios in one run; cold, scripts: whole processes, published (alone is one of them); everything else: BenchmarkDotNet, e.g. --filter *Verdict*
return args switch
{
    ["cold"] => ColdStart.Run(),
    ["scripts"] => ScriptCold.Run(),
    ["diff", ..] => await DiffBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 1_000_000),
    ["alone", var root] => await RulesEngineAlone.RunAsync(root),
    _ => Measure(args),
};

static int Measure(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(ColdStart).Assembly)
        .Run(args, DefaultConfig.Instance.WithOptions(ConfigOptions.DisableLogFile)).Any(s => s.HasCriticalValidationErrors) ? 1 : 0;
