namespace RuleWorkbench.Cohorts.Rows;

/// <summary>The rows of a table as the lines that a cohort is run from; row n is line n.</summary>
public sealed class RowsAsLines : ForwardStream
{
    private const int EnoughBytes = 256 * 1024;

    private readonly RowSource rows;
    private readonly RecordBytes lines = new();
    private readonly RowWriter writer;
    private readonly RowCells cells;
    private int position;
    private bool hasEnded;

    public RowsAsLines(RowSource rows, ColumnMap map)
    {
        this.rows = rows;
        writer = new RowWriter(map, lines);
        cells = new RowCells(map.Columns.Length);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // On a thread of its own: rows are read while the cases before them are run.
        if (position == lines.Written.Length && !hasEnded)
            await Task.Run(() => FillAsync(cancellationToken).AsTask(), cancellationToken).ConfigureAwait(false);
        var count = Math.Min(buffer.Length, lines.Written.Length - position);
        lines.Written.Slice(position, count).CopyTo(buffer);
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
        lines.Clear();
        position = 0;
        while (lines.Written.Length < EnoughBytes && !hasEnded)
        {
            if (await rows.ReadAsync(cells, cancellation).ConfigureAwait(false))
                writer.Write(cells, rows.Defect);
            else
                hasEnded = true;
        }
    }
}
