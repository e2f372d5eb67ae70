using System.Text;

namespace RuleWorkbench.Cohorts;

/// <summary>The lines of a chunk that are not blank, some at a time.</summary>
/// <param name="firstLine">1-based number of the chunk's first line.</param>
internal sealed class LineReader(ReadOnlyMemory<byte> chunk, long firstLine)
{
    private int at = firstLine == 1 && chunk.Span.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
    private long number = firstLine;

    /// <summary>Puts the next lines into an array.</summary>
    /// <returns>How many; 0 at the end.</returns>
    public int Next((int Start, int Length, long Number)[] lines)
    {
        var count = 0;
        while (count < lines.Length && at < chunk.Length)
        {
            var end = chunk.Span[at..].IndexOf((byte)'\n');
            var length = end < 0 ? chunk.Length - at : end;
            var line = chunk.Span.Slice(at, length).TrimEnd((byte)'\r');
            if (!line.Trim(" \t"u8).IsEmpty)
                lines[count++] = (at, line.Length, number);
            at += length + 1;
            number++;
        }

        return count;
    }
}
