namespace RuleWorkbench.Compilation.Columns;

/// <summary>One row's value of an operation as an object.</summary>
internal static class ColumnValue
{
    /// <summary>A number (<c>double</c>), text, flag, date (<c>DateTime</c>) or null.</summary>
    public static object? Of(ColumnNode node, int row, TextPool texts)
    {
        if (Mask.Has(node.Null, row))
            return null;
        return node switch
        {
            ConstantNumber constant => constant.Value,
            ConstantText constant => texts[constant.Code],
            ConstantTicks constant => new DateTime(constant.Ticks),
            NumberNode number => number.Values[row],
            TextNode text => texts[text.Values[row]],
            TicksNode ticks => new DateTime(ticks.Values[row]),
            FlagNode flag => Mask.Has(flag.True, row),
            _ => throw new InvalidOperationException(node.GetType().Name),
        };
    }
}
