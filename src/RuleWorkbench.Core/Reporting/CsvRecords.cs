using System.Text;

namespace RuleWorkbench.Reporting;

/// <summary>Writes records as CSV (RFC 4180, UTF-8).</summary>
public sealed class CsvRecords : RecordStream
{
    private readonly RecordTable table;
    private readonly Stream output;
    private readonly string?[] cells;
    private readonly StringBuilder text = new();

    /// <param name="isBegun">Whether the header has been written by an earlier run.</param>
    public CsvRecords(RecordTable table, Stream output, bool isBegun)
    {
        this.table = table;
        this.output = output;
        cells = new string?[table.Columns.Length];
        if (!isBegun)
            Append([.. table.Columns]);
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        await SendAsync(cancellationToken).ConfigureAwait(false);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask DisposeAsync()
    {
        await SendAsync(CancellationToken.None).ConfigureAwait(false);
        await output.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Take(ReadOnlySpan<byte> record)
    {
        table.Read(record, cells);
        Append(cells);
    }

    protected override async Task SendAsync(CancellationToken cancellation)
    {
        if (text.Length == 0)
            return;
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        text.Clear();
        await output.WriteAsync(bytes, CancellationToken.None).ConfigureAwait(false);
    }

    private void Append(string?[] row)
    {
        for (var i = 0; i < row.Length; i++)
            text.Append(i == 0 ? "" : ",").Append(CsvText.Field(row[i] ?? ""));
        text.Append('\n');
    }
}
