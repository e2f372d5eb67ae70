using System.Diagnostics;
using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Cohorts;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands.Cohorts;

/// <summary><c>cohort run --watch</c>: the cases stay in memory, and are run again after each edit of the pathway.</summary>
internal sealed class CohortWatch(Workspace workspace, OpenPathway opened, CohortOptions options, Terminal terminal)
{
    private CompiledPathway compiled = opened.Compiled;
    private CohortSummary? last;

    public async Task<ExitCode> RunAsync(Stream lines, CancellationToken cancellation)
    {
        using var changes = new FileChanges(workspace.FolderOf(opened.Name));
        try
        {
            var people = await LoadAsync(lines, cancellation);
            await RefreshAsync(people, cancellation);
            terminal.Out.MarkupLine("[grey]Watching; Ctrl+C ends.[/]");
            while (true)
            {
                await changes.NextAsync(cancellation);
                if (Reload(cancellation))
                    await RefreshAsync(people, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Nothing was broken off: this is how watching ends.
            return ExitCode.Clean;
        }
    }

    private static async Task<byte[]> LoadAsync(Stream lines, CancellationToken cancellation)
    {
        using var people = new MemoryStream();
        try
        {
            await lines.CopyToAsync(people, cancellation);
        }
        catch (IOException) when (people.Length > int.MaxValue / 2)
        {
            throw new CommandFailure(ExitCode.CouldNotRun, "The cases are more than 2 GB; so many cannot stay in memory.", "Watch a part of them.");
        }

        return people.ToArray();
    }

    private bool Reload(CancellationToken cancellation)
    {
        var loaded = PathwayLoader.Load(workspace.FolderOf(opened.Name), workspace.Root);
        DiagnosticPrinter.Print(terminal.Error, loaded.Diagnostics, workspace);
        var edited = loaded.IsUsable ? compiled.Recompile(loaded.Value!, cancellation) : null;
        DiagnosticPrinter.Print(terminal.Error, edited?.Diagnostics ?? [], workspace);
        var unusable = edited is null ? [] : new CohortRunner(edited).UnusableStrata(options.StrataNames);
        if (edited is null || edited.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error) || !unusable.IsEmpty)
        {
            terminal.Out.MarkupLine("[red]The pathway cannot be run as it stands.[/] [grey]Waiting for the next edit.[/]");
            return false;
        }

        compiled = edited;
        return true;
    }

    private async Task RefreshAsync(byte[] people, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var summary = await new CohortRunner(compiled).RunAsync(new MemoryStream(people), null, null, options, null, null, cancellation);
        if (last is null)
            CohortPrinter.Print(terminal.Out, summary, options.StrataNames, Stopwatch.GetElapsedTime(started), isComplete: false);
        else
            CohortPrinter.PrintChanges(terminal.Out, last, summary, Stopwatch.GetElapsedTime(started));
        last = summary;
    }
}
