using System.Buffers;

namespace RuleWorkbench.Cohorts.Rows;

/// <summary>The rows of a table as the lines that a cohort is run from; row n is line n.</summary>
public sealed class RowsAsLines : ForwardStream
{
    private const int EnoughBytes = 256 * 1024;

    private readonly RowSource rows;
    private readonly ArrayBufferWriter<byte> lines = new(EnoughBytes * 2);
    private readonly RowWriter writer;
    private readonly string?[] cells;
    private int position;
    private bool hasEnded;

    public RowsAsLines(RowSource rows, ColumnMap map)
    {
        this.rows = rows;
        writer = new RowWriter(map, lines);
        cells = new string?[map.Columns.Length];
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // On a thread of its own: rows are read while the cases before them are run.
        if (position == lines.WrittenCount && !hasEnded)
            await Task.Run(() => FillAsync(cancellationToken).AsTask(), cancellationToken).ConfigureAwait(false);
        var count = Math.Min(buffer.Length, lines.WrittenCount - position);
        lines.WrittenMemory.Slice(position, count).CopyTo(buffer);
        position += count;
        return count;
    }

    public override async ValueTask DisposeAsync()
    {
        await rows.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        lines.ResetWrittenCount();
        position = 0;
        while (lines.WrittenCount < EnoughBytes && !hasEnded)
        {
            if (await rows.ReadAsync(cells, cancellation).ConfigureAwait(false))
                writer.Write(cells, rows.Defect);
            else
                hasEnded = true;
        }
    }
}
