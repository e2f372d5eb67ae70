namespace RuleWorkbench.Compilation.Columns;

/// <content><c>x ?? d</c>: the other value where the first one is missing, and null for no other reason.</content>
internal sealed class NumberCoalesceNode(FactTable table, NumberNode operand, NumberNode other) : NumberNode(table, isInt: false)
{
    private readonly Coalescence coalescence = new();

    protected override void Evaluate(int current)
    {
        coalescence.Evaluate(operand, other, Table.Words, current);
        if (Values.Length < Table.Words << 6)
            Values = new double[Math.Max(64, Table.Words << 6)];
        for (var row = 0; row < Table.Rows; row++)
            Values[row] = !Mask.Has(operand.Null, row) ? operand.Values[row] : other is ConstantNumber constant ? constant.Value : other.Values[row];
        (Unknown, Null, Error, Ask, Risky, SurelyRisky, Absent) = (coalescence.Unknown, coalescence.Null, coalescence.Error, coalescence.Ask, coalescence.Risky, coalescence.SurelyRisky, coalescence.Absent);
    }
}

internal sealed class FlagCoalesceNode(FactTable table, FlagNode operand, FlagNode other) : FlagNode(table)
{
    private readonly Coalescence coalescence = new();
    private ulong[]? value;

    protected override void Evaluate(int current)
    {
        coalescence.Evaluate(operand, other, Table.Words, current);
        var result = True = Mask.Take(ref value, Table.Words);
        for (var i = 0; i < Table.Words; i++)
        {
            var isNull = operand.Null?[i] ?? 0;
            result[i] = (operand.True[i] & ~isNull) | (isNull & other.True[i]);
        }

        (Unknown, Null, Error, Ask, Risky, SurelyRisky, Absent) = (coalescence.Unknown, coalescence.Null, coalescence.Error, coalescence.Ask, coalescence.Risky, coalescence.SurelyRisky, coalescence.Absent);
    }
}

internal sealed class TextCoalesceNode(FactTable table, TextNode operand, TextNode other) : TextNode(table)
{
    private readonly Coalescence coalescence = new();

    protected override void Evaluate(int current)
    {
        coalescence.Evaluate(operand, other, Table.Words, current);
        if (Values.Length < Table.Words << 6)
            Values = new int[Math.Max(64, Table.Words << 6)];
        for (var row = 0; row < Table.Rows; row++)
            Values[row] = !Mask.Has(operand.Null, row) ? operand.Values[row] : other is ConstantText constant ? constant.Code : other.Values[row];
        (Unknown, Null, Error, Ask, Risky, SurelyRisky, Absent) = (coalescence.Unknown, coalescence.Null, coalescence.Error, coalescence.Ask, coalescence.Risky, coalescence.SurelyRisky, coalescence.Absent);
    }
}

/// <summary>The sets of rows of <c>x ?? d</c>.</summary>
internal sealed class Coalescence
{
    private ulong[]? unknown, nulls, error, ask, risky, surelyRisky, absent;

    public ulong[]? Unknown { get; private set; }

    public ulong[]? Null { get; private set; }

    public ulong[]? Error { get; private set; }

    public ulong[]? Ask { get; private set; }

    public ulong[]? Risky { get; private set; }

    public ulong[]? SurelyRisky { get; private set; }

    public ulong[]? Absent { get; private set; }

    public void Evaluate(ColumnNode operand, ColumnNode other, int words, int current)
    {
        operand.Run(current);
        other.Run(current);
        Unknown = Mask.Or(
            Both(operand.Null, other.Unknown, ref unknown, words), operand.Unknown is null ? null : Absence.Except(operand.Unknown, operand.Null, words), ref unknown, words);
        Null = Both(operand.Null, other.Null, ref nulls, words);
        Risky = Both(operand.Null, other.Risky, ref risky, words);
        SurelyRisky = Both(operand.Null, other.SurelyRisky, ref surelyRisky, words);
        Absent = Both(operand.Null, other.Absent, ref absent, words);
        Error = Mask.Or(operand.Error, Both(operand.Null, other.Error, ref error, words), ref error, words);

        // A fact that cannot be read since its object is missing has not been asked about.
        Ask = Mask.Or(Mask.Or(operand.Ask, other.Ask, ref ask, words), operand.Error, ref ask, words);
    }

    private static ulong[]? Both(ulong[]? a, ulong[]? b, ref ulong[]? buffer, int words)
    {
        if (a is null || b is null)
            return null;
        var both = Mask.Take(ref buffer, words);
        for (var i = 0; i < words; i++)
            both[i] = a[i] & b[i];
        return both;
    }
}
