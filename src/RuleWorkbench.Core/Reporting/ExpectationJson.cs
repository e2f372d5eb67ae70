using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Reporting;

/// <summary>Writes what a walk did as an expectation, in the shape of suites.</summary>
public static class ExpectationJson
{
    public static JObject Write(WalkResult walk)
    {
        var rules = walk.Visited.Concat(walk.Beside).SelectMany(w => w.Rules).DistinctBy(r => r.Rule.Id).ToList();
        var expectation = new JObject
        {
            ["rules"] = Lists(rules.Select(r => (Kind(r), r.Rule.Id)).Where(r => r.Item1 != "notMet" || rules.First(x => x.Rule.Id == r.Id).Rule.IsGuard)),
            ["recommendations"] = Lists(walk.Recommendations.Select(r => (r.Status.ToString().ToLowerInvariant(), r.Code))),
            ["walk"] = new JArray(walk.Path),
        };
        ((JObject)expectation["recommendations"]!)["exact"] = true;
        var vetoes = walk.Recommendations.Where(r => r.Reasons.Any(x => !x.Vetoes.IsEmpty)).ToList();
        if (vetoes.Count > 0)
            expectation["vetoes"] = new JObject(vetoes.Select(r => new JProperty(r.Code, new JArray(r.Reasons.SelectMany(x => x.Vetoes).Select(v => v.Rule.Id).Distinct()))));
        var figures = rules.Where(r => r.Figures is { Error: null, Values.IsEmpty: false }).ToList();
        if (figures.Count > 0)
            expectation["figures"] = new JObject(figures.Select(r => new JProperty(r.Rule.Id, Figures(r.Figures!))));
        if (!walk.Errors.IsEmpty)
            expectation["errors"] = new JArray(walk.Errors.Select(e => e.Where).Distinct());
        return expectation;
    }

    private static JObject Lists(IEnumerable<(string Key, string Value)> entries) =>
        new(entries.GroupBy(e => e.Key).Select(g => new JProperty(g.Key, new JArray(g.Select(e => e.Value)))));

    private static string Kind(RuleResult result) => result switch
    {
        { Verdict: Verdict.Skipped } => "skipped",
        { IsDetermined: false } => "undetermined",
        _ => WalkJson.Verdict(result.Verdict),
    };

    private static JToken Figures(Figures figures) => figures.Values[0].Name is null
        ? WalkJson.Value(figures.Values[0].Value)
        : new JObject(figures.Values.Select(v => new JProperty(v.Name!, WalkJson.Value(v.Value))));
}
