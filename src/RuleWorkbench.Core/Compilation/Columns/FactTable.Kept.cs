namespace RuleWorkbench.Compilation.Columns;

/// <content>Rows that are kept.</content>
internal partial class FactTable
{
    /// <summary>Where the elements of each row of the parent begin, and where the last ones end.</summary>
    public int[] Keep() => offsets[..(parent!.Rows + 1)];

    /// <summary>Takes on rows without owners.</summary>
    public void Show(int rows) => Rows = rows;

    /// <summary>Takes on the elements that were kept.</summary>
    public void Show(int[] kept)
    {
        offsets = kept;
        Rows = kept[^1];
        if (owners.Length < Rows)
            owners = new int[Math.Max(64, Rows)];
        for (var owner = 0; owner + 1 < kept.Length; owner++)
            owners.AsSpan(kept[owner]..kept[owner + 1]).Fill(owner);
    }
}
