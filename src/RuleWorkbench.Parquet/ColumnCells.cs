using System.Globalization;
using System.Text;

namespace RuleWorkbench.Parquet;

/// <summary>The cells of one column of a row group as UTF-8; as in CSV, a text without characters is no value.</summary>
internal sealed class ColumnCells
{
    private const int LongestNumber = 64;

    private byte[] bytes = [];
    private int[] ends = [];
    private int count;

    public ReadOnlySpan<byte> this[int row] => bytes.AsSpan((row == 0 ? 0 : ends[row - 1])..ends[row]);

    private int End => count == 0 ? 0 : ends[count - 1];

    /// <summary>Makes room for other cells.</summary>
    public void Clear(int rows)
    {
        count = 0;
        if (ends.Length < rows)
            ends = new int[rows];
    }

    public void Add(ReadOnlySpan<byte> text)
    {
        Reserve(text.Length);
        text.CopyTo(bytes.AsSpan(End));
        Took(text.Length);
    }

    public void Add(ReadOnlySpan<char> text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        Took(Encoding.UTF8.GetBytes(text, bytes.AsSpan(End)));
    }

    /// <summary>Adds a number or a date; a number in its shortest form.</summary>
    public void Add<T>(T value, string format = "")
        where T : IUtf8SpanFormattable
    {
        Reserve(LongestNumber);
        value.TryFormat(bytes.AsSpan(End), out var written, format, CultureInfo.InvariantCulture);
        Took(written);
    }

    private void Took(int length)
    {
        ends[count] = End + length;
        count++;
    }

    private void Reserve(int more)
    {
        if (bytes.Length - End < more)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, End + more));
    }
}
