using System.Threading.Channels;
using RuleWorkbench.Loading;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands;

/// <summary>Waits for edits of a pathway's files, and of its suites, until the user ends it.</summary>
internal sealed class FileWatch(Workspace workspace, string name, Terminal terminal)
{
    /// <summary>Editors save in several steps; this long after the last of them the files are read.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(50);

    /// <param name="refresh">What to do at the start and after each edit.</param>
    public async Task<ExitCode> RunAsync(Func<Task> refresh, CancellationToken cancellation)
    {
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var pathwayWatcher = Watch(workspace.FolderOf(name), changes.Writer);
        using var scriptWatcher = Directory.Exists(workspace.Scripts) ? Watch(workspace.Scripts, changes.Writer) : null;
        using var suiteWatcher = Directory.Exists(workspace.SuitesOf(name)) ? Watch(workspace.SuitesOf(name), changes.Writer) : null;
        try
        {
            await refresh();
            terminal.Out.MarkupLine("[grey]Watching; Ctrl+C ends.[/]");
            while (await changes.Reader.WaitToReadAsync(cancellation))
            {
                while (changes.Reader.TryRead(out _))
                    await Task.Delay(Settle, cancellation);
                await refresh();
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Nothing was broken off: this is how watching ends.
        }

        return ExitCode.Clean;
    }

    private static FileSystemWatcher Watch(string folder, ChannelWriter<bool> changes)
    {
        var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
        foreach (var kind in (string[])["*.json", "*.csx", "*.csv"])
            watcher.Filters.Add(kind);
        watcher.Changed += (_, _) => changes.TryWrite(true);
        watcher.Created += (_, _) => changes.TryWrite(true);
        watcher.Deleted += (_, _) => changes.TryWrite(true);
        watcher.Renamed += (_, _) => changes.TryWrite(true);
        watcher.EnableRaisingEvents = true;
        return watcher;
    }
}
