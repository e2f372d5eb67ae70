using System.Collections.Immutable;

namespace RuleWorkbench.Cohorts.Rows;

/// <summary>Cases as rows of a table.</summary>
public abstract class RowSource : IAsyncDisposable
{
    /// <summary>The names of the columns.</summary>
    public abstract ImmutableArray<string> Columns { get; }

    /// <summary>Why the row that was read last is none, or null.</summary>
    public virtual string? Defect => null;

    /// <summary>Reads the next row; false at the end.</summary>
    /// <param name="cells">Gets the row.</param>
    /// <exception cref="InvalidDataException">The table is damaged.</exception>
    public abstract ValueTask<bool> ReadAsync(RowCells cells, CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();
}
