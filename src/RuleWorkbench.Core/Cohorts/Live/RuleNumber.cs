namespace RuleWorkbench.Cohorts.Live;

/// <summary>The numbers of a rule in a summary; see <see cref="RuleCounts"/>.</summary>
public enum RuleNumber
{
    Evaluated,
    Met,
    Undetermined,
    Errors,
}
