using System.Collections.Immutable;
using RuleWorkbench.Compilation;

namespace RuleWorkbench.Cohorts;

/// <summary>Takes the cases of a stream, one a line, through a pathway. Memory does not grow with the number of cases, and
/// neither the order nor the content of what is written depends on the number of threads.</summary>
public sealed class CohortRunner(CompiledPathway compiled)
{
    /// <summary>A line longer than this is no case.</summary>
    public const int MostLineBytes = 16 * 1024 * 1024;

    private const int ChunkBytes = 512 * 1024;

    /// <summary>Runs a cohort from where <paramref name="start"/> says.</summary>
    /// <param name="input">Lines of JSON; stands at the start's position.</param>
    /// <param name="records">Gets a line a case, or null.</param>
    /// <param name="rejects">Gets a line for each line that is no case, or null.</param>
    /// <param name="onProgress">Told after each part that has been written; may stop the run by throwing.</param>
    /// <exception cref="OperationCanceledException">What was written is whole lines.</exception>
    public async Task<CohortSummary> RunAsync(
        Stream input, Stream? records, Stream? rejects, CohortOptions options, CohortCheckpoint? start, Func<CohortCheckpoint, ValueTask>? onProgress, CancellationToken cancellation)
    {
        var plan = new Plan(compiled);
        var workers = Enumerable.Range(0, options.Threads).Select(_ => new CohortWorker(plan, options)).ToArray();
        var at = start ?? new CohortCheckpoint(0, 1, 0, 0, "");
        if (at.Counts.Length > 0)
            workers[0].Counts.Add(CohortCountsText.Read(at.Counts, CohortSummary.Empty(compiled, workers[0].Walk)));
        var chunks = new LineChunks(input, ChunkBytes, MostLineBytes);
        var reading = chunks.ReadAsync(options.Threads, cancellation);
        var written = Enumerable.Range(0, options.Threads).Select(_ => (Records: new RecordBytes(), Rejects: new RecordBytes())).ToArray();
        var writing = Task.CompletedTask;
        try
        {
            while (await reading.ConfigureAwait(false) is { Count: > 0 } group)
            {
                reading = chunks.ReadAsync(options.Threads, cancellation);
                var line = at.Line;
                var firstLines = new long[group.Count];
                for (var i = 0; i < group.Count; i++)
                {
                    firstLines[i] = line;
                    line += group[i].Lines;
                }

                await Parallel.ForEachAsync(
                    Enumerable.Range(0, group.Count),
                    new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
                    (i, token) => workers[i].RunAsync(group[i], firstLines[i], token)).ConfigureAwait(false);

                // What these cases did is written while the next ones are run.
                await writing.ConfigureAwait(false);
                for (var i = 0; i < group.Count; i++)
                {
                    workers[i].Exchange(written[i].Records, written[i].Rejects);
                    group[i].Free();
                }

                var counts = onProgress is null ? null : Total(workers);
                at = at with
                {
                    InputBytes = at.InputBytes + group.Sum(g => (long)g.Length),
                    Line = line,
                    RecordBytes = at.RecordBytes + written.Take(group.Count).Sum(w => (long)w.Records.Written.Length),
                    RejectBytes = at.RejectBytes + written.Take(group.Count).Sum(w => (long)w.Rejects.Written.Length),
                    Cases = workers.Sum(w => w.Counts.Cases),
                    Rejected = workers.Sum(w => w.Counts.Rejected),
                    CountsOf = () => CohortCountsText.Write(counts!),
                };
                writing = WriteAsync(written.AsMemory(0, group.Count), records, rejects, onProgress, at);
            }
        }
        finally
        {
            // A part that has been begun is written to its end, so that only whole lines are ever there.
            await writing.ConfigureAwait(false);
        }

        return CohortSummary.Of(compiled, workers[0].Walk, Total(workers));
    }

    private static async Task WriteAsync(
        ReadOnlyMemory<(RecordBytes Records, RecordBytes Rejects)> parts, Stream? records, Stream? rejects, Func<CohortCheckpoint, ValueTask>? onProgress, CohortCheckpoint at)
    {
        await Task.Yield();
        for (var i = 0; i < parts.Length; i++)
        {
            if (records is not null)
                await records.WriteAsync(parts.Span[i].Records.Written, CancellationToken.None).ConfigureAwait(false);
            if (rejects is not null)
                await rejects.WriteAsync(parts.Span[i].Rejects.Written, CancellationToken.None).ConfigureAwait(false);
        }

        if (onProgress is not null)
            await onProgress(at).ConfigureAwait(false);
    }

    /// <summary>The expressions by which results cannot be broken down: they do not parse, are no value, or cannot be told
    /// in columns.</summary>
    public ImmutableArray<string> UnusableStrata(ImmutableArray<string> names) => CohortStrata.Unusable(compiled, names);

    private CohortCounts Total(CohortWorker[] workers)
    {
        var total = CohortSummary.Empty(compiled, workers[0].Walk);
        foreach (var worker in workers)
            total.Add(worker.Counts);
        return total;
    }
}
