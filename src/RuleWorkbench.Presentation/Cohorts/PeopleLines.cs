using System.Collections.Immutable;

namespace RuleWorkbench.Presentation.Cohorts;

/// <summary>The people of a file, one case a line.</summary>
/// <param name="Unused">Columns of a table that are no fact.</param>
public sealed record PeopleLines(Stream Lines, ImmutableArray<string> Unused);
