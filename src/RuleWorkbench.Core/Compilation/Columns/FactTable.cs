using System.Numerics;

namespace RuleWorkbench.Compilation.Columns;

/// <summary>The rows that columns have: the cases of a batch, or the elements of one list in all of them.</summary>
/// <param name="parent">The table whose rows hold the lists; null for the cases.</param>
/// <param name="number">Tells tables of one batch apart.</param>
internal partial class FactTable(FactTable? parent, int number)
{
    private int[] offsets = [0];
    private int[] owners = [];

    public FactTable? Parent => parent;

    public int Number => number;

    public int Rows { get; private set; }

    public int Words => (Rows + 63) >> 6;

    /// <summary>For each row of the parent, the first of its elements; one more entry than the parent has rows.</summary>
    public ReadOnlySpan<int> Offsets => offsets;

    /// <summary>For each element, the row of the parent that it belongs to.</summary>
    public ReadOnlySpan<int> Owners => owners;

    public void Clear() => Rows = 0;

    /// <summary>Takes back all rows from this one on.</summary>
    public void CutTo(int rows) => Rows = rows;

    /// <summary>Makes the rows for a batch, where they are not those that were read.</summary>
    public virtual void Prepare(int current)
    {
    }

    /// <summary>The cases above rows of this table.</summary>
    public ulong[] CasesOf(ulong[] rows)
    {
        if (parent is null)
            return rows;
        var above = new ulong[Math.Max(parent.Words, 1)];
        AddOwners(rows, above);
        return parent.CasesOf(above);
    }

    /// <summary>Adds the rows of the parent above rows of this table: where a few of many elements are in a set, that is faster than
    /// to go through all lists.</summary>
    public void AddOwners(ulong[] rows, ulong[] to)
    {
        for (var i = 0; i < Words; i++)
        {
            for (var word = WordOf(rows, i); word != 0; word &= word - 1)
                Mask.Add(to, owners[(i << 6) + BitOperations.TrailingZeroCount(word)]);
        }
    }

    /// <summary>Counts rows of this table by the rows of the parent above them.</summary>
    public void CountOwners(ulong[] rows, double[] to)
    {
        for (var i = 0; i < Words; i++)
        {
            for (var word = WordOf(rows, i); word != 0; word &= word - 1)
                to[owners[(i << 6) + BitOperations.TrailingZeroCount(word)]]++;
        }
    }

    /// <summary>A word of a set without the bits behind the last row, which mean nothing.</summary>
    private ulong WordOf(ulong[] rows, int word) => word == Rows >> 6 ? rows[word] & ((1UL << (Rows & 63)) - 1) : rows[word];

    /// <summary>Begins the elements of a row of the parent; rows of the parent come in order.</summary>
    public void Begin(int owner)
    {
        if (offsets.Length <= owner + 1)
            Array.Resize(ref offsets, Math.Max(owner + 2, offsets.Length * 2));
        offsets[owner] = Rows;
        offsets[owner + 1] = Rows;
    }

    /// <summary>Adds a row and returns its number.</summary>
    public int Add(int owner)
    {
        if (owners.Length <= Rows)
            Array.Resize(ref owners, Math.Max(64, owners.Length * 2));
        owners[Rows] = owner;
        if (parent is not null)
            offsets[owner + 1] = Rows + 1;
        return Rows++;
    }

    /// <summary>Whether this table's rows are elements below rows of the other one, or the same.</summary>
    public bool IsWithin(FactTable other) => this == other || (parent?.IsWithin(other) ?? false);
}
