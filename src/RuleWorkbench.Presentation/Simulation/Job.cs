namespace RuleWorkbench.Presentation.Simulation;

/// <summary>Something that takes a while.</summary>
/// <param name="total">Steps that there are; 0 when nobody knows yet.</param>
public sealed class Job(string title, long total, CancellationToken cancellation)
{
    private long total = total;
    private long done;

    public string Title => title;

    public long Total => Interlocked.Read(ref total);

    public long Done => Interlocked.Read(ref done);

    public CancellationToken Cancellation => cancellation;

    /// <summary>Steps are done; from any thread.</summary>
    public void Step(long count = 1) => Interlocked.Add(ref done, count);

    public void Reach(long count) => Interlocked.Exchange(ref done, count);

    /// <summary>So many steps are done of those that are known by now; from any thread.</summary>
    public void Reach(long count, long of)
    {
        Interlocked.Exchange(ref total, of);
        Reach(count);
    }
}
