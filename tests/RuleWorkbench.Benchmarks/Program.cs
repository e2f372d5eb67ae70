using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using RuleWorkbench.Benchmarks;

// cold, scripts: whole processes, published (alone is one of them); live FILE: an edit over a population in memory beside a run from file; everything else: BenchmarkDotNet, e.g. --filter *Verdict*
return args switch
{
    ["cold"] => ColdStart.Run(),
    ["scripts"] => ScriptCold.Run(),
    ["histories", var people] => await HistoriesRun.RunAsync(int.Parse(people, System.Globalization.CultureInfo.InvariantCulture)),
    ["alone", var root] => await RulesEngineAlone.RunAsync(root),
    ["live", var file] => await LiveEdit.RunAsync(file),
    _ => Measure(args),
};

static int Measure(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(ColdStart).Assembly)
        .Run(args, DefaultConfig.Instance.WithOptions(ConfigOptions.DisableLogFile)).Any(s => s.HasCriticalValidationErrors) ? 1 : 0;
