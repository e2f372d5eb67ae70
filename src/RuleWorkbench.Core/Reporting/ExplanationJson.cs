using System.Collections;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;
using RuleWorkbench.Tracing;

namespace RuleWorkbench.Reporting;

/// <summary>Writes an explanation as JSON.</summary>
public static class ExplanationJson
{
    public static string Write(Explanation explanation)
    {
        var json = new JObject
        {
            ["pathway"] = explanation.Pathway.Name,
            ["version"] = explanation.Pathway.Version,
            ["case"] = explanation.Case.FullId,
            ["why"] = explanation.Case.Why,
            ["workflows"] = new JArray(explanation.Workflows.Select(w => new JObject
            {
                ["workflow"] = w.Workflow.Name,
                ["onWalk"] = w.OnWalk,
                ["rules"] = new JArray(w.Rules.Select(Rule)),
            })),
        };
        var walk = WalkJson.Write(explanation.Walk);
        walk.Remove("rules");
        json.Merge(walk);
        return json.ToString(Formatting.Indented);
    }

    private static JObject Rule(RuleTrace trace)
    {
        var json = new JObject
        {
            ["id"] = trace.Rule.Rule.Id,
            ["name"] = trace.Rule.Rule.Name,
            ["verdict"] = WalkJson.Verdict(trace.Result.Verdict),
            ["determined"] = trace.Result.IsDetermined,
            ["missing"] = new JArray(trace.Result.MissingFacts),
            ["place"] = trace.Rule.Rule.Place.ToString(),
        };
        if (trace.Result.Error is { } error)
            json["error"] = error;
        if (trace.Message is { } message)
            json["message"] = message;
        if (!trace.Parameters.IsEmpty)
            json["parameters"] = new JObject(trace.Parameters.DistinctBy(p => p.Parameter.Name).Select(p => new JProperty(p.Parameter.Name, p.Error ?? Value(p.Value))));
        if (trace.Criteria is { } criteria)
            json["criteria"] = Criterion(criteria);
        if (!trace.Figures.IsEmpty)
            json["figures"] = new JArray(trace.Figures.Select(f => new JObject { ["name"] = f.Name, ["value"] = Value(f.Value), ["saw"] = new JObject(f.Values.Select(v => new JProperty(v.Name, Value(v.Value)))) }));
        if (!trace.Children.IsEmpty)
            json["nested"] = new JArray(trace.Children.Select(Rule));
        return json;
    }

    private static JObject Criterion(CriterionTrace trace)
    {
        var json = new JObject
        {
            ["kind"] = trace.Criterion.Kind.ToString().ToLowerInvariant(),
            ["text"] = trace.Criterion.Text,
            ["place"] = trace.Criterion.Place.ToString(),
            ["outcome"] = Outcome(trace.Outcome),
            ["actual"] = trace.Actual,
        };
        if (trace.Outcome.IsUnknown)
            json["missing"] = new JArray(trace.Outcome.Facts);
        if (trace.Error is not null)
            json["error"] = trace.Error;
        if (trace.StandsInTheWay)
            json["standsInTheWay"] = true;
        if (!trace.Values.IsEmpty)
            json["saw"] = new JObject(trace.Values.Select(v => new JProperty(v.Name, Value(v.Value))));
        if (!trace.Quantifiers.IsEmpty)
            json["lists"] = new JArray(trace.Quantifiers.Select(List));
        if (!trace.Parts.IsEmpty)
            json["parts"] = new JArray(trace.Parts.Select(Criterion));
        return json;
    }

    private static JObject List(QuantifierTrace trace) => new()
    {
        ["method"] = trace.Method,
        ["list"] = trace.List,
        ["outcome"] = trace.Method == "Count" && !trace.Outcome.IsUnknown ? WalkJson.Value(trace.Outcome.Value) : Outcome(trace.Outcome),
        ["elements"] = trace.Elements is { } elements
            ? new JArray(elements.Select(e => new JObject
            {
                ["element"] = e.Path,
                ["outcome"] = Outcome(e.Outcome),
                ["decides"] = e.Decides,
                ["saw"] = new JObject(e.Values.Select(v => new JProperty(v.Name, Value(v.Value)))),
            }))
            : JValue.CreateNull(),
    };

    private static string Outcome(Kleene value) => value.IsUnknown ? "unknown" : value.IsFailed ? "error" : value.IsTrue ? "true" : "false";

    private static JToken Value(object? value) => value switch
    {
        IEnumerable<KeyValuePair<string, object?>> members => new JObject(members.Select(m => new JProperty(m.Key, Value(m.Value)))),
        IEnumerable list and not string => new JArray(list.Cast<object?>().Select(Value)),
        null or string or double or bool or DateTime or int => WalkJson.Value(value),
        _ => Figures.Display(value),
    };
}
