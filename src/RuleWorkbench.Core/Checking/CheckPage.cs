namespace RuleWorkbench.Checking;

/// <summary>What the docs say of a check.</summary>
/// <param name="Severity">How bad, where the pathway does not say otherwise.</param>
/// <param name="Text">The page, in Markdown.</param>
public sealed record CheckPage(string Id, string Title, Model.DiagnosticSeverity Severity, string Text);
