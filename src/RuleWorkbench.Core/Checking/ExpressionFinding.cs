using RuleWorkbench.Model;

namespace RuleWorkbench.Checking;

/// <summary>A finding in one expression, with where it stands in the expression's own text.</summary>
/// <param name="Start">Index of the first character.</param>
/// <param name="Length">At least 1, except in an empty text.</param>
/// <param name="Repaired">The expression with the finding's fix applied; null when there is none.</param>
public sealed record ExpressionFinding(Diagnostic Diagnostic, int Start, int Length, string? Repaired);
