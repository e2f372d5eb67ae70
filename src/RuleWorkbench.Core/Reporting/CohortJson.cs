using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Cohorts;

namespace RuleWorkbench.Reporting;

/// <summary>Writes the summary of a cohort as JSON, in cases.</summary>
public static class CohortJson
{
    public static string Write(CohortSummary summary) => new JObject
    {
        ["pathway"] = summary.Pathway.Name,
        ["version"] = summary.Pathway.Version,
        ["cases"] = summary.Cases,
        ["rejected"] = summary.Rejected,
        ["inError"] = summary.InError,
        ["walkedSingly"] = summary.WalkedSingly,
        ["alertsPer100"] = Math.Round(summary.Everybody.AlertBurden, 3),
        ["workflows"] = new JArray(summary.Reached.Select(w => new JObject { ["workflow"] = w.Workflow, ["reached"] = w.Cases })),
        ["edges"] = new JArray(summary.Edges.Select(e => new JObject { ["from"] = e.From, ["rule"] = e.Rule.Id, ["to"] = e.To, ["cases"] = e.Cases })),
        ["recommendations"] = Recommendations(summary.Everybody),
        ["rules"] = new JArray(summary.Rules.Select(Rule)),
        ["strata"] = new JArray(summary.Strata.Select(s => new JObject
        {
            ["stratum"] = s.Name,
            ["cases"] = s.Cases,
            ["alertsPer100"] = Math.Round(s.AlertBurden, 3),
            ["recommendations"] = Recommendations(s),
        })),
    }.ToString(Formatting.Indented) + "\n";

    private static JArray Recommendations(Stratum stratum) => new(stratum.Recommendations.Select(r => new JObject
    {
        ["code"] = r.Code,
        ["recommended"] = r.Recommended,
        ["held"] = r.Held,
        ["undetermined"] = r.Undetermined,
        ["vetoed"] = r.Vetoed,
    }));

    private static JObject Rule(RuleCounts rule)
    {
        var written = new JObject
        {
            ["workflow"] = rule.Workflow,
            ["rule"] = rule.Rule.Id,
            ["evaluated"] = rule.Evaluated,
            ["met"] = rule.Met,
            ["undetermined"] = rule.Undetermined,
            ["errors"] = rule.Errors,
        };
        if (!rule.Lacking.IsEmpty)
            written["lacking"] = new JObject(rule.Lacking.Select(l => new JProperty(l.Fact, l.Cases)));
        return written;
    }
}
