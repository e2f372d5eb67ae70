using System.Collections.Immutable;
using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Reporting.Review;

/// <summary>Writes a review as JSON: the comparison with checks and open questions.</summary>
public static class ReviewJson
{
    public static string Write(ReviewReport report)
    {
        var json = DiffJson.Build(report.Comparison);
        json.AddFirst(new JProperty("date", report.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        json.AddFirst(new JProperty("candidate", report.Candidate));
        json.AddFirst(new JProperty("baseline", report.Baseline));
        foreach (var (reviewed, pathway) in report.Pathways.Zip(json["pathways"]!.OfType<JObject>()))
        {
            pathway["checks"] = new JObject { ["new"] = Checks(reviewed.Checks.New), ["gone"] = Checks(reviewed.Checks.Gone), ["standing"] = Checks(reviewed.Checks.Standing) };
            pathway["questions"] = new JArray(reviewed.Questions.Select(q => new JObject { ["text"] = q.Text, ["about"] = new JArray(q.About.Select(ImpactWords.Name)) }));
            if (reviewed.Signatures is { } signatures)
                pathway["signOffs"] = SignOffs(signatures, reviewed);
        }

        return json.ToString(Formatting.Indented) + "\n";
    }

    private static JObject SignOffs(Signatures signatures, ReviewedPathway reviewed) => new()
    {
        ["meaning"] = signatures.Meaning,
        ["lastWords"] = new JArray(signatures.List.Current.Select(s => new JObject
        {
            ["by"] = s.By,
            ["decision"] = s.Decision.ToString().ToLowerInvariant(),
            ["date"] = Date(s.At),
            ["holds"] = s.Meaning == signatures.Meaning,
            ["meaning"] = s.Meaning,
            ["note"] = s.Note,
        })),
        ["remarks"] = new JArray(reviewed.Comparison.Diff.Changes.SelectMany(c => signatures.List.On(c).Select(r => new JObject
        {
            ["on"] = r.On,
            ["by"] = r.By,
            ["date"] = Date(r.At),
            ["accepted"] = r.IsAccepted,
            ["isOfThisChange"] = r.IsOf(c),
            ["note"] = r.Note,
        }))),
    };

    private static string Date(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JArray Checks(ImmutableArray<Diagnostic> found) => new(found.Select(d => new JObject
    {
        ["id"] = d.Id,
        ["severity"] = d.Severity.ToString().ToLowerInvariant(),
        ["message"] = d.Message,
        ["place"] = d.Place.ToString(),
    }));
}
