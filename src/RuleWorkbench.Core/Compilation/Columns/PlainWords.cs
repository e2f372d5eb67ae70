using System.Runtime.CompilerServices;
using System.Text;

namespace RuleWorkbench.Compilation.Columns;

/// <summary>The numbers that short texts of one fact have in a <see cref="TextPool"/>, found by their bytes.</summary>
internal sealed class PlainWords
{
    private const int Most = 1024;

    private readonly TextPool texts;
    private readonly bool isClosed;
    private UInt128[] words = new UInt128[16];
    private int[] codes = new int[16];
    private int count;

    /// <param name="allowed">All values that the fact may have, or null.</param>
    public PlainWords(TextPool texts, IEnumerable<string>? allowed)
    {
        this.texts = texts;
        Array.Fill(codes, -1);
        foreach (var word in allowed ?? [])
        {
            var bytes = Encoding.UTF8.GetBytes(word);
            if (bytes.Length <= 16 && !bytes.Contains((byte)0))
                Add(PlainText.Word(bytes), texts.CodeOf(word));
        }

        isClosed = allowed is not null;
    }

    /// <summary>The number of a text; -1 when it is not allowed, or too long to tell here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int CodeOf(UInt128 word, ReadOnlySpan<byte> text)
    {
        if (text.Length > 16)
            return isClosed ? -1 : texts.CodeOf(Encoding.ASCII.GetString(text));
        var at = Slot(word);
        while (codes[at] >= 0)
        {
            if (words[at] == word)
                return codes[at];
            at = (at + 1) & (codes.Length - 1);
        }

        if (isClosed)
            return -1;
        var code = texts.CodeOf(Encoding.ASCII.GetString(text));
        if (count < Most)
            Add(word, code);
        return code;
    }

    private int Slot(UInt128 word)
    {
        var mixed = ((ulong)word ^ ((ulong)(word >> 64) * 0x9E3779B97F4A7C15UL)) * 0xD6E8FEB86659FD93UL;
        return (int)(mixed >> 40) & (codes.Length - 1);
    }

    private void Add(UInt128 word, int code)
    {
        if (++count * 2 > codes.Length)
        {
            var (oldWords, oldCodes) = (words, codes);
            (words, codes) = (new UInt128[oldCodes.Length * 2], new int[oldCodes.Length * 2]);
            Array.Fill(codes, -1);
            for (var i = 0; i < oldCodes.Length; i++)
            {
                if (oldCodes[i] >= 0)
                    Put(oldWords[i], oldCodes[i]);
            }
        }

        Put(word, code);
    }

    private void Put(UInt128 word, int code)
    {
        var at = Slot(word);
        while (codes[at] >= 0)
            at = (at + 1) & (codes.Length - 1);
        (words[at], codes[at]) = (word, code);
    }
}
