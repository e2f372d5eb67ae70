namespace RuleWorkbench.Compilation.Columns;

/// <content>Facts: the leaves of every expression.</content>
internal sealed class FactNumber(FactColumn column, ObjectNode? owner) : NumberNode(column.Table, isInt: false)
{
    protected override void Evaluate(int current)
    {
        Values = column.Numbers;
        Error = FactNull.ErrorOf(owner, current);
        Null = Unknown = column.Missing;
    }
}

internal sealed class FactTicks(FactColumn column, ObjectNode? owner) : TicksNode(column.Table)
{
    protected override void Evaluate(int current)
    {
        Values = column.Ticks;
        Error = FactNull.ErrorOf(owner, current);
        Null = Unknown = column.Missing;
    }
}

internal sealed class FactText(FactColumn column, ObjectNode? owner) : TextNode(column.Table)
{
    protected override void Evaluate(int current)
    {
        Values = column.Codes;
        Error = FactNull.ErrorOf(owner, current);
        Null = Unknown = column.Missing;
    }
}

internal sealed class FactFlag(FactColumn column, ObjectNode? owner) : FlagNode(column.Table)
{
    protected override void Evaluate(int current)
    {
        True = column.Flags;
        Error = FactNull.ErrorOf(owner, current);
        Null = Unknown = column.Missing;
    }
}

/// <summary>An object inside another one, or a list: all that columns say of it is whether it is there.</summary>
internal sealed class FactNull(FactColumn column, ObjectNode? owner, FactObject type) : ObjectNode(column.Table, type)
{
    /// <summary>Rows on which a fact cannot be read since the object that should hold it is null.</summary>
    public static ulong[]? ErrorOf(ObjectNode? owner, int current)
    {
        owner?.Run(current);
        return owner?.Null;
    }

    protected override void Evaluate(int current)
    {
        Error = ErrorOf(owner, current);
        Null = Unknown = column.Missing;
    }
}

/// <summary>An object that is always there: an input, or an element of a list.</summary>
internal sealed class PresentObject(FactTable table, FactObject type) : ObjectNode(table, type)
{
    protected override void Evaluate(int current)
    {
    }
}
