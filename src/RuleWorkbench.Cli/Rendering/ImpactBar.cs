using System.Globalization;
using RuleWorkbench.Impact;
using Spectre.Console;

namespace RuleWorkbench.Cli.Rendering;

/// <summary>Shows how far a search for an impact is, where it takes longer than a moment.</summary>
internal static class ImpactBar
{
    public static Task<ImpactResult> ShowAsync(IAnsiConsole console, ImpactProgress progress, Task<ImpactResult> work) =>
        DelayedProgress.Show(console, "cases", bar => Update(bar, progress), work);

    private static void Update(ProgressTask bar, ImpactProgress progress)
    {
        var (done, total) = progress.Steps;
        bar.IsIndeterminate = total == 0;
        (bar.Description, bar.MaxValue, bar.Value) = total == 0 ? (string.Create(CultureInfo.InvariantCulture, $"{progress.Lines:N0} cases"), 1, 0) : ("causes, and cases that show them", total, done);
    }
}
