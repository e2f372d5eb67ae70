using System.Runtime.ExceptionServices;

namespace RuleWorkbench.Cohorts;

/// <summary>Lets workers take the chunks of a stream as each of them is free, and end them in the order of the stream. The next
/// chunk is read while others are worked on.</summary>
/// <param name="line">1-based number of the first line.</param>
internal sealed class ChunkTurns(LineChunks chunks, long line)
{
    private readonly SemaphoreSlim gate = new(1);
    private Task<LineChunk?>? reading;
    private Task before = Task.CompletedTask;
    private ExceptionDispatchInfo? failure;

    /// <summary>Runs workers until no chunk is left. The first that fails stops all.</summary>
    /// <param name="work">Works on a chunk, of which it is told the number of the first line.</param>
    /// <param name="end">Ends a chunk: all before it have been ended.</param>
    public async Task RunAsync<T>(IEnumerable<T> workers, Func<T, LineChunk, long, CancellationToken, ValueTask> work, Func<T, LineChunk, ValueTask> end, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAll(workers.Select(w => Task.Run(() => WorkAsync(w), CancellationToken.None))).ConfigureAwait(false);
        failure?.Throw();

        async Task WorkAsync(T worker)
        {
            while (await TakeAsync(stop).ConfigureAwait(false) is var (chunk, first, previous, done))
            {
                try
                {
                    await work(worker, chunk, first, stop.Token).ConfigureAwait(false);
                    await previous.ConfigureAwait(false);
                    await end(worker, chunk).ConfigureAwait(false);
                    done.SetResult();
                    chunk.Free();
                }
                catch (Exception e)
                {
                    // Whoever waits for this chunk must not be ended, and must not wait for ever.
                    Fail(e, stop);
                    done.SetCanceled(CancellationToken.None);
                    return;
                }
            }
        }
    }

    private async Task<(LineChunk Chunk, long FirstLine, Task Previous, TaskCompletionSource Done)?> TakeAsync(CancellationTokenSource stop)
    {
        await gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (failure is not null || await (reading ??= chunks.ReadAsync(stop.Token)).ConfigureAwait(false) is not { } chunk)
                return null;
            reading = chunks.ReadAsync(stop.Token);
            var (first, previous, done) = (line, before, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            (line, before) = (line + chunk.Lines, done.Task);
            return (chunk, first, previous, done);
        }
        catch (Exception e)
        {
            Fail(e, stop);
            return null;
        }
        finally
        {
            gate.Release();
        }
    }

    private void Fail(Exception e, CancellationTokenSource stop)
    {
        Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(e), null);
        stop.Cancel();
    }
}
