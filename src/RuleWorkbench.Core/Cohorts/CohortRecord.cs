using System.Globalization;
using System.Text.Json;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Cohorts;

/// <summary>Writes what a case did that the walker told, as one line of JSON: recommendations by status, rules that are met,
/// undetermined or fail, the walk, and figures.</summary>
internal sealed class CohortRecord
{
    private static readonly string[] StatusNames = ["vetoed", "undetermined", "held", "recommended"];

    private readonly ColumnWalk walk;
    private readonly Utf8JsonWriter writer;
    private readonly RecordBytes output;

    public CohortRecord(ColumnWalk walk, RecordBytes output)
    {
        this.walk = walk;
        this.output = output;
        writer = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
    }

    /// <summary>Writes a case that the walker told.</summary>
    public void Write(string id, WalkResult result)
    {
        var evaluated = result.Visited.Concat(result.Beside).SelectMany(w => w.Rules).DistinctBy(r => r.Rule.Id).ToList();
        writer.WriteStartObject();
        writer.WriteString("id"u8, id);
        writer.WriteStartObject("recommendations"u8);
        foreach (var status in (RecommendationStatus[])[RecommendationStatus.Recommended, RecommendationStatus.Held, RecommendationStatus.Undetermined, RecommendationStatus.Vetoed])
            WriteNames(StatusNames[StratumCounts.Position(status)], walk.Codes.Where(c => result.StatusOf(c) == status));
        writer.WriteEndObject();
        writer.WriteStartObject("rules"u8);
        var met = evaluated.Where(r => r.IsMet).Select(r => r.Rule.Id).ToHashSet();
        var open = evaluated.Where(r => !r.IsDetermined && r.Verdict != Verdict.Skipped).Select(r => r.Rule.Id).ToHashSet();
        WriteNames("met", InOrder(met));
        WriteNames("undetermined", InOrder(open));
        WriteNames("error", InOrder([.. evaluated.Where(r => r.IsError).Select(r => r.Rule.Id)]));
        writer.WriteEndObject();
        WriteNames("walk", result.Path, always: true);
        var figures = evaluated.Where(r => r.IsMet && r.Figures is { Error: null, Values.IsEmpty: false }).ToDictionary(r => r.Rule.Id, r => r.Figures!);
        if (figures.Count > 0)
        {
            writer.WriteStartObject("figures"u8);
            foreach (var id2 in InOrder([.. figures.Keys]))
                WriteFigures(id2, figures[id2].Values.Select(v => (v.Name, v.Value)));
            writer.WriteEndObject();
        }

        WriteNames("errors", result.Errors.Select(e => e.Where).Distinct());
        writer.WriteEndObject();
        End();
    }

    private IEnumerable<string> InOrder(HashSet<string> ids)
    {
        foreach (var workflow in walk.Workflows.ToArray())
        {
            foreach (var rule in workflow.Rules.Where(r => ids.Contains(r.Rule.Id)))
                yield return rule.Rule.Id;
        }
    }

    private void End()
    {
        writer.Flush();
        writer.Reset();
        output.Add((byte)'\n');
    }

    private void WriteNames(string name, IEnumerable<string> values, bool always = false)
    {
        var list = values.ToList();
        if (list.Count == 0 && !always)
            return;
        writer.WriteStartArray(name);
        foreach (var value in list)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    private void WriteFigures(string rule, IEnumerable<(string? Name, object? Value)> values)
    {
        writer.WritePropertyName(rule);
        var list = values.ToList();
        if (list is [(null, var only)])
        {
            WriteValue(only);
            return;
        }

        writer.WriteStartObject();
        foreach (var (name, value) in list)
        {
            writer.WritePropertyName(name!);
            WriteValue(value);
        }

        writer.WriteEndObject();
    }

    private void WriteValue(object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case double number:
                writer.WriteStringValue(Figures.Number(number));
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case DateTime date:
                writer.WriteStringValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            default:
                writer.WriteStringValue(value.ToString());
                break;
        }
    }
}
