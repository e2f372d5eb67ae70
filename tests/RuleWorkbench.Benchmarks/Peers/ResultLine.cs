using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace RuleWorkbench.Benchmarks.Peers;

/// <summary>Writes verdicts as the very line that <c>rulewb cohort run</c> writes, so that files can be compared byte by byte.</summary>
internal sealed class ResultLine
{
    private static readonly byte[][] Names = [.. Enumerable.Range(1, Verdicts.Rules).Select(i => Encoding.ASCII.GetBytes($"\"R{i}\""))];
    private static readonly byte[]?[] Texts = [.. Verdicts.Texts.Select(t => t is null ? null : Encoding.ASCII.GetBytes($"\"{t}\""))];

    private byte[] bytes = new byte[1 << 16];
    private int count;

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, count);

    public void Clear() => count = 0;

    public void Write(ReadOnlySpan<byte> id, Verdicts verdicts) => Write(id, verdicts.Met, verdicts.Numbers);

    public void Write(ReadOnlySpan<byte> id, uint met, ReadOnlySpan<double> numbers)
    {
        if (bytes.Length - count < 4096 + id.Length)
            Array.Resize(ref bytes, bytes.Length * 2 + id.Length);
        Add("{\"id\":\""u8);
        Add(id);
        Add("\",\"recommendations\":{},\"rules\":{"u8);
        for (var left = met; left != 0; left &= left - 1)
        {
            Add(left == met ? "\"met\":["u8 : ","u8);
            Add(Names[BitOperations.TrailingZeroCount(left)]);
        }

        Add(met == 0 ? "},\"walk\":[\"peers\"]"u8 : "]},\"walk\":[\"peers\"],\"figures\":{"u8);
        for (var left = met; left != 0; left &= left - 1)
        {
            var rule = BitOperations.TrailingZeroCount(left);
            if (left != met)
                Add(","u8);
            Add(Names[rule]);
            Add(":"u8);
            if (Texts[rule] is { } text)
                Add(text);
            else
                Add(numbers[rule]);
        }

        Add(met == 0 ? "}\n"u8 : "}}\n"u8);
    }

    private void Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(bytes.AsSpan(count));
        count += text.Length;
    }

    private void Add(double number)
    {
        int written;
        if (number == (int)number)
            Utf8Formatter.TryFormat((int)number, bytes.AsSpan(count), out written);
        else
            number.TryFormat(bytes.AsSpan(count), out written, default, CultureInfo.InvariantCulture);
        count += written;
    }
}
