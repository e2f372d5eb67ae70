using Spectre.Console;

namespace RuleWorkbench.Cli.Rendering;

/// <summary>A progress bar for what takes longer than a moment; nothing flashes up for what does not.</summary>
internal static class DelayedProgress
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(700);

    /// <summary>Awaits the work; shows how far it is once a moment has passed.</summary>
    /// <param name="done">How many of <paramref name="total"/> are done so far.</param>
    public static async Task<T> Show<T>(IAnsiConsole console, string title, int total, Func<int> done, Task<T> work)
    {
        await Task.WhenAny(work, Task.Delay(Moment)).ConfigureAwait(false);
        if (work.IsCompleted || !console.Profile.Capabilities.Interactive)
            return await work.ConfigureAwait(false);
        await console.Progress().AutoClear(true).StartAsync(async context =>
        {
            var bar = context.AddTask(Markup.Escape(title), maxValue: Math.Max(1, total));
            while (!work.IsCompleted)
            {
                bar.Value = done();
                await Task.WhenAny(work, Task.Delay(100)).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        return await work.ConfigureAwait(false);
    }
}
