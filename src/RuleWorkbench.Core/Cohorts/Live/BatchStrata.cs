namespace RuleWorkbench.Cohorts.Live;

/// <summary>The strata of a batch.</summary>
/// <param name="Members">The cases of each.</param>
/// <param name="Asked">Cases whose stratum only the trees can tell; null where there are none.</param>
internal sealed record BatchStrata(Dictionary<string, ulong[]> Members, ulong[]? Asked);
