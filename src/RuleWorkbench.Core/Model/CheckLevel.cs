namespace RuleWorkbench.Model;

/// <summary>What a pathway makes of a check in its <c>checks</c>.</summary>
/// <param name="Check">Id of the check.</param>
/// <param name="Severity">How bad; null when the check is off.</param>
public sealed record CheckLevel(string Check, DiagnosticSeverity? Severity, SourcePlace Place);
