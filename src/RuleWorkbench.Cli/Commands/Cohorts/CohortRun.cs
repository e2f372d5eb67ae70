using System.Buffers;
using System.Globalization;
using RuleWorkbench.Cohorts;
using Spectre.Console;

namespace RuleWorkbench.Cli.Commands.Cohorts;

/// <summary>One run of a cohort, with its progress.</summary>
internal sealed class CohortRun(
    OpenPathway opened, CohortOptions options, Stream lines, long? bytes, CohortFiles files, long mostRejects, Terminal terminal)
{
    private CohortCheckpoint? latest;

    public async Task<CohortSummary> RunAsync(CancellationToken cancellation)
    {
        var runner = new CohortRunner(opened.Compiled);
        if (files.Start is { } start)
            await SkipAsync(start.InputBytes, cancellation);
        var work = runner.RunAsync(lines, files.Records, files.Rejects, options, files.Start, OnProgressAsync, cancellation);
        try
        {
            return await ShowAsync(work);
        }
        catch (OperationCanceledException) when (latest is not null)
        {
            terminal.Error.MarkupLine($"[yellow]Interrupted after {latest.Cases.ToString("N0", CultureInfo.InvariantCulture)} cases. What was written is whole.[/] {(files.Records is null ? "" : "[grey]--resume goes on.[/]")}");
            throw new CommandFailure(ExitCode.Cancelled, "Cancelled.");
        }
        catch (Exception e) when (e is InvalidDataException or ZstdSharp.ZstdException)
        {
            throw new CommandFailure(ExitCode.CouldNotRun, $"The input is damaged: {e.Message}", "Restore the file.");
        }
    }

    private async ValueTask OnProgressAsync(CohortCheckpoint at)
    {
        latest = at;
        await files.NoteAsync(at);
        if (at.Rejected > mostRejects)
        {
            throw new CommandFailure(
                ExitCode.CouldNotRun,
                $"{at.Rejected} lines are no cases; at most {mostRejects} are accepted.",
                files.Rejects is null ? "--rejects FILE tells which and why; --max-rejects N accepts some." : "See the file of rejects; --max-rejects N accepts some.");
        }
    }

    private async Task SkipAsync(long count, CancellationToken cancellation)
    {
        if (lines.CanSeek)
        {
            lines.Seek(count, SeekOrigin.Begin);
            return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(1 << 20);
        while (count > 0 && await lines.ReadAsync(buffer.AsMemory(0, (int)Math.Min(count, buffer.Length)), cancellation) is > 0 and var read)
            count -= read;
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private async Task<CohortSummary> ShowAsync(Task<CohortSummary> work)
    {
        await Task.WhenAny(work, Task.Delay(TimeSpan.FromMilliseconds(700)));
        if (work.IsCompleted || !terminal.Error.Profile.Capabilities.Interactive)
            return await work;
        var started = TimeProvider.System.GetTimestamp();
        await terminal.Error.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask("0 cases", maxValue: bytes ?? 1);
                bar.IsIndeterminate = bytes is null;
                while (!work.IsCompleted)
                {
                    if (latest is { } at)
                    {
                        var rate = at.Cases / Math.Max(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 0.1);
                        bar.Description = string.Create(CultureInfo.InvariantCulture, $"{at.Cases:N0} cases, {rate:N0} a second");
                        bar.Value = bytes is null ? 0 : at.InputBytes;
                    }

                    await Task.WhenAny(work, Task.Delay(100));
                }
            });
        return await work;
    }
}
