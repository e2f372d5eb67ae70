namespace RuleWorkbench.Compilation.Columns;

/// <summary>The elements of a list for each row of another table: what a lambda over one list sees of another, such as the
/// orders of a chart for each of its urine tests.</summary>
/// <param name="parent">For each of its rows the list is gone through.</param>
/// <param name="owner">The table above or at <paramref name="parent"/> whose rows lead to the owners of the lists.</param>
/// <param name="isThroughInner">Whether they lead there by the element that a row of <paramref name="owner"/>, a table of
/// this kind too, stands for.</param>
/// <param name="inner">The table of the elements.</param>
internal sealed class CrossTable(FactTable parent, FactTable owner, bool isThroughInner, FactTable inner, int number) : FactTable(parent, number)
{
    private int[] elements = [];
    private int batch;

    /// <summary>For each row, the element that it stands for.</summary>
    public ReadOnlySpan<int> Elements => elements;

    public override void Prepare(int current)
    {
        if (batch == current)
            return;
        batch = current;
        Parent!.Prepare(current);
        Clear();
        for (var row = 0; row < Parent.Rows; row++)
        {
            Begin(row);
            var at = OwnerOf(row);
            for (var e = inner.Offsets[at]; e < inner.Offsets[at + 1]; e++)
            {
                var added = Add(row);
                if (elements.Length <= added)
                    Array.Resize(ref elements, Math.Max(64, elements.Length * 2));
                elements[added] = e;
            }
        }
    }

    private int OwnerOf(int row)
    {
        for (var table = Parent!; table != owner; table = table.Parent!)
            row = table.Owners[row];
        return isThroughInner ? ((CrossTable)owner).Elements[row] : row;
    }
}

/// <summary>An element in a <see cref="CrossTable"/>, which its facts are taken from.</summary>
internal sealed class CrossedObject(CrossTable table, ObjectNode origin) : ObjectNode(table, origin.Type)
{
    public ObjectNode Origin => origin;

    public CrossTable Cross => table;

    protected override void Evaluate(int current)
    {
    }
}
