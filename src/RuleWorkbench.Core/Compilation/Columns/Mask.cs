using System.Numerics;

namespace RuleWorkbench.Compilation.Columns;

/// <summary>Operations on sets of rows: one bit a row, 64 rows a word. Null stands for the empty set, so that what cannot
/// happen costs nothing. Bits behind the last row mean nothing.</summary>
internal static class Mask
{
    public static bool Has(ulong[]? mask, int row) => mask is not null && (mask[row >> 6] >> (row & 63) & 1) != 0;

    public static void Add(ulong[] mask, int row) => mask[row >> 6] |= 1UL << (row & 63);

    /// <summary>An empty set of that many words in a buffer that is made or made larger where needed.</summary>
    public static ulong[] Clear(ref ulong[]? buffer, int words)
    {
        var mask = Take(ref buffer, words);
        Array.Clear(mask, 0, words);
        return mask;
    }

    /// <summary>A buffer of at least that many words, with whatever is in it.</summary>
    public static ulong[] Take(ref ulong[]? buffer, int words) =>
        buffer is not null && buffer.Length >= words ? buffer : buffer = new ulong[Math.Max(words, 1)];

    /// <summary>Rows in either set. The result may be one of the operands and must not be written to.</summary>
    public static ulong[]? Or(ulong[]? a, ulong[]? b, ref ulong[]? buffer, int words)
    {
        if (a is null || b is null || ReferenceEquals(a, b))
            return a ?? b;
        var union = Take(ref buffer, words);
        for (var i = 0; i < words; i++)
            union[i] = a[i] | b[i];
        return union;
    }

    /// <summary>Adds rows to a set of the caller's own.</summary>
    public static ulong[]? Union(ulong[]? own, ulong[]? more, int words)
    {
        if (more is null)
            return own;
        own ??= new ulong[Math.Max(words, 1)];
        for (var i = 0; i < words; i++)
            own[i] |= more[i];
        return own;
    }

    public static bool IsEmpty(ulong[]? mask, int rows)
    {
        if (mask is null)
            return true;
        for (var i = 0; i < rows >> 6; i++)
        {
            if (mask[i] != 0)
                return false;
        }

        return (rows & 63) == 0 || (mask[rows >> 6] & Last(rows)) == 0;
    }

    /// <summary>How many of the first rows are in the set.</summary>
    public static int Count(ulong[]? mask, int rows)
    {
        if (mask is null)
            return 0;
        var count = 0;
        for (var i = 0; i < rows >> 6; i++)
            count += BitOperations.PopCount(mask[i]);
        return (rows & 63) == 0 ? count : count + BitOperations.PopCount(mask[rows >> 6] & Last(rows));
    }

    private static ulong Last(int rows) => (1UL << (rows & 63)) - 1;
}
