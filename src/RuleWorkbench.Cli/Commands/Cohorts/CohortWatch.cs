using System.Diagnostics;
using System.Globalization;
using RuleWorkbench.Cli.Rendering;
using RuleWorkbench.Cohorts;
using RuleWorkbench.Cohorts.Live;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands.Cohorts;

/// <summary><c>cohort run --watch</c>: the cases stay in memory, and after each edit of the pathway the counts show who gained and
/// who lost.</summary>
internal sealed class CohortWatch(Workspace workspace, OpenPathway opened, CohortOptions options, Terminal terminal)
{
    private CompiledPathway compiled = opened.Compiled;
    private LiveResult? last;

    public async Task<ExitCode> RunAsync(Stream lines, CancellationToken cancellation)
    {
        using var changes = new FileChanges(workspace.FolderOf(opened.Name), workspace.Scripts);
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

    private async Task<LivePopulation> LoadAsync(Stream lines, CancellationToken cancellation)
    {
        (long Lines, long Bytes) latest = default;
        var work = LivePopulation.LoadAsync(compiled, lines, options, LivePopulation.MostBytesByDefault, new LoadProgress(at => latest = at), cancellation);
        try
        {
            if (terminal.Error.Profile.Capabilities.Interactive)
            {
                await terminal.Error.Status().StartAsync("Reading", async status =>
                {
                    while (await Task.WhenAny(work, Task.Delay(200, CancellationToken.None)) != work)
                        status.Status = string.Create(CultureInfo.InvariantCulture, $"Reading: {latest.Lines:N0} cases, {latest.Bytes >> 20:N0} MB");
                });
            }

            return await work;
        }
        catch (PopulationTooLargeException e)
        {
            throw new CommandFailure(ExitCode.CouldNotRun, e.Message, "Watch a part of them, or run on a machine with more memory.");
        }
        catch (Exception e) when (e is InvalidDataException or ZstdSharp.ZstdException)
        {
            throw new CommandFailure(ExitCode.CouldNotRun, $"The input is damaged: {e.Message}", "Restore the file.");
        }
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

    private async Task RefreshAsync(LivePopulation people, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await people.EvaluateAsync(compiled, last, (_, _) => { }, cancellation);
        if (last is null)
            CohortPrinter.Print(terminal.Out, result.Summary, options.StrataNames, Stopwatch.GetElapsedTime(started), isComplete: false);
        else
            CohortChangePrinter.Print(terminal.Out, last, result, Stopwatch.GetElapsedTime(started));
        last = result;
    }

    /// <summary>Tells at once; the reading thread must not wait for the screen.</summary>
    private sealed class LoadProgress(Action<(long Lines, long Bytes)> tell) : IProgress<(long Lines, long Bytes)>
    {
        public void Report((long Lines, long Bytes) value) => tell(value);
    }
}
