using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using RuleWorkbench.Benchmarks;
using RuleWorkbench.Benchmarks.Peers;

// diff [people]: ratios in one run; peers: other programs (peer is one of them); histories N, live FILE: cohorts; workbench N: keys and memory over N actions; reload N: load, run and unload scripts N times; cold, scripts, first-screen: whole processes, published (alone is one of them); everything else: BenchmarkDotNet, e.g. --filter *Verdict*
return args switch
{
    ["cold"] => ColdStart.Run(),
    ["first-screen"] => FirstScreen.Run(),
    ["scripts"] => ScriptCold.Run(),
    ["histories", var people] => await HistoriesRun.RunAsync(int.Parse(people, System.Globalization.CultureInfo.InvariantCulture)),
    ["peers", .. var rest] => await PeersCommand.RunAsync(rest),
    ["peer", var mode, var input, var output, var threads] => await PeerMode.RunAsync(mode, input, output, threads),
    ["diff", ..] => await DiffBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 1_000_000),
    ["alone", var root] => await RulesEngineAlone.RunAsync(root),
    ["reload", var cycles] => ReloadRun.Run(int.Parse(cycles, System.Globalization.CultureInfo.InvariantCulture)),
    ["live", var file] => await LiveEdit.RunAsync(file),
    ["workbench", var actions] => await WorkbenchRun.RunAsync(int.Parse(actions, System.Globalization.CultureInfo.InvariantCulture)),
    _ => Measure(args),
};

static int Measure(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(ColdStart).Assembly)
        .Run(args, DefaultConfig.Instance.WithOptions(ConfigOptions.DisableLogFile)).Any(s => s.HasCriticalValidationErrors) ? 1 : 0;
