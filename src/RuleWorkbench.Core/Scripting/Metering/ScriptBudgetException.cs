namespace RuleWorkbench.Scripting.Metering;

/// <summary>A call of a script used up its budget, or tried what it must not; the message says which, for people.</summary>
public sealed class ScriptBudgetException(string message) : Exception(message);
