namespace RuleWorkbench.Compilation.Columns;

/// <summary><c>Count</c>: how many elements of each row's list pass a test, and between what bounds where some of them
/// are open.</summary>
internal sealed class CountNode(FactTable elements, ColumnNode list, FlagNode? test) : NumberNode(elements.Parent!, isInt: true)
{
    private ulong[]? error;

    /// <summary>The least and the greatest count on rows that are unknown.</summary>
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
        ulong[]? openRows = null, failedRows = null, askRows = null, riskyRows = null;
        for (var row = 0; row < Table.Rows; row++)
        {
            var (count, least, most) = (0, 0, 0);
            for (var e = offsets[row]; e < offsets[row + 1]; e++)
            {
                var (holds, open) = (test is null || Mask.Has(test.True, e), Mask.Has(test?.Unknown, e));
                count += holds ? 1 : 0;
                least += holds && !open ? 1 : 0;
                most += holds || open ? 1 : 0;
                if (Mask.Has(test?.Error, e))
                    Mask.Add(failedRows ??= new ulong[Math.Max(words, 1)], row);
                if (Mask.Has(test?.Risky, e))
                    Mask.Add(riskyRows ??= new ulong[Math.Max(words, 1)], row);
                if (Mask.Has(test?.Ask, e))
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
}
