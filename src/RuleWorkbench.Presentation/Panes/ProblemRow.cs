using RuleWorkbench.Model;

namespace RuleWorkbench.Presentation.Panes;

/// <summary>A problem in the list of problems.</summary>
/// <param name="Pathway">In whose check it was found; empty for a file that cannot be read.</param>
public sealed record ProblemRow(string Pathway, Diagnostic Problem);
