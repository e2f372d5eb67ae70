using System.Collections.Immutable;

namespace RuleWorkbench.Presentation.Sheets;

/// <summary>A row of a sheet.</summary>
/// <param name="Key">Tells it from the others.</param>
/// <param name="Cells">Empty where nothing is written.</param>
public sealed record SheetRow(string Key, ImmutableArray<string> Cells);
