namespace RuleWorkbench.Model;

/// <summary>A place where a check is not to be reported, and why.</summary>
/// <param name="Check">Id of the check.</param>
/// <param name="At">Id or name of the rule, or the name of the workflow, policy value, source, code, group or suite.</param>
/// <param name="Reason">Why the check is wrong here; empty when none is given, which is an error.</param>
public sealed record Suppression(string Check, string At, string Reason, SourcePlace Place);
