using RuleWorkbench.Model;

namespace RuleWorkbench.Cohorts.Live;

/// <summary>The cases that came to have a status of a recommendation, and those that no longer have it.</summary>
public sealed record LiveChange(string Code, RecommendationStatus Status, CaseSet Gained, CaseSet Lost);
