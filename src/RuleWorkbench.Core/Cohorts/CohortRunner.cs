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
        var total = CohortSummary.Empty(compiled, workers[0].Walk);
        if (at.Counts.Length > 0)
            total.Add(CohortCountsText.Read(at.Counts, CohortSummary.Empty(compiled, workers[0].Walk)));
        var turns = new ChunkTurns(new LineChunks(input, ChunkBytes, MostLineBytes), at.Line);
        await turns.RunAsync(workers, (worker, chunk, line, token) => worker.RunAsync(chunk, line, token), EndAsync, cancellation).ConfigureAwait(false);
        return CohortSummary.Of(compiled, workers[0].Walk, total);

        // A part that has been begun is written to its end, so that only whole lines are ever there.
        async ValueTask EndAsync(CohortWorker worker, LineChunk chunk)
        {
            worker.Counts.MoveTo(total);
            if (records is not null)
                await records.WriteAsync(worker.Records, CancellationToken.None).ConfigureAwait(false);
            if (rejects is not null)
                await rejects.WriteAsync(worker.Rejects, CancellationToken.None).ConfigureAwait(false);
            at = at with
            {
                InputBytes = at.InputBytes + chunk.Length,
                Line = at.Line + chunk.Lines,
                RecordBytes = at.RecordBytes + worker.Records.Length,
                RejectBytes = at.RejectBytes + worker.Rejects.Length,
                Cases = total.Cases,
                Rejected = total.Rejected,
                CountsOf = () => CohortCountsText.Write(total),
            };
            if (onProgress is not null)
                await onProgress(at).ConfigureAwait(false);
        }
    }

    /// <summary>The expressions by which results cannot be broken down: they do not parse, are no value, or cannot be told
    /// in columns.</summary>
    public ImmutableArray<string> UnusableStrata(ImmutableArray<string> names) => CohortStrata.Unusable(compiled, names);
}
