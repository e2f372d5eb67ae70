namespace RuleWorkbench.Compilation;

/// <summary>A call whose result can be of any size; the message is its name.</summary>
internal sealed class UnboundedGrowthException(string method) : Exception(method);
