using RuleWorkbench.Model;

namespace RuleWorkbench.Simulation;

/// <summary>Runs of a single case.</summary>
internal static class OneCase
{
    public static async Task<CaseResult> RunOneAsync(this SuiteRunner runner, Case source, CancellationToken cancellation) =>
        (await runner.RunAsync([source], null, cancellation)).Cases[0];
}
