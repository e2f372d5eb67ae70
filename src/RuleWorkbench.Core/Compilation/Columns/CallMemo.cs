namespace RuleWorkbench.Compilation.Columns;

/// <summary>Answers that a script gave to the arguments of a row: a function depends on its arguments alone, and of many
/// people many are given the same drug in the same way. A fixed number of answers is kept; a newer one takes the place of an
/// older one.</summary>
/// <param name="arguments">Arguments that are not the same for all rows.</param>
internal sealed class CallMemo<T>(IReadOnlyList<ColumnNode> arguments)
{
    private const int Places = 1 << 12;

    /// <summary>No number that is read from a file: a NaN with a payload.</summary>
    private const long Nothing = 0x7FF8_0000_0000_0BAD;

    private readonly Func<int, long>[] bits = [.. arguments.Select(BitsOf)];
    private readonly long[] keys = new long[Places * arguments.Count];
    private readonly T[] answers = new T[Places];
    private readonly bool[] isKept = new bool[Places];
    private readonly long[] key = new long[arguments.Count];
    private int place;

    /// <summary>Whether the answer for a row is known; a call of <see cref="Keep"/> that follows is for the same row.</summary>
    public bool TryFind(int row, out T answer)
    {
        var hash = 0UL;
        for (var i = 0; i < key.Length; i++)
        {
            key[i] = bits[i](row);
            hash = (hash ^ (ulong)key[i]) * 0x9E3779B97F4A7C15UL;
            hash ^= hash >> 32;
        }

        place = (int)(hash & (Places - 1));
        answer = answers[place];
        return isKept[place] && keys.AsSpan(place * key.Length, key.Length).SequenceEqual(key);
    }

    public void Keep(T answer)
    {
        key.CopyTo(keys.AsSpan(place * key.Length));
        answers[place] = answer;
        isKept[place] = true;
    }

    /// <summary>What tells the values of an argument apart, by row.</summary>
    private static Func<int, long> BitsOf(ColumnNode argument) => argument switch
    {
        NumberNode node => row => Mask.Has(node.Null, row) ? Nothing : BitConverter.DoubleToInt64Bits(node.Values[row]),
        TextNode node => row => Mask.Has(node.Null, row) ? Nothing : node.Values[row],
        TicksNode node => row => Mask.Has(node.Null, row) ? Nothing : node.Values[row],
        FlagNode node => row => Mask.Has(node.Null, row) ? Nothing : Mask.Has(node.True, row) ? 1 : 0,
        _ => throw new InvalidOperationException(argument.GetType().Name),
    };
}
