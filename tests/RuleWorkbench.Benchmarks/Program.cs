using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using RuleWorkbench.Benchmarks;

// cold, scripts: whole processes, published (alone is one of them); everything else: BenchmarkDotNet, e.g. --filter *Verdict*
return args switch
{
    ["cold"] => ColdStart.Run(),
    ["scripts"] => ScriptCold.Run(),
    ["histories", var people] => await HistoriesRun.RunAsync(int.Parse(people, System.Globalization.CultureInfo.InvariantCulture)),
    ["alone", var root] => await RulesEngineAlone.RunAsync(root),
    _ => Measure(args),
};

static int Measure(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(ColdStart).Assembly)
        .Run(args, DefaultConfig.Instance.WithOptions(ConfigOptions.DisableLogFile)).Any(s => s.HasCriticalValidationErrors) ? 1 : 0;
