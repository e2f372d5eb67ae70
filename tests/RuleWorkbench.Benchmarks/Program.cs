using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using RuleWorkbench.Benchmarks;

// cold: whole processes, published; everything else: BenchmarkDotNet, e.g. --filter *Verdict*
return args is ["cold", ..]
    ? ColdStart.Run()
    : BenchmarkSwitcher.FromAssembly(typeof(ColdStart).Assembly)
        .Run(args, DefaultConfig.Instance.WithOptions(ConfigOptions.DisableLogFile)).Any(s => s.HasCriticalValidationErrors) ? 1 : 0;
