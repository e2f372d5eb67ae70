namespace RuleWorkbench.Compilation.Columns;

/// <summary>What <c>test ? a : b</c> does to everything but the value itself. It claims to know nothing where the test is
/// open: whether both branches agree is left to the trees.</summary>
internal sealed class Choice
{
    private ulong[]? unknown, nulls, error, ask, risky;

    public ulong[]? Unknown { get; private set; }

    public ulong[]? Null { get; private set; }

    public ulong[]? Error { get; private set; }

    public ulong[]? Ask { get; private set; }

    public ulong[]? Risky { get; private set; }

    public void Evaluate(FlagNode test, ColumnNode whenTrue, ColumnNode whenFalse, int words, int current)
    {
        test.Run(current);
        whenTrue.Run(current);
        whenFalse.Run(current);
        Unknown = Of(test, whenTrue.Unknown, whenFalse.Unknown, null, ref unknown, words);
        Null = Of(test, whenTrue.Null, whenFalse.Null, null, ref nulls, words);
        Error = Of(test, whenTrue.Error, whenFalse.Error, test.Error, ref error, words);
        Ask = Of(test, whenTrue.Ask, whenFalse.Ask, test.Ask, ref ask, words);
        Risky = Of(test, whenTrue.Risky, whenFalse.Risky, null, ref risky, words);
        if (test.Unknown is null)
            return;
        if (Ask is null || !ReferenceEquals(Ask, ask))
        {
            var before = Ask;
            Ask = Mask.Clear(ref ask, words);
            if (before is not null)
                before.AsSpan(0, words).CopyTo(Ask);
        }

        for (var i = 0; i < words; i++)
            Ask[i] |= test.Unknown[i];
        Unknown = Unknown is null ? test.Unknown : Mask.Or(Unknown, test.Unknown, ref unknown, words);
    }

    private static ulong[]? Of(FlagNode test, ulong[]? whenTrue, ulong[]? whenFalse, ulong[]? more, ref ulong[]? buffer, int words)
    {
        if (whenTrue is null && whenFalse is null)
            return more;
        var chosen = Mask.Take(ref buffer, words);
        for (var i = 0; i < words; i++)
            chosen[i] = (test.True[i] & (whenTrue?[i] ?? 0)) | (~test.True[i] & (whenFalse?[i] ?? 0)) | (more?[i] ?? 0);
        return chosen;
    }
}

internal sealed class ConditionalNumber(FactTable table, FlagNode test, NumberNode whenTrue, NumberNode whenFalse)
    : NumberNode(table, whenTrue.IsInt)
{
    private readonly Choice choice = new();

    protected override void Evaluate(int current)
    {
        choice.Evaluate(test, whenTrue, whenFalse, Table.Words, current);
        if (Values.Length < Table.Words << 6)
            Values = new double[Math.Max(64, Table.Words << 6)];
        if (whenTrue is ConstantNumber yes && whenFalse is ConstantNumber no)
            Choose(no.Value, yes.Value);
        else
            Choose();
        (Unknown, Null, Error, Ask, Risky) = (choice.Unknown, choice.Null, choice.Error, choice.Ask, choice.Risky);
    }

    private void Choose()
    {
        for (var row = 0; row < Table.Rows; row++)
        {
            var chosen = Mask.Has(test.True, row) ? whenTrue : whenFalse;
            Values[row] = chosen is ConstantNumber constant ? constant.Value : chosen.Values[row];
        }
    }

    /// <summary>Of two numbers that are the same for all rows, without a jump for each.</summary>
    private void Choose(double no, double yes)
    {
        ReadOnlySpan<double> either = [no, yes];
        var (chosen, tests) = (Values, test.True);
        for (var word = 0; word < Table.Words; word++)
        {
            var bits = tests[word];
            for (var row = word << 6; row < (word + 1) << 6; row++, bits >>= 1)
                chosen[row] = either[(int)(bits & 1)];
        }
    }
}

internal sealed class ConditionalText(FactTable table, FlagNode test, TextNode whenTrue, TextNode whenFalse) : TextNode(table)
{
    private readonly Choice choice = new();

    protected override void Evaluate(int current)
    {
        choice.Evaluate(test, whenTrue, whenFalse, Table.Words, current);
        if (Values.Length < Table.Words << 6)
            Values = new int[Math.Max(64, Table.Words << 6)];
        for (var row = 0; row < Table.Rows; row++)
        {
            var chosen = Mask.Has(test.True, row) ? whenTrue : whenFalse;
            Values[row] = chosen is ConstantText constant ? constant.Code : chosen.Values[row];
        }

        (Unknown, Null, Error, Ask, Risky) = (choice.Unknown, choice.Null, choice.Error, choice.Ask, choice.Risky);
    }
}

internal sealed class ConditionalFlag(FactTable table, FlagNode test, FlagNode whenTrue, FlagNode whenFalse) : FlagNode(table)
{
    private readonly Choice choice = new();
    private ulong[]? value;

    protected override void Evaluate(int current)
    {
        choice.Evaluate(test, whenTrue, whenFalse, Table.Words, current);
        var result = True = Mask.Take(ref value, Table.Words);
        for (var i = 0; i < Table.Words; i++)
            result[i] = (test.True[i] & whenTrue.True[i]) | (~test.True[i] & whenFalse.True[i]);
        (Unknown, Null, Error, Ask, Risky) = (choice.Unknown, choice.Null, choice.Error, choice.Ask, choice.Risky);
    }
}
