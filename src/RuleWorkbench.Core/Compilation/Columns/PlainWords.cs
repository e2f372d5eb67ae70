using System.Runtime.CompilerServices;
using System.Text;

namespace RuleWorkbench.Compilation.Columns;

/// <summary>The numbers that short texts of one fact have in a <see cref="TextPool"/>, found by their bytes.</summary>
internal sealed class PlainWords
{
    private const int Most = 1024;

    /// <summary>A longer text is found by its characters.</summary>
    private const int Short = 32;

    private readonly TextPool texts;
    private readonly HashSet<int>? allowed;
    private Word[] words = new Word[16];
    private int[] codes = new int[16];
    private int count;

    /// <param name="allowed">All values that the fact may have, or null.</param>
    public PlainWords(TextPool texts, IEnumerable<string>? allowed)
    {
        this.texts = texts;
        Array.Fill(codes, -1);
        if (allowed is null)
            return;
        this.allowed = [];
        foreach (var text in allowed)
        {
            var (bytes, code) = (Encoding.UTF8.GetBytes(text), texts.CodeOf(text));
            this.allowed.Add(code);
            if (bytes.Length <= Short && !bytes.Contains((byte)0))
                Add(new Word(PlainText.Word(bytes.AsSpan(0, Math.Min(16, bytes.Length))), Rest(bytes)), code);
        }
    }

    /// <summary>The number of a text of ASCII; -1 when it is not allowed.</summary>
    /// <param name="first">Its bytes, where it has no more than 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int CodeOf(UInt128 first, ReadOnlySpan<byte> text)
    {
        if (text.Length > Short)
            return Ask(text);
        var word = text.Length <= 16 ? new Word(first, default) : new Word(PlainText.Word(text[..16]), Rest(text));
        var at = Slot(word);
        while (codes[at] >= 0)
        {
            if (words[at].First == word.First && words[at].Rest == word.Rest)
                return codes[at];
            at = (at + 1) & (codes.Length - 1);
        }

        var code = Ask(text);
        if (code >= 0 && count < Most)
            Add(word, code);
        return code;
    }

    private static UInt128 Rest(ReadOnlySpan<byte> text) => text.Length <= 16 ? default : PlainText.Word(text[16..]);

    /// <summary>The number that the pool has for a text.</summary>
    private int Ask(ReadOnlySpan<byte> text)
    {
        Span<char> characters = stackalloc char[text.Length];
        Encoding.ASCII.GetChars(text, characters);
        return allowed is null ? texts.CodeOf(characters) : texts.Find(characters) is { } code && allowed.Contains(code) ? code : -1;
    }

    private int Slot(Word word)
    {
        var mixed = ((ulong)word.First ^ ((ulong)(word.First >> 64) * 0x9E3779B97F4A7C15UL) ^ ((ulong)word.Rest * 0xC2B2AE3D27D4EB4FUL)) * 0xD6E8FEB86659FD93UL;
        return (int)(mixed >> 40) & (codes.Length - 1);
    }

    private void Add(Word word, int code)
    {
        if (++count * 2 > codes.Length)
        {
            var (oldWords, oldCodes) = (words, codes);
            (words, codes) = (new Word[oldCodes.Length * 2], new int[oldCodes.Length * 2]);
            Array.Fill(codes, -1);
            for (var i = 0; i < oldCodes.Length; i++)
            {
                if (oldCodes[i] >= 0)
                    Put(oldWords[i], oldCodes[i]);
            }
        }

        Put(word, code);
    }

    private void Put(Word word, int code)
    {
        var at = Slot(word);
        while (codes[at] >= 0)
            at = (at + 1) & (codes.Length - 1);
        (words[at], codes[at]) = (word, code);
    }

    /// <summary>A text of no more than 32 bytes, filled up with zeros, which no text that is read plainly has.</summary>
    private readonly record struct Word(UInt128 First, UInt128 Rest);
}
