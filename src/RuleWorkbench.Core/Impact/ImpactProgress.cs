namespace RuleWorkbench.Impact;

/// <summary>How far a search for an impact is; read while it is written from other threads.</summary>
public sealed class ImpactProgress
{
    private long lines;
    private long steps;

    /// <summary>Lines of a cohort that have been read and walked.</summary>
    public long Lines => Interlocked.Read(ref lines);

    /// <summary>How many changes and effects have been looked at for causes and smallest cases, of how many; 0 of 0 before that.</summary>
    public (int Done, int Total) Steps => Split(Interlocked.Read(ref steps));

    internal void Add(int more) => Interlocked.Add(ref lines, more);

    internal void Step(int done, int total) => Interlocked.Exchange(ref steps, ((long)done << 32) | (uint)total);

    private static (int Done, int Total) Split(long both) => ((int)(both >> 32), (int)both);
}
