using System.Buffers;
using System.Globalization;
using System.Text.Json;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Cohorts;

/// <summary>Writes what a case did as one line of JSON: recommendations by status, rules that are met, undetermined or fail,
/// the walk, and figures.</summary>
internal sealed class CohortRecord
{
    private static readonly string[] StatusNames = ["vetoed", "undetermined", "held", "recommended"];

    private readonly ColumnWalk walk;
    private readonly FactColumns columns;
    private readonly Utf8JsonWriter writer;
    private readonly ArrayBufferWriter<byte> output;
    private readonly JsonEncodedText[] codes;
    private readonly JsonEncodedText[] statuses = [.. StatusNames.Select(s => JsonEncodedText.Encode(s))];
    private readonly JsonEncodedText[][] rules;
    private readonly JsonEncodedText[] workflows;
    private readonly List<int> path = [];

    public CohortRecord(ColumnWalk walk, FactColumns columns, ArrayBufferWriter<byte> output)
    {
        this.walk = walk;
        this.columns = columns;
        this.output = output;
        writer = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        codes = [.. walk.Codes.Select(c => JsonEncodedText.Encode(c))];
        workflows = new JsonEncodedText[walk.Workflows.Length];
        rules = new JsonEncodedText[walk.Workflows.Length][];
        for (var w = 0; w < workflows.Length; w++)
        {
            workflows[w] = JsonEncodedText.Encode(walk.Workflows[w].Workflow.Name);
            rules[w] = [.. walk.Workflows[w].Rules.Select(r => JsonEncodedText.Encode(r.Rule.Id))];
        }
    }

    /// <summary>Writes a case that columns told.</summary>
    /// <param name="id">Its id as it stands in the input.</param>
    public void Write(ReadOnlySpan<byte> id, int row)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, id);
        writer.WriteStartObject("recommendations"u8);
        for (var status = StatusNames.Length - 1; status >= 0; status--)
        {
            var isOpen = false;
            for (var code = 0; code < codes.Length; code++)
            {
                if (!Mask.Has(walk.Statuses[code][status], row))
                    continue;
                if (!isOpen)
                    writer.WriteStartArray(statuses[status]);
                isOpen = true;
                writer.WriteStringValue(codes[code]);
            }

            if (isOpen)
                writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteStartObject("rules"u8);
        WriteRules("met"u8, row, r => r.Met);
        WriteRules("undetermined"u8, row, r => r.Open);
        writer.WriteEndObject();
        WritePath(row);
        WriteFigures(row);
        writer.WriteEndObject();
        End();
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
        output.Write("\n"u8);
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

    private void WriteRules(ReadOnlySpan<byte> name, int row, Func<WalkedRule, ulong[]> of)
    {
        var isOpen = false;
        for (var w = 0; w < rules.Length; w++)
        {
            var workflow = walk.Workflows[w];
            var speaks = Mask.Has(workflow.Speaks, row);
            for (var r = 0; r < rules[w].Length; r++)
            {
                var rule = workflow.Rules[r];
                if (!Mask.Has(of(rule), row) || !(speaks || rule.Rule.IsGuard))
                    continue;
                if (!isOpen)
                    writer.WriteStartArray(name);
                isOpen = true;
                writer.WriteStringValue(rules[w][r]);
            }
        }

        if (isOpen)
            writer.WriteEndArray();
    }

    /// <summary>Breadth first, as the walker goes.</summary>
    private void WritePath(int row)
    {
        path.Clear();
        path.Add(walk.Entry);
        writer.WriteStartArray("walk"u8);
        for (var at = 0; at < path.Count; at++)
        {
            writer.WriteStringValue(workflows[path[at]]);
            foreach (var edge in walk.Workflows[path[at]].Edges)
            {
                if (Mask.Has(edge.Passes, row) && !path.Contains(edge.Next))
                    path.Add(edge.Next);
            }
        }

        writer.WriteEndArray();
    }

    private void WriteFigures(int row)
    {
        var isOpen = false;
        for (var w = 0; w < rules.Length; w++)
        {
            var workflow = walk.Workflows[w];
            var speaks = Mask.Has(workflow.Speaks, row);
            foreach (var rule in workflow.Rules)
            {
                if (rule.Figures is not { Count: > 0 } figures || !Mask.Has(rule.Met, row) || !(speaks || rule.Rule.IsGuard) || figures.Any(f => Mask.Has(f.Error, row)))
                    continue;
                if (!isOpen)
                    writer.WriteStartObject("figures"u8);
                isOpen = true;
                WriteFigures(rule.Rule.Id, rule.Compiled.Figures.Select((f, i) => (f.Name, ColumnValue.Of(figures[i], row, columns.Texts))));
            }
        }

        if (isOpen)
            writer.WriteEndObject();
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
