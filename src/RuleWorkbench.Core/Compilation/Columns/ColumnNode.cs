namespace RuleWorkbench.Compilation.Columns;

/// <summary>One operation of an expression, carried out for all rows of a table. What it computes is what the CLR computes
/// for the same tree on each row; beside it stands what three-valued logic says.
/// <para>Where a row is in <see cref="Error"/> it is in <see cref="Unknown"/> or in <see cref="Ask"/> too: an error that no
/// missing fact stands behind is left to the trees, and so is all that columns cannot tell.</para></summary>
internal abstract class ColumnNode(FactTable table)
{
    private int batch;

    public FactTable Table => table;

    /// <summary>Rows on which a missing fact leaves the value open.</summary>
    public ulong[]? Unknown { get; protected set; }

    /// <summary>Unknown rows on which some completion of the missing facts could make it throw; there may be more of them
    /// than three-valued logic finds, so where it matters the trees are asked.</summary>
    public ulong[]? Risky { get; protected set; }

    /// <summary>Risky rows of which three-valued logic says the same.</summary>
    public ulong[]? SurelyRisky { get; protected set; }

    /// <summary>Rows on which the CLR throws.</summary>
    public ulong[]? Error { get; protected set; }

    /// <summary>Rows that only the trees can tell.</summary>
    public ulong[]? Ask { get; protected set; }

    /// <summary>Rows on which the CLR has null, for values that can be null.</summary>
    public ulong[]? Null { get; protected set; }

    /// <summary>Unknown rows that are null because a fact is missing and for no other reason. Only where
    /// <see cref="TellsAbsence"/>; of the others these are all that are unknown and null, as long as there are no
    /// <see cref="HasOtherNulls"/>.</summary>
    public ulong[]? Absent { get; protected set; }

    /// <summary>True when <see cref="Absent"/> is told.</summary>
    public bool TellsAbsence { get; init; }

    /// <summary>True when null may stand here though no fact is missing, or an unknown may be something else than null.
    /// </summary>
    public bool HasOtherNulls { get; init; }

    /// <summary>True when it is risky wherever what goes into it is unknown.</summary>
    public bool IsAlwaysRisky { get; init; }

    /// <summary>True when some completion of missing facts could make it throw.</summary>
    public bool MayFail { get; init; }

    /// <summary>Computes the values for a batch of rows, once.</summary>
    public void Run(int current)
    {
        if (batch == current)
            return;
        batch = current;
        table.Prepare(current);
        Evaluate(current);
    }

    protected abstract void Evaluate(int current);
}

/// <summary>True or false, or null.</summary>
internal abstract class FlagNode(FactTable table) : ColumnNode(table)
{
    /// <summary>Rows on which the CLR has true; on rows with an error it means nothing.</summary>
    public ulong[] True { get; protected set; } = [];
}

/// <summary>A number; a whole one where <see cref="IsInt"/>.</summary>
internal abstract class NumberNode(FactTable table, bool isInt) : ColumnNode(table)
{
    public bool IsInt => isInt;

    public double[] Values { get; protected set; } = [];
}

/// <summary>A date, or a span of time, in ticks.</summary>
internal abstract class TicksNode(FactTable table) : ColumnNode(table)
{
    public long[] Values { get; protected set; } = [];
}

/// <summary>A text, by its number in a <see cref="TextPool"/>.</summary>
internal abstract class TextNode(FactTable table) : ColumnNode(table)
{
    public int[] Values { get; protected set; } = [];
}

/// <summary>An object of facts.</summary>
/// <param name="type">Its facts.</param>
internal abstract class ObjectNode(FactTable table, FactObject type) : ColumnNode(table)
{
    public FactObject Type => type;
}
