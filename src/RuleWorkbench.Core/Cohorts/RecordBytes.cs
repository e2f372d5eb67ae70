using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace RuleWorkbench.Cohorts;

/// <summary>Bytes of records, as <see cref="Utf8JsonWriter"/> would write them.</summary>
internal sealed class RecordBytes : IBufferWriter<byte>
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 !#$%()*,-./:;=?@[]^_{|}~"u8);

    private byte[] bytes = new byte[64 * 1024];
    private int count;

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, count);

    public void Clear() => count = 0;

    /// <summary>The JSON of a text, quotes included.</summary>
    public static byte[] Quoted(string text) => [(byte)'"', .. JsonEncodedText.Encode(text).EncodedUtf8Bytes, (byte)'"'];

    public void Add(ReadOnlySpan<byte> text)
    {
        if (text.Length > bytes.Length - count)
            Reserve(text.Length);
        text.CopyTo(bytes.AsSpan(count));
        count += text.Length;
    }

    public void Add(byte character)
    {
        if (count == bytes.Length)
            Reserve(1);
        bytes[count++] = character;
    }

    /// <summary>Writes something else in place of the last byte.</summary>
    public void Replace(byte last) => bytes[count - 1] = last;

    /// <summary>Adds a text that is UTF-8, with quotes and escapes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddQuoted(ReadOnlySpan<byte> text)
    {
        if (text.ContainsAnyExcept(Plain))
        {
            Add(Quoted(Encoding.UTF8.GetString(text)));
            return;
        }

        Add((byte)'"');
        Add(text);
        Add((byte)'"');
    }

    /// <summary>Adds a number that is finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(double number)
    {
        if (bytes.Length - count < 32)
            Reserve(32);
        var to = bytes.AsSpan(count);
        int written;
        if (Math.Abs(number) < 1e9 && number != 0)
        {
            // A number that 15 digits give back exactly has no shorter form.
            if (number == (int)number && Utf8Formatter.TryFormat((int)number, to, out written))
            {
                count += written;
                return;
            }

            var tenths = Math.Round(number * 10);
            if (tenths / 10 == number)
            {
                var (whole, rest) = Math.DivRem((long)Math.Abs(tenths), 10);
                if (number < 0)
                    bytes[count++] = (byte)'-';
                Utf8Formatter.TryFormat(whole, bytes.AsSpan(count), out written);
                count += written;
                bytes[count++] = (byte)'.';
                bytes[count++] = (byte)('0' + rest);
                return;
            }
        }

        number.TryFormat(to, out written, default, CultureInfo.InvariantCulture);
        count += written;
    }

    public void Advance(int written) => count += written;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return bytes.AsMemory(count);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    private void Reserve(int more)
    {
        if (bytes.Length - count < more)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, count + more));
    }
}
