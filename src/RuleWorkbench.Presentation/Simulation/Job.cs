namespace RuleWorkbench.Presentation.Simulation;

/// <summary>Something that takes a while.</summary>
/// <param name="total">Steps that there are; 0 when nobody knows.</param>
public sealed class Job(string title, long total, CancellationToken cancellation)
{
    private long done;

    public string Title => title;

    public long Total => total;

    public long Done => Interlocked.Read(ref done);

    public CancellationToken Cancellation => cancellation;

    /// <summary>Steps are done; from any thread.</summary>
    public void Step(long count = 1) => Interlocked.Add(ref done, count);

    public void Reach(long count) => Interlocked.Exchange(ref done, count);
}
