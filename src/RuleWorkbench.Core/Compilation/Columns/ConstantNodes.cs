namespace RuleWorkbench.Compilation.Columns;

/// <content>Constants have no table of their own: they stand in that of the cases and are never widened.</content>
internal sealed class ConstantNumber(FactTable table, double value, bool isInt) : NumberNode(table, isInt)
{
    public double Value => value;

    protected override void Evaluate(int current)
    {
    }
}

internal sealed class ConstantFlag(FactTable table, bool value) : FlagNode(table)
{
    public bool Value => value;

    protected override void Evaluate(int current)
    {
        var words = Math.Max(Table.Words, 1);
        if (True.Length < words)
            True = new ulong[words];
        Array.Fill(True, value ? ulong.MaxValue : 0);
    }
}

internal sealed class ConstantText(FactTable table, int code) : TextNode(table)
{
    public int Code => code;

    protected override void Evaluate(int current)
    {
    }
}

internal sealed class ConstantTicks(FactTable table, long ticks) : TicksNode(table)
{
    public long Ticks => ticks;

    protected override void Evaluate(int current)
    {
    }
}
