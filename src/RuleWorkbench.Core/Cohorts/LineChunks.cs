using System.Buffers;
using System.Numerics;
using System.Text;

namespace RuleWorkbench.Cohorts;

/// <summary>Whole lines of a stream.</summary>
/// <param name="Buffer">Holds the bytes, and can be used again once they have been.</param>
/// <param name="Length">How many bytes there are.</param>
/// <param name="Lines">How many line endings there are.</param>
internal sealed record LineChunk(byte[] Buffer, int Length, int Lines)
{
    public ReadOnlyMemory<byte> Bytes => Buffer.AsMemory(0, Length);

    /// <summary>Gives the buffer back; the bytes must not be read any more.</summary>
    public void Free()
    {
        if (BitOperations.IsPow2(Buffer.Length))
            ArrayPool<byte>.Shared.Return(Buffer);
    }

    /// <summary>The lines that are not blank, without what ends them.</summary>
    /// <param name="firstLine">1-based number of the first line of the chunk.</param>
    public IEnumerable<(int Start, int Length, long Number)> Split(long firstLine)
    {
        var (at, number) = (firstLine == 1 && Bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0, firstLine);
        while (at < Bytes.Length)
        {
            var end = Bytes.Span[at..].IndexOf((byte)'\n');
            var length = end < 0 ? Bytes.Length - at : end;
            var line = Bytes.Span.Slice(at, length).TrimEnd((byte)'\r');
            if (!line.Trim(" \t"u8).IsEmpty)
                yield return (at, line.Length, number);
            at += length + 1;
            number++;
        }
    }

    /// <summary>Puts these lines into a batch that is used again and again.</summary>
    /// <returns>How many lines each batch has; all but the last are full.</returns>
    public IEnumerable<int> Batches(long firstLine, (int Start, int Length, long Number)[] batch)
    {
        var count = 0;
        foreach (var line in Split(firstLine))
        {
            batch[count++] = line;
            if (count < batch.Length)
                continue;
            yield return count;
            count = 0;
        }

        if (count > 0)
            yield return count;
    }

    public ReadOnlySpan<byte> Line(int start, int length) => Buffer.AsSpan(start, length);

    /// <summary>A line with the line break behind it, unless the stream ended without one: with it, a line is read faster.</summary>
    public ReadOnlySpan<byte> LineAndBreak(int start, int length) =>
        Buffer.AsSpan(start, start + length < Length && Buffer[start + length] == (byte)'\n' ? length + 1 : length);
}

/// <summary>Cuts a stream into chunks of whole lines.</summary>
/// <param name="chunkBytes">About how long a chunk is.</param>
/// <param name="mostLineBytes">A longer line is cut: it is no case, and memory must not grow with it.</param>
internal sealed class LineChunks(Stream input, int chunkBytes, int mostLineBytes)
{
    private byte[] rest = [];
    private bool hasEnded;

    /// <summary>The next chunks; fewer than asked for, or none, at the end.</summary>
    public async Task<List<LineChunk>> ReadAsync(int count, CancellationToken cancellation)
    {
        var chunks = new List<LineChunk>(count);
        while (chunks.Count < count && await ReadAsync(cancellation).ConfigureAwait(false) is { } chunk)
            chunks.Add(chunk);
        return chunks;
    }

    /// <summary>The next chunk; null at the end.</summary>
    public async Task<LineChunk?> ReadAsync(CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(chunkBytes, Grown(rest.Length)));
        rest.CopyTo(buffer, 0);
        var (length, searched) = (rest.Length, 0);
        while (true)
        {
            if (!hasEnded)
            {
                length += await input.ReadAtLeastAsync(buffer.AsMemory(length), buffer.Length - length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false) is var read && read < buffer.Length - length ? End(read) : read;
            }

            if (hasEnded)
            {
                rest = [];
                return length == 0 ? null : Chunk(buffer, length);
            }

            var end = buffer.AsSpan(searched, length - searched).LastIndexOf((byte)'\n');
            if (end >= 0 || length >= mostLineBytes)
            {
                var whole = end >= 0 ? searched + end + 1 : length;
                rest = buffer[whole..length];
                return Chunk(buffer, whole);
            }

            searched = length;
            Array.Resize(ref buffer, Grown(buffer.Length));
        }
    }

    /// <summary>Twice as long, but not so long that a line which is no case would fit.</summary>
    private int Grown(int length) => Math.Min(length * 2, mostLineBytes);

    private int End(int read)
    {
        hasEnded = true;
        return read;
    }

    private static LineChunk Chunk(byte[] buffer, int length) => new(buffer, length, buffer.AsSpan(0, length).Count((byte)'\n'));
}
