using System.Collections.Immutable;

namespace RuleWorkbench.Presentation.Rules;

/// <summary>A rule in a decision table.</summary>
/// <param name="Cells">One a column.</param>
/// <param name="Output">Code of its recommendation; empty when it has none.</param>
public sealed record DecisionRow(string RuleId, string Name, ImmutableArray<string> Cells, string Output);
