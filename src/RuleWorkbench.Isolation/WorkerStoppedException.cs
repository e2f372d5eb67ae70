namespace RuleWorkbench.Isolation;

/// <summary>A worker ended, or was ended, before it answered; the message says why, for people.</summary>
public sealed class WorkerStoppedException(string message) : Exception(message);
