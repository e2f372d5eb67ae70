using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Cohorts.Live;
using RuleWorkbench.Presentation.Lines;

namespace RuleWorkbench.Presentation.Cohorts;

/// <summary>The people behind a number: who is seen is written, and nobody else.</summary>
public sealed class PeopleList : LineList
{
    private ImmutableArray<int> positions = [];
    private LivePopulation? population;

    public override int Count => positions.Length;

    /// <summary>The line of the case that is selected; null when there is none.</summary>
    public string? Current => positions.IsEmpty ? null : population!.CaseAt(positions[Selected]);

    public void Show(LivePopulation people, CaseSet cases)
    {
        (population, positions) = (people, [.. cases]);
        Selected = 0;
        OnChanged();
    }

    public override Line At(int row)
    {
        var source = JObject.Parse(population!.CaseAt(positions[row]));
        var line = Line.Of($"{(string?)source["id"] ?? $"{positions[row] + 1}",-10} ", Tone.Strong);
        if (source["clock"] is { } date)
            line = line.And($"{date} ", Tone.Quiet);
        foreach (var input in (source["facts"] as JObject ?? []).Properties())
        {
            foreach (var fact in (input.Value as JObject ?? []).Properties())
                line = line.And($" {fact.Name} ", Tone.Quiet).And(Shown(fact.Value));
        }

        return line;
    }

    private static string Shown(JToken value) => value switch
    {
        JArray list => list.Count == 1 ? "[1 element]" : $"[{list.Count} elements]",
        JObject => "{ }",
        JValue { Value: bool flag } => flag ? "yes" : "no",
        _ => value.ToString(Newtonsoft.Json.Formatting.None).Trim('"'),
    };
}
