using RuleWorkbench.Loading;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands;

/// <summary>Waits for edits of a pathway's files, scripts and suites until the user ends it.</summary>
internal sealed class FileWatch(Workspace workspace, string name, Terminal terminal)
{
    /// <param name="refresh">What to do at the start and after each edit.</param>
    public async Task<ExitCode> RunAsync(Func<Task> refresh, CancellationToken cancellation)
    {
        using var changes = new FileChanges(workspace.FolderOf(name), workspace.Scripts, workspace.SuitesOf(name));
        try
        {
            await refresh();
            terminal.Out.MarkupLine("[grey]Watching; Ctrl+C ends.[/]");
            while (true)
            {
                await changes.NextAsync(cancellation);
                await refresh();
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Nothing was broken off: this is how watching ends.
        }

        return ExitCode.Clean;
    }
}
