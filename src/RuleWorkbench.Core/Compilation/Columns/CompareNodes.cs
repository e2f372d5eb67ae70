namespace RuleWorkbench.Compilation.Columns;

/// <summary>A comparison of two values of which either may be null: with a null, only <c>!=</c> holds, and <c>==</c> where
/// both are.</summary>
/// <param name="left">Never a constant, unless both are.</param>
internal abstract class CompareNode(FactTable table, ColumnNode left, Comparer comparer, ColumnNode right) : FlagNode(table)
{
    private ulong[]? value, unknown, error, ask, risky;

    protected Comparer Comparer => comparer;

    protected abstract void Compare(ulong[] result, int rows);

    /// <summary>Rows that are decided though a side is unknown; null where there are none.</summary>
    protected virtual ulong[]? Decided() => null;

    protected override void Evaluate(int current)
    {
        left.Run(current);
        right.Run(current);
        var words = Table.Words;
        var result = True = Mask.Take(ref value, words);
        Compare(result, Table.Rows);
        var (ln, rn) = (left.Null, right.Null);
        if (ln is not null || rn is not null)
        {
            for (var i = 0; i < words; i++)
            {
                var (l, r) = (ln?[i] ?? 0, rn?[i] ?? 0);
                result[i] = comparer switch
                {
                    Comparer.Equal => (result[i] & ~(l | r)) | (l & r),
                    Comparer.NotEqual => (result[i] & ~(l | r)) | (l ^ r),
                    _ => result[i] & ~(l | r),
                };
            }
        }

        Unknown = Mask.Or(left.Unknown, right.Unknown, ref unknown, words);
        if (Unknown is not null && Decided() is { } decided)
        {
            var open = new ulong[Math.Max(words, 1)];
            for (var i = 0; i < words; i++)
                open[i] = Unknown[i] & ~decided[i];
            Unknown = open;
        }

        Error = Mask.Or(left.Error, right.Error, ref error, words);
        Ask = Mask.Or(left.Ask, right.Ask, ref ask, words);
        Risky = Mask.Or(left.Risky, right.Risky, ref risky, words);
    }
}

internal sealed class CompareNumbers(FactTable table, NumberNode left, Comparer comparer, NumberNode right)
    : CompareNode(table, left, comparer, right)
{
    protected override void Compare(ulong[] result, int rows)
    {
        if (right is ConstantNumber constant)
            Comparison.Compare(left.Values, Comparer, constant.Value, result, rows);
        else
            Comparison.Compare(left.Values, Comparer, right.Values, result, rows);
    }

    /// <summary>A count that only has bounds may be decided all the same: two elements that count for sure are at least
    /// two, whatever the others are.</summary>
    protected override ulong[]? Decided()
    {
        var (count, other, comparer) = left is CountNode ? ((CountNode)left, right, Comparer) : (right as CountNode, left, Comparison.Mirror(Comparer));
        if (count is null || other is CountNode || count.Unknown is null)
            return null;
        var decided = new ulong[Math.Max(Table.Words, 1)];
        for (var row = 0; row < Table.Rows; row++)
        {
            if (!Mask.Has(count.Unknown, row) || Mask.Has(count.Risky, row) || Mask.Has(other.Risky, row) || Mask.Has(count.ListMissing, row) || Mask.Has(other.Unknown, row) || Mask.Has(other.Null, row))
                continue;
            var limit = other is ConstantNumber constant ? constant.Value : other.Values[row];
            var (least, most) = (count.Least[row], count.Most[row]);
            var isDecided = comparer switch
            {
                Comparer.Equal or Comparer.NotEqual => limit < least || limit > most,
                _ => Comparison.Holds(least, comparer, limit) == Comparison.Holds(most, comparer, limit),
            };
            if (isDecided)
                Mask.Add(decided, row);
        }

        return decided;
    }
}

internal sealed class CompareTicks(FactTable table, TicksNode left, Comparer comparer, TicksNode right)
    : CompareNode(table, left, comparer, right)
{
    protected override void Compare(ulong[] result, int rows)
    {
        if (right is ConstantTicks constant)
            Comparison.Compare(left.Values, Comparer, constant.Ticks, result, rows);
        else
            Comparison.Compare(left.Values, Comparer, right.Values, result, rows);
    }
}

/// <summary><c>==</c> and <c>!=</c> of texts, letter by letter.</summary>
internal sealed class CompareTexts(FactTable table, TextNode left, Comparer comparer, TextNode right)
    : CompareNode(table, left, comparer, right)
{
    protected override void Compare(ulong[] result, int rows)
    {
        if (right is ConstantText constant)
            Comparison.Equate(left.Values, constant.Code, result, rows);
        else
            Comparison.Equate(left.Values, right.Values, result, rows);
        if (Comparer != Comparer.NotEqual)
            return;
        for (var i = 0; i < (rows + 63) >> 6; i++)
            result[i] = ~result[i];
    }
}
