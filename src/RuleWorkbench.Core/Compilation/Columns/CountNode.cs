namespace RuleWorkbench.Compilation.Columns;

/// <summary><c>Count</c>: how many elements of each row's list pass a test, and between what bounds where some of them
/// are open.</summary>
internal sealed class CountNode(FactTable elements, ColumnNode list, FlagNode? test) : NumberNode(elements.Parent!, isInt: true)
{
    private ulong[]? error;

    /// <summary>The least and the greatest count on rows that are unknown though their list is there.</summary>
    public double[] Least { get; private set; } = [];

    public double[] Most { get; private set; } = [];

    public ulong[]? ListMissing => list.Null;

    protected override void Evaluate(int current)
    {
        elements.Prepare(current);
        list.Run(current);
        test?.Run(current);
        var words = Table.Words;
        var offsets = elements.Offsets;
        if (Values.Length < words << 6)
            (Values, Least, Most) = (new double[Math.Max(64, words << 6)], new double[Math.Max(64, words << 6)], new double[Math.Max(64, words << 6)]);
        Unknown = list.Unknown;
        Error = Mask.Or(list.Error, list.Null, ref error, words);
        Ask = list.Ask;
        Risky = test is { MayFail: true } ? list.Unknown : null;
        if (test is null or { Unknown: null, Error: null, Ask: null, Risky: null })
        {
            CountSimply(offsets);
            return;
        }

        ulong[]? openRows = null, failedRows = null, askRows = null, riskyRows = null;
        for (var row = 0; row < Table.Rows; row++)
        {
            var (count, least, most) = (0, 0, 0);
            for (var e = offsets[row]; e < offsets[row + 1]; e++)
            {
                var (holds, open) = (Mask.Has(test.True, e), Mask.Has(test.Unknown, e));
                count += holds ? 1 : 0;
                least += holds && !open ? 1 : 0;
                most += holds || open ? 1 : 0;
                if (Mask.Has(test.Error, e))
                    Mask.Add(failedRows ??= new ulong[Math.Max(words, 1)], row);
                if (Mask.Has(test.Risky, e))
                    Mask.Add(riskyRows ??= new ulong[Math.Max(words, 1)], row);
                if (Mask.Has(test.Ask, e))
                    Mask.Add(askRows ??= new ulong[Math.Max(words, 1)], row);
            }

            (Values[row], Least[row], Most[row]) = (count, least, most);
            if (least != most)
                Mask.Add(openRows ??= new ulong[Math.Max(words, 1)], row);
        }

        Unknown = openRows is null ? Unknown : Mask.Union(openRows, Unknown, words);
        Error = failedRows is null ? Error : Mask.Union(failedRows, Error, words);
        Ask = askRows is null ? Ask : Mask.Union(askRows, Ask, words);
        Risky = riskyRows is null ? Risky : Mask.Union(riskyRows, Risky, words);
    }

    /// <summary>Where every element has an answer there are no bounds: only rows without a list are unknown.</summary>
    private void CountSimply(ReadOnlySpan<int> offsets)
    {
        if (test is not null)
        {
            Array.Clear(Values, 0, Table.Rows);
            elements.CountOwners(test.True, Values);
            return;
        }

        for (var row = 0; row < Table.Rows; row++)
            Values[row] = offsets[row + 1] - offsets[row];
    }
}
