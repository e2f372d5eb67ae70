using System.Numerics;

namespace RuleWorkbench.Cohorts;

/// <summary>Sets of rows, turned round: for each row, in which sets it is. 64 rows are turned at a time.</summary>
/// <param name="sets">How many sets there are.</param>
internal sealed class RowBits(int sets)
{
    private readonly int words = Math.Max((sets + 63) >> 6, 1);
    private readonly ulong[] bits = new ulong[64 * Math.Max((sets + 63) >> 6, 1)];

    public void Clear() => Array.Clear(bits);

    /// <summary>Adds one of the sets: its 64 rows.</summary>
    public void Add(int set, ulong rows)
    {
        var (word, bit) = (set >> 6, 1UL << (set & 63));
        for (; rows != 0; rows &= rows - 1)
            bits[(BitOperations.TrailingZeroCount(rows) * words) + word] |= bit;
    }

    /// <summary>The sets that a row is in, 64 a word.</summary>
    public ReadOnlySpan<ulong> Of(int row) => bits.AsSpan((row & 63) * words, words);
}
