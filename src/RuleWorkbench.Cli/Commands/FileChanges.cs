using System.Threading.Channels;

namespace RuleWorkbench.Cli.Commands;

/// <summary>Tells when files of a pathway, of its scripts or of its cases have been edited.</summary>
internal sealed class FileChanges : IDisposable
{
    /// <summary>Editors save in several steps; this long after the last of them the files are read.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(50);

    private readonly Channel<bool> changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly List<FileSystemWatcher> watchers;

    /// <param name="folders">Those that do not exist are left out.</param>
    public FileChanges(params string[] folders) => watchers = [.. folders.Where(Directory.Exists).Select(Watch)];

    /// <summary>Waits until files have been edited, and the editor is done.</summary>
    public async Task NextAsync(CancellationToken cancellation)
    {
        await changes.Reader.WaitToReadAsync(cancellation);
        while (changes.Reader.TryRead(out _))
            await Task.Delay(Settle, cancellation);
    }

    public void Dispose()
    {
        foreach (var watcher in watchers)
            watcher.Dispose();
    }

    private FileSystemWatcher Watch(string folder)
    {
        var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
        foreach (var kind in (string[])["*.json", "*.csx", "*.csv"])
            watcher.Filters.Add(kind);
        watcher.Changed += (_, _) => changes.Writer.TryWrite(true);
        watcher.Created += (_, _) => changes.Writer.TryWrite(true);
        watcher.Deleted += (_, _) => changes.Writer.TryWrite(true);
        watcher.Renamed += (_, _) => changes.Writer.TryWrite(true);
        watcher.EnableRaisingEvents = true;
        return watcher;
    }
}
