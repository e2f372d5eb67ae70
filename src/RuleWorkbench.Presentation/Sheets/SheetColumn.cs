namespace RuleWorkbench.Presentation.Sheets;

/// <summary>A column of a sheet.</summary>
/// <param name="Hint">What its cells hold, in one sentence.</param>
public sealed record SheetColumn(string Title, string Hint)
{
    /// <summary>Whether something that is not among the choices can be written too.</summary>
    public bool TakesOthers { get; init; } = true;
}
