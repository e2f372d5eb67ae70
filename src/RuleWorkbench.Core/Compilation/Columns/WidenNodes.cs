namespace RuleWorkbench.Compilation.Columns;

/// <content>A value of the row that an element belongs to, for each element; of a row of a <see cref="CrossTable"/> that of
/// the element that it stands for, if that is asked for.</content>
internal sealed class WidenedNumber(FactTable elements, NumberNode node, bool isOfElement = false) : NumberNode(elements, node.IsInt)
{
    private readonly Widening widening = new(isOfElement);

    protected override void Evaluate(int current)
    {
        widening.Evaluate(Table, node, current);
        if (Values.Length < Table.Words << 6)
            Values = new double[Math.Max(64, Table.Words << 6)];
        var owners = widening.Rows(Table);
        for (var e = 0; e < Table.Rows; e++)
            Values[e] = node.Values[owners[e]];
        (Unknown, Null, Error, Ask, Risky) = (widening.Unknown, widening.Null, widening.Error, widening.Ask, widening.Risky);
    }
}

internal sealed class WidenedTicks(FactTable elements, TicksNode node, bool isOfElement = false) : TicksNode(elements)
{
    private readonly Widening widening = new(isOfElement);

    protected override void Evaluate(int current)
    {
        widening.Evaluate(Table, node, current);
        if (Values.Length < Table.Words << 6)
            Values = new long[Math.Max(64, Table.Words << 6)];
        var owners = widening.Rows(Table);
        for (var e = 0; e < Table.Rows; e++)
            Values[e] = node.Values[owners[e]];
        (Unknown, Null, Error, Ask, Risky) = (widening.Unknown, widening.Null, widening.Error, widening.Ask, widening.Risky);
    }
}

internal sealed class WidenedText(FactTable elements, TextNode node, bool isOfElement = false) : TextNode(elements)
{
    private readonly Widening widening = new(isOfElement);

    protected override void Evaluate(int current)
    {
        widening.Evaluate(Table, node, current);
        if (Values.Length < Table.Words << 6)
            Values = new int[Math.Max(64, Table.Words << 6)];
        var owners = widening.Rows(Table);
        for (var e = 0; e < Table.Rows; e++)
            Values[e] = node.Values[owners[e]];
        (Unknown, Null, Error, Ask, Risky) = (widening.Unknown, widening.Null, widening.Error, widening.Ask, widening.Risky);
    }
}

internal sealed class WidenedFlag(FactTable elements, FlagNode node, bool isOfElement = false) : FlagNode(elements)
{
    private readonly Widening widening = new(isOfElement);
    private ulong[]? value;

    protected override void Evaluate(int current)
    {
        widening.Evaluate(Table, node, current);
        True = widening.Of(Table, node.True, ref value)!;
        (Unknown, Null, Error, Ask, Risky) = (widening.Unknown, widening.Null, widening.Error, widening.Ask, widening.Risky);
    }
}

internal sealed class WidenedObject(FactTable elements, ObjectNode node, bool isOfElement = false) : ObjectNode(elements, node.Type)
{
    private readonly Widening widening = new(isOfElement);

    protected override void Evaluate(int current)
    {
        widening.Evaluate(Table, node, current);
        (Unknown, Null, Error, Ask, Risky) = (widening.Unknown, widening.Null, widening.Error, widening.Ask, widening.Risky);
    }
}

/// <summary>The sets of rows of a widened value.</summary>
internal sealed class Widening(bool isOfElement)
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

    /// <summary>For each element, the row that its value comes from.</summary>
    public ReadOnlySpan<int> Rows(FactTable elements) => isOfElement ? ((CrossTable)elements).Elements : elements.Owners;

    public ulong[]? Of(FactTable elements, ulong[]? rows, ref ulong[]? buffer)
    {
        if (rows is null)
            return null;
        var widened = Mask.Clear(ref buffer, elements.Words);
        var owners = Rows(elements);
        for (var e = 0; e < elements.Rows; e++)
        {
            if (Mask.Has(rows, owners[e]))
                Mask.Add(widened, e);
        }

        return widened;
    }
}
