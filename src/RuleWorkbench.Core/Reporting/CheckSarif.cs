using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Checking;
using RuleWorkbench.Model;

namespace RuleWorkbench.Reporting;

/// <summary>Writes what checks found as SARIF 2.1.0, which code hosts show beside the lines.</summary>
public static class CheckSarif
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private const string Root = "ROOT";

    public static string Write(CheckReport report)
    {
        var ids = report.Diagnostics.Select(d => d.Id).Distinct().Order(StringComparer.Ordinal).ToList();
        return new JObject
        {
            ["$schema"] = Schema,
            ["version"] = "2.1.0",
            ["runs"] = new JArray(new JObject
            {
                ["tool"] = new JObject
                {
                    ["driver"] = new JObject
                    {
                        ["name"] = "rulewb",
                        ["semanticVersion"] = typeof(CheckSarif).Assembly.GetName().Version!.ToString(3),
                        ["rules"] = new JArray(ids.Select(Rule)),
                    },
                },
                ["columnKind"] = "utf16CodeUnits",
                ["results"] = new JArray(report.Diagnostics.Select(d => Result(d, ids.IndexOf(d.Id)))),
            }),
        }.ToString(Formatting.Indented);
    }

    private static JObject Rule(string id)
    {
        var rule = new JObject { ["id"] = id };
        if (CheckCatalogue.Find(id) is not { } page)
            return rule;
        rule["shortDescription"] = new JObject { ["text"] = page.Title };
        rule["help"] = new JObject { ["text"] = page.Text, ["markdown"] = page.Text };
        rule["defaultConfiguration"] = new JObject { ["level"] = Level(page.Severity) };
        return rule;
    }

    private static JObject Result(Diagnostic diagnostic, int ruleIndex)
    {
        var location = new JObject { ["artifactLocation"] = Artifact(diagnostic.Place.File) };
        if (diagnostic.Place.Line > 0)
            location["region"] = new JObject { ["startLine"] = diagnostic.Place.Line, ["startColumn"] = diagnostic.Place.Column };
        var result = new JObject
        {
            ["ruleId"] = diagnostic.Id,
            ["ruleIndex"] = ruleIndex,
            ["level"] = Level(diagnostic.Severity),
            ["message"] = new JObject { ["text"] = diagnostic.Fix is null ? diagnostic.Message : $"{diagnostic.Message} {diagnostic.Fix}" },
            ["locations"] = new JArray(new JObject { ["physicalLocation"] = location }),
        };
        if (diagnostic.Repair is { } repair)
        {
            result["fixes"] = new JArray(new JObject
            {
                ["description"] = new JObject { ["text"] = repair.Title },
                ["artifactChanges"] = new JArray(repair.Edits.GroupBy(e => e.File).Select(file => new JObject
                {
                    ["artifactLocation"] = Artifact(file.Key),
                    ["replacements"] = new JArray(file.Select(Replacement)),
                })),
            });
        }

        return result;
    }

    private static JObject Replacement(TextEdit edit) => new()
    {
        ["deletedRegion"] = new JObject { ["charOffset"] = edit.Start, ["charLength"] = edit.Length },
        ["insertedContent"] = new JObject { ["text"] = edit.NewText },
    };

    private static JObject Artifact(string file) =>
        new() { ["uri"] = string.Join('/', file.Split('/').Select(Uri.EscapeDataString)), ["uriBaseId"] = Root };

    private static string Level(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "note",
    };
}
