using System.Collections.Immutable;
using System.Text;
using Parquet;
using Parquet.Schema;
using RuleWorkbench.Cohorts.Rows;

namespace RuleWorkbench.Parquet;

/// <summary>The rows of a Parquet file. Members of structs are columns named <c>struct.member</c>; repeated columns are not
/// read (lists come as JSON text, or as columns <c>drugs[0].dose</c>).</summary>
public sealed class ParquetRows : RowSource
{
    private readonly ParquetReader reader;
    private readonly DataField[] fields;
    private readonly ColumnCells[] columns;
    private int group = -1;
    private int row;
    private int rows;

    private ParquetRows(ParquetReader reader)
    {
        this.reader = reader;
        fields = [.. reader.Schema.DataFields.Where(f => f.MaxRepetitionLevel == 0)];
        columns = [.. fields.Select(_ => new ColumnCells())];
        Columns = [.. fields.Select(f => string.Join('.', f.Path.ToList()))];
    }

    public override ImmutableArray<string> Columns { get; }

    /// <exception cref="InvalidDataException">It is no Parquet file.</exception>
    public static Task<ParquetRows> OpenAsync(Stream file, CancellationToken cancellation) =>
        GuardAsync(async () => new ParquetRows(await ParquetReader.CreateAsync(file, new ParquetOptions { UseDateOnlyTypeForDates = true }, leaveStreamOpen: false, cancellation).ConfigureAwait(false)));

    public override async ValueTask<bool> ReadAsync(RowCells cells, CancellationToken cancellation)
    {
        while (row == rows)
        {
            if (group + 1 >= reader.RowGroupCount)
                return false;
            await GuardAsync(async () =>
            {
                await ReadGroupAsync(++group, cancellation).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
        }

        cells.Clear();
        foreach (var column in columns)
            cells.Add(column[row]);
        row++;
        return true;
    }

    public override ValueTask DisposeAsync() => reader.DisposeAsync();

    /// <summary>The library reports damage with whatever exception it ran into.</summary>
    private static async Task<T> GuardAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException or InvalidDataException))
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    private async Task ReadGroupAsync(int index, CancellationToken cancellation)
    {
        using var part = reader.OpenRowGroupReader(index);
        rows = checked((int)part.RowCount);
        row = 0;
        for (var i = 0; i < fields.Length; i++)
        {
            columns[i].Clear(rows);
            await ReadColumnAsync(part, fields[i], columns[i], cancellation).ConfigureAwait(false);
        }
    }

    private Task ReadColumnAsync(ParquetRowGroupReader part, DataField field, ColumnCells cells, CancellationToken cancellation) => Type.GetTypeCode(field.ClrType) switch
    {
        TypeCode.Boolean => ReadAsync<bool>(part, field, v => cells.Add(v ? "true"u8 : "false"u8), cells, cancellation),
        TypeCode.Byte => ReadAsync<byte>(part, field, v => cells.Add(v), cells, cancellation),
        TypeCode.SByte => ReadAsync<sbyte>(part, field, v => cells.Add(v), cells, cancellation),
        TypeCode.Int16 => ReadAsync<short>(part, field, v => cells.Add(v), cells, cancellation),
        TypeCode.UInt16 => ReadAsync<ushort>(part, field, v => cells.Add(v), cells, cancellation),
        TypeCode.Int32 => ReadAsync<int>(part, field, v => cells.Add(v), cells, cancellation),
        TypeCode.UInt32 => ReadAsync<uint>(part, field, v => cells.Add(v), cells, cancellation),
        TypeCode.Int64 => ReadAsync<long>(part, field, v => cells.Add(v), cells, cancellation),
        TypeCode.UInt64 => ReadAsync<ulong>(part, field, v => cells.Add(v), cells, cancellation),
        TypeCode.Single => ReadAsync<float>(part, field, v => cells.Add(v), cells, cancellation),
        TypeCode.Double => ReadAsync<double>(part, field, v => cells.Add(v), cells, cancellation),
        TypeCode.Decimal => ReadAsync<decimal>(part, field, v => cells.Add(v), cells, cancellation),
        TypeCode.DateTime => ReadAsync<DateTime>(part, field, v => cells.Add(v, v.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "O"), cells, cancellation),
        _ when field.ClrType == typeof(ReadOnlyMemory<char>) => ReadAsync<ReadOnlyMemory<char>>(part, field, v => cells.Add(v.Span), cells, cancellation),
        _ when field.ClrType == typeof(ReadOnlyMemory<byte>) => ReadAsync<ReadOnlyMemory<byte>>(part, field, v => cells.Add(Encoding.UTF8.GetString(v.Span)), cells, cancellation),
        _ when field.ClrType == typeof(DateOnly) => ReadAsync<DateOnly>(part, field, v => cells.Add(v, "yyyy-MM-dd"), cells, cancellation),
        _ => throw new InvalidDataException($"The column `{string.Join('.', field.Path.ToList())}` is of a type that cannot be read."),
    };

    private async Task ReadAsync<T>(ParquetRowGroupReader part, DataField field, Action<T> add, ColumnCells cells, CancellationToken cancellation)
        where T : struct
    {
        if (field.MaxDefinitionLevel > 0)
        {
            var nullable = new T?[rows];
            await part.ReadAsync<T>(field, nullable.AsMemory(), null, cancellation).ConfigureAwait(false);
            foreach (var value in nullable)
            {
                if (value is { } known)
                    add(known);
                else
                    cells.Add(default(ReadOnlySpan<byte>));
            }

            return;
        }

        var values = new T[rows];
        await part.ReadAsync(field, values.AsMemory(), null, cancellation).ConfigureAwait(false);
        foreach (var value in values)
            add(value);
    }
}
