namespace RuleWorkbench.Compilation.Columns;

/// <content>A value of the row that an element belongs to, for each element.</content>
internal sealed class WidenedNumber(FactTable elements, NumberNode node) : NumberNode(elements, node.IsInt)
{
    private readonly Widening widening = new();

    protected override void Evaluate(int current)
    {
        widening.Evaluate(Table, node, current);
        if (Values.Length < Table.Words << 6)
            Values = new double[Math.Max(64, Table.Words << 6)];
        var owners = Table.Owners;
        for (var e = 0; e < Table.Rows; e++)
            Values[e] = node.Values[owners[e]];
        (Unknown, Null, Error, Ask, Risky) = (widening.Unknown, widening.Null, widening.Error, widening.Ask, widening.Risky);
    }
}

internal sealed class WidenedTicks(FactTable elements, TicksNode node) : TicksNode(elements)
{
    private readonly Widening widening = new();

    protected override void Evaluate(int current)
    {
        widening.Evaluate(Table, node, current);
        if (Values.Length < Table.Words << 6)
            Values = new long[Math.Max(64, Table.Words << 6)];
        var owners = Table.Owners;
        for (var e = 0; e < Table.Rows; e++)
            Values[e] = node.Values[owners[e]];
        (Unknown, Null, Error, Ask, Risky) = (widening.Unknown, widening.Null, widening.Error, widening.Ask, widening.Risky);
    }
}

internal sealed class WidenedText(FactTable elements, TextNode node) : TextNode(elements)
{
    private readonly Widening widening = new();

    protected override void Evaluate(int current)
    {
        widening.Evaluate(Table, node, current);
        if (Values.Length < Table.Words << 6)
            Values = new int[Math.Max(64, Table.Words << 6)];
        var owners = Table.Owners;
        for (var e = 0; e < Table.Rows; e++)
            Values[e] = node.Values[owners[e]];
        (Unknown, Null, Error, Ask, Risky) = (widening.Unknown, widening.Null, widening.Error, widening.Ask, widening.Risky);
    }
}

internal sealed class WidenedFlag(FactTable elements, FlagNode node) : FlagNode(elements)
{
    private readonly Widening widening = new();
    private ulong[]? value;

    protected override void Evaluate(int current)
    {
        widening.Evaluate(Table, node, current);
        True = Widening.Of(Table, node.True, ref value)!;
        (Unknown, Null, Error, Ask, Risky) = (widening.Unknown, widening.Null, widening.Error, widening.Ask, widening.Risky);
    }
}

internal sealed class WidenedObject(FactTable elements, ObjectNode node) : ObjectNode(elements, node.Type)
{
    private readonly Widening widening = new();

    protected override void Evaluate(int current)
    {
        widening.Evaluate(Table, node, current);
        (Unknown, Null, Error, Ask, Risky) = (widening.Unknown, widening.Null, widening.Error, widening.Ask, widening.Risky);
    }
}

/// <summary>The sets of rows of a widened value.</summary>
internal sealed class Widening
{
    private ulong[]? unknown, nulls, error, ask, risky;

    public ulong[]? Unknown { get; private set; }

    public ulong[]? Null { get; private set; }

    public ulong[]? Error { get; private set; }

    public ulong[]? Ask { get; private set; }

    public ulong[]? Risky { get; private set; }

    public void Evaluate(FactTable elements, ColumnNode node, int current)
    {
        node.Run(current);
        Unknown = Of(elements, node.Unknown, ref unknown);
        Null = Of(elements, node.Null, ref nulls);
        Error = Of(elements, node.Error, ref error);
        Ask = Of(elements, node.Ask, ref ask);
        Risky = Of(elements, node.Risky, ref risky);
    }

    public static ulong[]? Of(FactTable elements, ulong[]? rows, ref ulong[]? buffer)
    {
        if (rows is null)
            return null;
        var widened = Mask.Clear(ref buffer, elements.Words);
        var owners = elements.Owners;
        for (var e = 0; e < elements.Rows; e++)
        {
            if (Mask.Has(rows, owners[e]))
                Mask.Add(widened, e);
        }

        return widened;
    }
}
