using System.Collections.Immutable;

namespace RuleWorkbench.Presentation.Simulation;

/// <summary>What runs in the background right now. The view asks for progress a few times a second.</summary>
public sealed class JobList
{
    private readonly List<(Job Job, CancellationTokenSource Source)> running = [];

    /// <summary>A job has begun or ended.</summary>
    public event Action? Changed;

    public ImmutableArray<Job> Running => [.. running.Select(r => r.Job)];

    /// <summary>Runs something in the background; work that does not look at its cancellation cannot be stopped.</summary>
    /// <returns>Null when it was cancelled.</returns>
    public async Task<T?> RunAsync<T>(string title, long total, Func<Job, Task<T>> work)
        where T : class
    {
        using var source = new CancellationTokenSource();
        var entry = (Job: new Job(title, total, source.Token), Source: source);
        running.Add(entry);
        Changed?.Invoke();
        try
        {
            return await Task.Run(() => work(entry.Job), source.Token);
        }
        catch (OperationCanceledException) when (source.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            running.Remove(entry);
            Changed?.Invoke();
        }
    }

    /// <summary>Stops all that runs.</summary>
    public void Cancel()
    {
        foreach (var (_, source) in running.ToList())
            source.Cancel();
    }
}
