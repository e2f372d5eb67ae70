using RuleWorkbench.Cohorts;
using RuleWorkbench.Reporting.Drawing;

namespace RuleWorkbench.Reporting;

/// <summary>Draws what a pathway does to a cohort: the pathway with the cases along its ways, and bars for the
/// recommendations.</summary>
public static class CohortSvg
{
    public static string Write(CohortSummary summary) => PathwaySvg.Write(summary);
}
