using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Reporting;

/// <summary>Writes what checks found as JSON.</summary>
public static class CheckJson
{
    public static string Write(CheckReport report) => new JObject
    {
        ["summary"] = new JObject
        {
            ["errors"] = report.Count(DiagnosticSeverity.Error),
            ["warnings"] = report.Count(DiagnosticSeverity.Warning),
            ["notes"] = report.Count(DiagnosticSeverity.Information),
        },
        ["diagnostics"] = new JArray(report.Diagnostics.Select(d => new JObject
        {
            ["id"] = d.Id,
            ["severity"] = d.Severity.ToString().ToLowerInvariant(),
            ["file"] = d.Place.File,
            ["line"] = d.Place.Line,
            ["column"] = d.Place.Column,
            ["path"] = d.Place.Path,
            ["message"] = d.Message,
            ["whatToDo"] = d.Fix,
            ["fix"] = d.Repair is null ? null : new JObject { ["title"] = d.Repair.Title, ["edits"] = new JArray(d.Repair.Edits.Select(Edit)) },
        })),
    }.ToString(Formatting.Indented);

    private static JObject Edit(TextEdit edit) => new()
    {
        ["file"] = edit.File,
        ["start"] = edit.Start,
        ["length"] = edit.Length,
        ["newText"] = edit.NewText,
    };
}
