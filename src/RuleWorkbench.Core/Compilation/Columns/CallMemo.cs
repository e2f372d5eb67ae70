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

    private readonly long[] keys = new long[Places * arguments.Count];
    private readonly T[] answers = new T[Places];
    private readonly bool[] isKept = new bool[Places];
    private readonly long[] key = new long[arguments.Count];
    private int place;

    /// <summary>Whether the answer for a row is known; a call of <see cref="Keep"/> that follows is for the same row.</summary>
    public bool TryFind(int row, out T answer)
    {
        var hash = new HashCode();
        for (var i = 0; i < key.Length; i++)
        {
            key[i] = Bits(arguments[i], row);
            hash.Add(key[i]);
        }

        place = hash.ToHashCode() & (Places - 1);
        answer = answers[place];
        return isKept[place] && keys.AsSpan(place * key.Length, key.Length).SequenceEqual(key);
    }

    public void Keep(T answer)
    {
        key.CopyTo(keys.AsSpan(place * key.Length));
        answers[place] = answer;
        isKept[place] = true;
    }

    private static long Bits(ColumnNode argument, int row) => Mask.Has(argument.Null, row) ? Nothing : argument switch
    {
        NumberNode node => BitConverter.DoubleToInt64Bits(node.Values[row]),
        TextNode node => node.Values[row],
        TicksNode node => node.Values[row],
        FlagNode node => Mask.Has(node.True, row) ? 1 : 0,
        _ => throw new InvalidOperationException(argument.GetType().Name),
    };
}
