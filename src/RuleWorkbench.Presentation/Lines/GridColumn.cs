namespace RuleWorkbench.Presentation.Lines;

/// <summary>A column of a table.</summary>
/// <param name="Width">Columns of the screen; 0 for a share of what the others leave.</param>
public sealed record GridColumn<T>(string Title, int Width, Func<T, Piece> Cell)
{
    /// <summary>Shown only where the table has this many columns of the screen.</summary>
    public int From { get; init; }

    /// <summary>Numbers stand at the right end.</summary>
    public bool IsNumber { get; init; }

    /// <summary>What rows are sorted by; null for the text of the cell.</summary>
    public Func<T, IComparable>? SortBy { get; init; }
}
