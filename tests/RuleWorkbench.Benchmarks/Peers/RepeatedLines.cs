using RuleWorkbench.Cohorts.Rows;

namespace RuleWorkbench.Benchmarks.Peers;

/// <summary>The same lines again and again: any number of cases without a file of that size.</summary>
internal sealed class RepeatedLines(byte[] lines, int times) : ForwardStream
{
    private long position;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var at = (int)(position % lines.Length);
        var count = position >= (long)lines.Length * times ? 0 : Math.Min(buffer.Length, lines.Length - at);
        lines.AsMemory(at, count).CopyTo(buffer);
        position += count;
        return ValueTask.FromResult(count);
    }
}
