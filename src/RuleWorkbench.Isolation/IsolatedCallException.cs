namespace RuleWorkbench.Isolation;

/// <summary>A function of a script failed in its worker; the message is the function's own.</summary>
public sealed class IsolatedCallException(string message) : Exception(message);
