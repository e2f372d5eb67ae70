using Parquet;
using Parquet.Schema;
using RuleWorkbench.Reporting;

namespace RuleWorkbench.Parquet;

/// <summary>Writes records of a cohort as Parquet: a column of texts for each of the table.</summary>
public sealed class ParquetRecords : RecordStream
{
    private const int RowsOfAGroup = 100_000;

    private readonly RecordTable table;
    private readonly Stream output;
    private readonly ParquetWriter writer;
    private readonly DataField<string>[] fields;
    private readonly string?[] cells;
    private readonly List<string?>[] columns;

    private ParquetRecords(RecordTable table, Stream output, ParquetWriter writer, DataField<string>[] fields)
    {
        this.table = table;
        this.output = output;
        this.writer = writer;
        this.fields = fields;
        cells = new string?[fields.Length];
        columns = [.. fields.Select(_ => new List<string?>())];
    }

    public static async Task<ParquetRecords> CreateAsync(RecordTable table, Stream output)
    {
        var fields = table.Columns.Select(c => new DataField<string>(c, nullable: true)).ToArray();
        var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), output).ConfigureAwait(false);
        return new ParquetRecords(table, output, writer, fields);
    }

    /// <summary>Writes the rest, and the end without which the file cannot be read.</summary>
    public override async ValueTask DisposeAsync()
    {
        await WriteGroupAsync().ConfigureAwait(false);
        await writer.DisposeAsync().ConfigureAwait(false);
        await output.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Take(ReadOnlySpan<byte> record)
    {
        table.Read(record, cells);
        for (var i = 0; i < cells.Length; i++)
            columns[i].Add(cells[i]);
    }

    protected override Task SendAsync(CancellationToken cancellation) => columns[0].Count >= RowsOfAGroup ? WriteGroupAsync() : Task.CompletedTask;

    private async Task WriteGroupAsync()
    {
        if (columns[0].Count == 0)
            return;
        using var group = writer.CreateRowGroup();
        for (var i = 0; i < fields.Length; i++)
        {
            await group.WriteAsync(fields[i], columns[i]!).ConfigureAwait(false);
            columns[i].Clear();
        }
    }
}
