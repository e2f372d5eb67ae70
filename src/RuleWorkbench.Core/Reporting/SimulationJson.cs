using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Reporting;

/// <summary>Writes a simulation as JSON: every case with its walk, verdicts and recommendations.</summary>
public static class SimulationJson
{
    public static string Write(SimulationReport report) => new JObject
    {
        ["summary"] = new JObject
        {
            ["cases"] = report.Total,
            ["passed"] = report.Count(CaseOutcome.Passed),
            ["failed"] = report.Count(CaseOutcome.Failed),
            ["errored"] = report.Count(CaseOutcome.Errored),
            ["notCounted"] = report.Count(CaseOutcome.NotCounted),
        },
        ["diagnostics"] = new JArray(report.Diagnostics.Select(d => new JObject
        {
            ["id"] = d.Id,
            ["severity"] = d.Severity.ToString().ToLowerInvariant(),
            ["place"] = d.Place.ToString(),
            ["message"] = d.Message,
            ["fix"] = d.Fix,
        })),
        ["pathways"] = new JArray(report.Runs.Select(r => new JObject
        {
            ["pathway"] = r.Pathway.Name,
            ["version"] = r.Pathway.Version,
            ["cases"] = new JArray(r.Cases.Select(Case)),
        })),
    }.ToString(Formatting.Indented);

    private static JObject Case(CaseResult result)
    {
        var json = new JObject
        {
            ["suite"] = result.Case.Suite,
            ["id"] = result.Case.Id,
            ["outcome"] = result.Outcome == CaseOutcome.NotCounted ? "notCounted" : result.Outcome.ToString().ToLowerInvariant(),
            ["place"] = result.Case.Place.ToString(),
        };
        if (!result.Mismatches.IsEmpty)
        {
            json["mismatches"] = new JArray(result.Mismatches.Select(m => new JObject
            {
                ["what"] = m.What,
                ["expected"] = m.Expected,
                ["actual"] = m.Actual,
                ["place"] = m.Place.ToString(),
            }));
        }

        if (result.Walk is { } walk)
        {
            foreach (var member in WalkJson.Write(walk).Properties())
                json[member.Name] = member.Value;
        }

        return json;
    }
}
