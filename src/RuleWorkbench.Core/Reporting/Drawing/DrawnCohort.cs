using System.Globalization;
using RuleWorkbench.Cohorts;

namespace RuleWorkbench.Reporting.Drawing;

/// <summary>The counts of a cohort as a drawing of its pathway shows them.</summary>
internal sealed class DrawnCohort(CohortSummary summary)
{
    private const double ThinnestLine = 1.2;
    private const double ThickestLine = 9;

    public CohortSummary Summary => summary;

    /// <summary>Cases that came to a workflow.</summary>
    public long Reached(string workflow) => summary.Reached.FirstOrDefault(r => r.Workflow == workflow).Cases;

    /// <summary>Cases that went the way of an arrow.</summary>
    public long Passed(Arrow arrow) => summary.Edges.FirstOrDefault(e => e.From == arrow.FromWorkflow && e.Rule.Id == arrow.RuleId && e.To == arrow.ToWorkflow)?.Cases ?? 0;

    public RuleCounts? Rule(string workflow, string id) => summary.Rules.FirstOrDefault(r => r.Workflow == workflow && r.Rule.Id == id);

    public double Share(long cases) => summary.Cases == 0 ? 0 : (double)cases / summary.Cases;

    /// <summary>How thick a line for that many cases is.</summary>
    public double Width(long cases) => cases == 0 ? ThinnestLine : ThinnestLine + (Share(cases) * (ThickestLine - ThinnestLine));

    /// <summary>"12,345 · 12.3 %".</summary>
    public string Label(long cases) => string.Create(CultureInfo.InvariantCulture, $"{cases:N0} · {100 * Share(cases):0.0} %");
}
