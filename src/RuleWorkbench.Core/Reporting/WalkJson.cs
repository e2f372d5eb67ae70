using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Reporting;

/// <summary>A walk as JSON.</summary>
internal static class WalkJson
{
    public static JObject Write(WalkResult walk) => new()
    {
        ["walk"] = new JArray(walk.Path),
        ["rules"] = new JObject(walk.Visited.Concat(walk.Beside).SelectMany(w => w.Rules)
            .DistinctBy(r => r.Rule.Id).Select(r => new JProperty(r.Rule.Id, Rule(r)))),
        ["recommendations"] = new JObject(walk.Recommendations.Select(r => new JProperty(r.Code, Recommendation(r)))),
        ["possible"] = new JArray(walk.Possible.Select(p => new JObject
        {
            ["workflow"] = p.Workflow,
            ["from"] = p.From.Id,
            ["missing"] = new JArray(p.Facts),
        })),
        ["ask"] = new JArray(walk.Questions.Select(q => new JObject { ["fact"] = q.Fact, ["settles"] = new JArray(q.Settles) })),
        ["errors"] = new JArray(walk.Errors.Select(e => new JObject
        {
            ["where"] = e.Where,
            ["message"] = e.Message,
            ["place"] = e.Place.ToString(),
        })),
    };

    /// <summary>A figure or fact as JSON: whole numbers without a decimal point, dates as YYYY-MM-DD.</summary>
    public static JToken Value(object? value) => value switch
    {
        null => JValue.CreateNull(),
        double number when number == Math.Truncate(number) && Math.Abs(number) < 1e15 => new JValue((long)number),
        double number when !double.IsFinite(number) => new JValue(Figures.Number(number)),
        DateTime => new JValue(Figures.Display(value)),
        _ => JToken.FromObject(value),
    };

    private static JObject Rule(RuleResult result)
    {
        var json = new JObject { ["verdict"] = Verdict(result.Verdict), ["determined"] = result.IsDetermined };
        if (!result.IsDetermined)
            json["missing"] = new JArray(result.MissingFacts);
        if (result.Error is not null)
            json["error"] = result.Error;
        if (result.Figures is { Error: null, Values.IsEmpty: false } figures)
            json["figures"] = figures.Values[0].Name is null ? Value(figures.Values[0].Value) : new JObject(figures.Values.Select(v => new JProperty(v.Name!, Value(v.Value))));
        return json;
    }

    private static JObject Recommendation(RecommendationResult result) => new()
    {
        ["status"] = result.Status.ToString().ToLowerInvariant(),
        ["rules"] = new JArray(result.Reasons.Select(r => r.Rule.Rule.Id)),
        ["vetoedBy"] = new JArray(result.Reasons.SelectMany(r => r.Vetoes).Select(v => v.Rule.Id).Distinct()),
        ["heldBy"] = new JArray(result.Reasons.SelectMany(r => r.Holds).Select(v => v.Rule.Id).Distinct()),
        ["missing"] = new JArray(result.Reasons.SelectMany(r => r.MissingFacts).Distinct()),
    };

    /// <summary>A verdict as suites spell it.</summary>
    public static string Verdict(Verdict verdict) => verdict switch
    {
        Model.Verdict.NotMet => "notMet",
        _ => verdict.ToString().ToLowerInvariant(),
    };
}
