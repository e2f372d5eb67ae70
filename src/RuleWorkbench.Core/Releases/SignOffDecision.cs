namespace RuleWorkbench.Releases;

/// <summary>What a person says of a meaning.</summary>
public enum SignOffDecision
{
    Approved,
    Rejected,
}
