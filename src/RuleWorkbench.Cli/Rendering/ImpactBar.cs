using System.Globalization;
using RuleWorkbench.Impact;
using Spectre.Console;

namespace RuleWorkbench.Cli.Rendering;

/// <summary>Shows how far a search for an impact is, where it takes longer than a moment.</summary>
internal static class ImpactBar
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(700);

    public static async Task<ImpactResult> ShowAsync(IAnsiConsole console, ImpactProgress progress, Task<ImpactResult> work)
    {
        await Task.WhenAny(work, Task.Delay(Moment));
        if (work.IsCompleted || !console.Profile.Capabilities.Interactive)
            return await work;
        await console.Progress().AutoClear(true).StartAsync(async context =>
        {
            var bar = context.AddTask("cases");
            while (!work.IsCompleted)
            {
                var (done, total) = progress.Steps;
                bar.IsIndeterminate = total == 0;
                (bar.Description, bar.MaxValue, bar.Value) = total == 0 ? (string.Create(CultureInfo.InvariantCulture, $"{progress.Lines:N0} cases"), 1, 0) : ("causes, and cases that show them", total, done);
                await Task.WhenAny(work, Task.Delay(100));
            }
        });
        return await work;
    }
}
