using System.Collections.Immutable;
using System.Text;
using RuleWorkbench.Cohorts.Rows;
using Sylvan.Data.Csv;

namespace RuleWorkbench.Cli.Commands.Cohorts;

/// <summary>The rows of a CSV file with a header; what separates cells is guessed from it.</summary>
internal sealed class CsvRows : RowSource
{
    private const int LongestRow = 16 * 1024 * 1024;

    private readonly CsvDataReader reader;

    private CsvRows(CsvDataReader reader)
    {
        this.reader = reader;
        Columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    public override ImmutableArray<string> Columns { get; }

    public override string? Defect => reader.RowFieldCount == Columns.Length ? null
        : $"The row has {reader.RowFieldCount} cells; the table has {Columns.Length} columns.";

    /// <exception cref="InvalidDataException">There is no table.</exception>
    public static CsvRows Open(Stream file)
    {
        // No line is a comment: one that begins with # would be dropped in silence.
        var options = new CsvDataReaderOptions { HasHeaders = true, Comment = '\uFFFE', OwnsReader = true, MaxBufferSize = LongestRow };
        try
        {
            return new CsvRows(CsvDataReader.Create(new StreamReader(file, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true), options));
        }
        catch (Exception e) when (e is CsvFormatException or InvalidOperationException)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    public override async ValueTask<bool> ReadAsync(RowCells cells, CancellationToken cancellation)
    {
        try
        {
            if (!await reader.ReadAsync(cancellation))
                return false;
            cells.Clear();
            for (var i = 0; i < Math.Min(cells.Columns, reader.RowFieldCount); i++)
                cells.Add(reader.GetFieldSpan(i));
            return true;
        }
        catch (Exception e) when (e is CsvFormatException or CsvRecordTooLargeException)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    public override ValueTask DisposeAsync() => reader.DisposeAsync();
}
