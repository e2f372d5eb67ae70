namespace RuleWorkbench.Cohorts.Live;

/// <summary>What was computed of one version and may stand for the next.</summary>
/// <param name="Verdicts">By key of the rule; null for one that columns do not know.</param>
/// <param name="Rules">The key of each rule in the order of the walk; null for one that is disabled.</param>
/// <param name="Walk">The key of all that the walk depends on besides.</param>
/// <param name="StrataKey">The key of what strata depend on.</param>
/// <param name="Strata">By batch; null where results are not broken down.</param>
internal sealed record LiveKept(IReadOnlyDictionary<string, KeptVerdicts?> Verdicts, string?[] Rules, string Walk, string StrataKey, BatchStrata?[] Strata);
