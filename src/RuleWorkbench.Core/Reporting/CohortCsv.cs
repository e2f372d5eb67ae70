using System.Globalization;
using System.Text;
using RuleWorkbench.Cohorts;

namespace RuleWorkbench.Reporting;

/// <summary>Writes the summary of a cohort as one table for spreadsheets: a line a count.</summary>
public static class CohortCsv
{
    public static string Write(CohortSummary summary)
    {
        var text = new StringBuilder("stratum,kind,name,what,cases\n");
        Line("", "cohort", summary.Pathway.Name, "cases", summary.Cases);
        Line("", "cohort", summary.Pathway.Name, "rejected", summary.Rejected);
        Line("", "cohort", summary.Pathway.Name, "in error", summary.InError);
        foreach (var (workflow, cases) in summary.Reached)
            Line("", "workflow", workflow, "reached", cases);
        foreach (var edge in summary.Edges)
            Line("", "edge", $"{edge.Rule.Id} > {edge.To}", "passed", edge.Cases);
        foreach (var rule in summary.Rules)
        {
            Line("", "rule", rule.Rule.Id, "evaluated", rule.Evaluated);
            Line("", "rule", rule.Rule.Id, "met", rule.Met);
            Line("", "rule", rule.Rule.Id, "undetermined", rule.Undetermined);
            Line("", "rule", rule.Rule.Id, "errors", rule.Errors);
            foreach (var (fact, cases) in rule.Lacking)
                Line("", "rule", rule.Rule.Id, $"lacks {fact}", cases);
        }

        foreach (var stratum in summary.Strata.Prepend(summary.Everybody))
        {
            if (stratum.Name.Length > 0)
                Line(stratum.Name, "cohort", summary.Pathway.Name, "cases", stratum.Cases);
            foreach (var r in stratum.Recommendations)
            {
                Line(stratum.Name, "recommendation", r.Code, "recommended", r.Recommended);
                Line(stratum.Name, "recommendation", r.Code, "held", r.Held);
                Line(stratum.Name, "recommendation", r.Code, "undetermined", r.Undetermined);
                Line(stratum.Name, "recommendation", r.Code, "vetoed", r.Vetoed);
            }
        }

        return text.ToString();

        void Line(string stratum, string kind, string name, string what, long cases) =>
            text.Append(CsvText.Field(stratum)).Append(',').Append(kind).Append(',').Append(CsvText.Field(name)).Append(',').Append(CsvText.Field(what)).Append(',').Append(cases.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
