using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RuleWorkbench.Compilation.Columns;

/// <summary>JSON as programs mostly write it: ASCII, without escapes, exponents or line breaks. Every method takes a position and
/// returns the one behind what it read, or -1 where the text is anything else: then a full reader has to say what it is.
/// <para>A text that is read ends with a line break, which no method passes: none runs over the end.</para></summary>
internal static class PlainText
{
    /// <summary>More digits than this may not fit a double exactly.</summary>
    private const int MostDigits = 15;

    private static readonly double[] Tens = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>The position of what follows blanks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Blanks(ReadOnlySpan<byte> text, int at)
    {
        while (text[at] == ' ')
            at++;
        return at;
    }

    /// <summary>Whether these bytes stand here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Stands(ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte> word) =>
        text.Length - at >= word.Length && text.Slice(at, word.Length).SequenceEqual(word);

    /// <summary>A number.</summary>
    /// <param name="digits">Its digits as a whole number.</param>
    /// <param name="decimals">How many of them stand behind the point.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Number(ReadOnlySpan<byte> text, int at, out double number, out long digits, out int decimals)
    {
        (digits, decimals, number) = (0, 0, 0);
        var isNegative = text[at] == '-';
        if (isNegative)
            at++;
        var first = at;
        uint digit;
        while ((digit = (uint)(text[at] - '0')) <= 9)
        {
            digits = (digits * 10) + digit;
            at++;
        }

        var count = at - first;
        if (count == 0 || (count > 1 && text[first] == '0') || count > MostDigits)
            return -1;
        if (text[at] == '.')
        {
            var point = ++at;
            while ((digit = (uint)(text[at] - '0')) <= 9)
            {
                digits = (digits * 10) + digit;
                at++;
            }

            decimals = at - point;
            if (decimals == 0 || count + decimals > MostDigits)
                return -1;
        }

        if (text[at] is (byte)'e' or (byte)'E' || (isNegative && digits == 0))
            return -1;
        if (isNegative)
            digits = -digits;

        // Both are exact as doubles, so the quotient is the double next to the number that is written.
        number = decimals == 0 ? digits : digits / Tens[decimals];
        return at;
    }

    /// <summary>A text between quotes.</summary>
    /// <param name="length">Number of its characters, which begin at <paramref name="at"/> + 1.</param>
    /// <param name="word">Its bytes, where it has no more than 16; else nothing.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Quoted(ReadOnlySpan<byte> text, int at, out int length, out UInt128 word)
    {
        (length, word) = (0, default);
        if (text[at] != '"')
            return -1;
        at++;
        if (text.Length - at > Vector128<byte>.Count)
        {
            var bytes = Vector128.Create(text.Slice(at, Vector128<byte>.Count));
            var ends = Vector128.Equals(bytes, Vector128.Create((byte)'"')).ExtractMostSignificantBits();
            if (ends != 0)
            {
                var other = (Vector128.LessThan(bytes, Vector128.Create((byte)' ')) | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))).ExtractMostSignificantBits() | bytes.ExtractMostSignificantBits();
                length = BitOperations.TrailingZeroCount(ends);
                if ((other & ((1u << length) - 1)) != 0)
                    return -1;
                var kept = bytes & Vector128.LessThan(Vector128<byte>.Indices, Vector128.Create((byte)length));
                word = new UInt128(kept.AsUInt64().GetElement(1), kept.AsUInt64().GetElement(0));
                return at + length + 1;
            }
        }

        return QuotedSlowly(text, at, out length, out word);
    }

    /// <summary>The bytes of a text of no more than 16 as <see cref="Quoted"/> gives them.</summary>
    public static UInt128 Word(ReadOnlySpan<byte> text)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        text.CopyTo(bytes);
        return new UInt128(MemoryMarshal.Read<ulong>(bytes[8..]), MemoryMarshal.Read<ulong>(bytes));
    }

    private static int QuotedSlowly(ReadOnlySpan<byte> text, int at, out int length, out UInt128 word)
    {
        var end = at;
        while (text[end] != '"')
        {
            if (text[end] is < (byte)' ' or (byte)'\\' or >= 128)
            {
                (length, word) = (0, default);
                return -1;
            }

            end++;
        }

        length = end - at;
        word = length <= 16 ? Word(text[at..end]) : default;
        return end + 1;
    }
}
