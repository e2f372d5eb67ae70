using System.Collections.Immutable;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Diffing;
using RuleWorkbench.Impact;

namespace RuleWorkbench.Reporting;

/// <summary>Writes a comparison as JSON.</summary>
public static class DiffJson
{
    public static string Write(ComparisonReport report) => Build(report).ToString(Formatting.Indented) + "\n";

    internal static JObject Build(ComparisonReport report) => new()
    {
        ["sameLogic"] = report.IsSameLogic,
        ["pathways"] = new JArray(report.Pathways.Select(Pathway)),
    };

    private static JObject Pathway(PathwayComparison comparison)
    {
        var diff = comparison.Diff;
        var json = new JObject
        {
            ["pathway"] = diff.Pathway,
            ["baseline"] = Version(diff.Baseline),
            ["candidate"] = Version(diff.Candidate),
            ["sameLogic"] = diff.IsSameLogic,
            ["notCompared"] = new JArray(diff.NotCompared.Select(d => d.ToString())),
            ["changes"] = new JArray(diff.Changes.Select(Change)),
        };
        if (comparison.Impact is { } impact)
            json["impact"] = Impact(diff, impact);
        return json;
    }

    private static JObject Version(PathwayVersion version) => Compact(new JObject { ["label"] = version.Label, ["version"] = version.Pathway?.Version });

    private static JObject Change(Change change) => Compact(new JObject
    {
        ["subject"] = DiffWords.Subject(change.Subject),
        ["id"] = change.Id,
        ["title"] = change.Title,
        ["workflow"] = change.Workflow,
        ["kinds"] = new JArray(DiffWords.Kinds(change).Split(", ")),
        ["meaning"] = Camel(change.Meaning.ToString()),
        ["before"] = change.Before?.ToString(),
        ["after"] = change.After?.ToString(),
        ["lacksEvidence"] = change.LacksEvidence ? true : null,
        ["edits"] = new JArray(change.Edits.Select(Edit)),
        ["reaches"] = change.Reaches.IsEmpty ? null : new JArray(change.Reaches.Select(r => new JObject { ["rule"] = r.Rule.Id, ["workflow"] = r.Workflow, ["criteria"] = new JArray(r.Criteria) })),
    });

    private static JObject Edit(Edit edit) => Compact(new JObject
    {
        ["what"] = edit.What,
        ["aspect"] = Camel(edit.Aspect.ToString()),
        ["meaning"] = Camel(edit.Meaning.ToString()),
        ["before"] = edit.Before,
        ["after"] = edit.After,
        ["added"] = Names(edit.Gained),
        ["removed"] = Names(edit.Lost),
        ["inside"] = edit.Inside.IsEmpty ? null : new JArray(edit.Inside.Select(i => Compact(new JObject
        {
            ["kind"] = Camel(i.Kind.ToString()),
            ["before"] = i.Before,
            ["after"] = i.After,
            ["unit"] = i.Unit,
            ["in"] = i.In,
            ["exclusion"] = i.IsExclusion ? true : null,
        }))),
    });

    private static JObject Impact(PathwayDiff diff, ImpactResult impact) => Compact(new JObject
    {
        ["population"] = impact.Population,
        ["rejected"] = impact.Rejected == 0 ? null : impact.Rejected,
        ["whole"] = Stratum(impact.Whole),
        ["by"] = impact.By,
        ["strata"] = impact.Strata.IsEmpty ? null : new JArray(impact.Strata.Select(Stratum)),
        ["effects"] = new JArray(impact.Effects.Select(e => Effect(diff, e))),
        ["unshown"] = Names([.. impact.Unshown.Select(ImpactWords.Name)]),
        ["boundaries"] = impact.Boundaries.IsEmpty ? null : new JArray(impact.Boundaries.Select(b => Compact(new JObject
        {
            ["change"] = ImpactWords.Name(b.Change),
            ["tried"] = b.Tried,
            ["notTried"] = b.NotTried,
            ["effect"] = b.Effect is null ? null : Effect(diff, b.Effect),
        }))),
        ["notRun"] = Names(impact.NotRun),
        ["dropped"] = impact.Dropped.IsEmpty ? null : new JArray(impact.Dropped.Select(d => new JObject { ["fact"] = d.Path, ["version"] = d.Version, ["cases"] = d.Cases })),
    });

    private static JObject Stratum(Stratum s) => new()
    {
        ["value"] = s.Value,
        ["cases"] = s.Cases,
        ["touched"] = s.Touched,
        ["gained"] = s.Gained,
        ["lost"] = s.Lost,
        ["recommendedBefore"] = s.RecommendedBefore,
        ["recommendedAfter"] = s.RecommendedAfter,
    };

    private static JObject Effect(PathwayDiff diff, Effect effect) => Compact(new JObject
    {
        ["kind"] = Camel(effect.Difference.Kind.ToString()),
        ["what"] = effect.Difference.What.Length == 0 ? null : effect.Difference.What,
        ["before"] = effect.Difference.Before,
        ["after"] = effect.Difference.After,
        ["cases"] = effect.Cases,
        ["examples"] = new JArray(effect.Examples.Select(e => e.Name)),
        ["causes"] = new JArray(effect.Causes.Select(c => new JArray(c.Changes.Select(ImpactWords.Name)))),
        ["witness"] = effect.Witness is not { } w ? null : Compact(new JObject
        {
            ["from"] = w.From,
            ["facts"] = w.Case.Facts.DeepClone(),
            ["policy"] = w.Case.Policy.Count == 0 ? null : w.Case.Policy.DeepClone(),
            ["clock"] = w.Case.Clock?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["before"] = ImpactWords.Says(w.Before, effect.Difference, ImpactWords.OldName(diff, effect.Difference)),
            ["after"] = ImpactWords.Says(w.After, effect.Difference, effect.Difference.What),
        }),
    });

    private static JArray? Names(ImmutableArray<string> names) => names.IsEmpty ? null : new JArray(names);

    /// <summary>The object without what is not there.</summary>
    private static JObject Compact(JObject json)
    {
        foreach (var member in json.Properties().Where(p => p.Value.Type == JTokenType.Null).ToList())
            member.Remove();
        return json;
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
