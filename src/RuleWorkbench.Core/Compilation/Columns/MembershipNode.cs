namespace RuleWorkbench.Compilation.Columns;

/// <summary><c>list.Contains(value)</c>: a call as a whole, unknown as soon as the list or the value is.</summary>
/// <param name="equal">Over elements: whether each is the value.</param>
/// <param name="value">Of the lists' owners.</param>
internal sealed class MembershipNode(FactTable elements, ColumnNode list, FlagNode equal, ColumnNode value) : FlagNode(elements.Parent!)
{
    private ulong[]? found, unknown, error, ask;

    protected override void Evaluate(int current)
    {
        elements.Prepare(current);
        list.Run(current);
        equal.Run(current);
        value.Run(current);
        var words = Table.Words;
        var result = True = Mask.Clear(ref found, words);
        elements.AddOwners(equal.True, result);

        // The value may stand in a table above that of the lists.
        var valueUnknown = value.Table == Table ? value.Unknown : Raised(value.Unknown);
        var valueError = value.Table == Table ? value.Error : Raised(value.Error);
        var valueAsk = value.Table == Table ? value.Ask : Raised(value.Ask);
        Unknown = Mask.Or(list.Unknown, valueUnknown, ref unknown, words);
        Error = Mask.Or(Mask.Or(list.Error, list.Null, ref error, words), valueError, ref error, words);
        Ask = Mask.Or(list.Ask, valueAsk, ref ask, words);
        Risky = value.Table == Table ? value.Risky : Raised(value.Risky);
    }

    private ulong[]? Raised(ulong[]? rows)
    {
        if (rows is null)
            return null;
        var raised = new ulong[Math.Max(Table.Words, 1)];
        for (var row = 0; row < Table.Rows; row++)
        {
            var at = row;
            for (var table = Table; table != value.Table; table = table.Parent!)
                at = table.Owners[at];
            if (Mask.Has(rows, at))
                Mask.Add(raised, row);
        }

        return raised;
    }
}
