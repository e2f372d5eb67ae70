using RuleWorkbench.Cohorts.Live;
using RuleWorkbench.Impact;

namespace RuleWorkbench.Presentation.Comparing;

/// <summary>What two versions do to a cohort that is loaded.</summary>
/// <param name="Cohort">Its name.</param>
/// <param name="People">As they were loaded.</param>
public sealed record PeopleImpact(string Cohort, LivePopulation People, PopulationImpact Impact);
