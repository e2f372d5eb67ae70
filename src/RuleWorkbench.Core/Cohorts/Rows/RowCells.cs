using System.Text;

namespace RuleWorkbench.Cohorts.Rows;

/// <summary>The cells of one row of a table, in UTF-8. A cell without bytes is empty.</summary>
/// <param name="columns">How many there are.</param>
public sealed class RowCells(int columns)
{
    private readonly int[] ends = new int[columns];
    private byte[] bytes = new byte[1024];
    private int count;

    public int Columns => columns;

    /// <summary>The text of a cell.</summary>
    public ReadOnlySpan<byte> this[int column] => column < count ? bytes.AsSpan((column == 0 ? 0 : ends[column - 1])..ends[column]) : default;

    private int End => count == 0 ? 0 : ends[count - 1];

    public bool IsEmpty(int column) => this[column].IsEmpty;

    /// <summary>The text of a cell, or null for an empty one.</summary>
    public string? TextOf(int column) => IsEmpty(column) ? null : Encoding.UTF8.GetString(this[column]);

    /// <summary>Begins a row: all cells are empty.</summary>
    public void Clear() => count = 0;

    /// <summary>Sets the next cell.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        Reserve(text.Length);
        text.CopyTo(bytes.AsSpan(End));
        ends[count] = End + text.Length;
        count++;
    }

    /// <summary>Sets the next cell.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, bytes.AsSpan(End));
        ends[count] = End + length;
        count++;
    }

    private void Reserve(int more)
    {
        if (bytes.Length - End < more)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, End + more));
    }
}
