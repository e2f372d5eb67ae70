using RuleWorkbench.Cohorts.Live;

namespace RuleWorkbench.Presentation.Cohorts;

/// <summary>A number of a cohort, with the cases behind it.</summary>
/// <param name="Find">Asked when somebody wants to see them.</param>
internal sealed record CohortNumber(LiveResult Of, string Title, Func<LiveResult, CaseSet> Find)
{
    public CaseSet Cases => Find(Of);
}
