namespace RuleWorkbench.Compilation.Columns;

/// <summary>A date or a span that must not be null, such as <c>x.Value</c>: the CLR throws where it is.</summary>
internal sealed class TicksValueNode(FactTable table, TicksNode operand) : TicksNode(table)
{
    private ulong[]? error, ask;

    protected override void Evaluate(int current)
    {
        operand.Run(current);
        Values = operand.Values;
        Risky = operand.Risky;
        (Unknown, Error, Ask) = NullThrows.Of(operand, Table.Words, ref error, ref ask);
    }
}

/// <summary><c>date.AddDays(n)</c> and its like, on a date that is not null.</summary>
/// <param name="add">Does to ticks what the CLR's method does; throws where that throws.</param>
/// <param name="isTotal">True when it throws on no date and amount that facts can have.</param>
internal sealed class AddToDate(FactTable table, TicksNode date, NumberNode amount, Func<long, double, long> add, bool isTotal) : TicksNode(table)
{
    private ulong[]? unknown, error, ask, risky;

    protected override void Evaluate(int current)
    {
        date.Run(current);
        amount.Run(current);
        var words = Table.Words;
        if (Values.Length < words << 6)
            Values = new long[Math.Max(64, words << 6)];
        Unknown = Mask.Or(date.Unknown, amount.Unknown, ref unknown, words);
        Error = Mask.Or(date.Error, amount.Error, ref error, words);
        Ask = Mask.Or(date.Ask, amount.Ask, ref ask, words);
        Risky = isTotal ? Mask.Or(date.Risky, amount.Risky, ref risky, words) : Unknown;
        ulong[]? outOfRange = null;
        for (var row = 0; row < Table.Rows; row++)
        {
            if (Mask.Has(Error, row) || Mask.Has(Ask, row))
                continue;
            try
            {
                Values[row] = add(date.Values[row], amount is ConstantNumber constant ? constant.Value : amount.Values[row]);
            }
            catch (ArgumentOutOfRangeException)
            {
                Mask.Add(outOfRange ??= new ulong[words], row);
            }
        }

        Ask = outOfRange is null ? Ask : Mask.Union(outOfRange, Ask, words);
    }
}

/// <summary>The span between two dates of which either may be null.</summary>
internal sealed class SpanNode(FactTable table, TicksNode left, TicksNode right) : TicksNode(table)
{
    private ulong[]? unknown, nulls, error, ask, risky;

    protected override void Evaluate(int current)
    {
        left.Run(current);
        right.Run(current);
        var words = Table.Words;
        if (Values.Length < words << 6)
            Values = new long[Math.Max(64, words << 6)];
        for (var row = 0; row < Table.Rows; row++)
            Values[row] = At(left, row) - At(right, row);
        Unknown = Mask.Or(left.Unknown, right.Unknown, ref unknown, words);
        Null = Mask.Or(left.Null, right.Null, ref nulls, words);
        Error = Mask.Or(left.Error, right.Error, ref error, words);
        Ask = Mask.Or(left.Ask, right.Ask, ref ask, words);
        Risky = Mask.Or(left.Risky, right.Risky, ref risky, words);
    }

    private static long At(TicksNode node, int row) => node is ConstantTicks constant ? constant.Ticks : node.Values[row];
}

/// <summary>A number that a date or a span holds: its days, its year.</summary>
internal sealed class TicksMemberNode(FactTable table, TicksNode operand, bool isInt, Func<long, double> read) : NumberNode(table, isInt)
{
    protected override void Evaluate(int current)
    {
        operand.Run(current);
        if (Values.Length < Table.Words << 6)
            Values = new double[Math.Max(64, Table.Words << 6)];
        (Unknown, Error, Ask, Risky) = (operand.Unknown, operand.Error, operand.Ask, operand.Risky);
        for (var row = 0; row < Table.Rows; row++)
        {
            if (!Mask.Has(Error, row) && !Mask.Has(Ask, row))
                Values[row] = read(operand.Values[row]);
        }
    }
}
