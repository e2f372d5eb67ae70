using Spectre.Console;

namespace RuleWorkbench.Cli.Rendering;

/// <summary>A progress bar for what takes longer than a moment; nothing flashes up for what does not.</summary>
internal static class DelayedProgress
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(700);

    /// <summary>Awaits the work; shows how far it is once a moment has passed.</summary>
    /// <param name="done">How many of <paramref name="total"/> are done so far.</param>
    public static Task<T> Show<T>(IAnsiConsole console, string title, int total, Func<int> done, Task<T> work) =>
        Show(console, title, bar => (bar.MaxValue, bar.Value) = (Math.Max(1, total), done()), work);

    /// <summary>Awaits the work; shows how far it is once a moment has passed.</summary>
    /// <param name="update">Brings the bar up to date.</param>
    public static async Task<T> Show<T>(IAnsiConsole console, string title, Action<ProgressTask> update, Task<T> work)
    {
        await Task.WhenAny(work, Task.Delay(Moment)).ConfigureAwait(false);
        if (work.IsCompleted || !console.Profile.Capabilities.Interactive)
            return await work.ConfigureAwait(false);
        await console.Progress().AutoClear(true).StartAsync(async context =>
        {
            var bar = context.AddTask(Markup.Escape(title));
            while (!work.IsCompleted)
            {
                update(bar);
                await Task.WhenAny(work, Task.Delay(100)).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        return await work.ConfigureAwait(false);
    }
}
