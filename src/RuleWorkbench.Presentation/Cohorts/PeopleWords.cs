using System.Globalization;
using RuleWorkbench.Cohorts.Live;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Lines;

namespace RuleWorkbench.Presentation.Cohorts;

/// <summary>What an edit does to people, in words.</summary>
public static class PeopleWords
{
    /// <summary>In a line: how many people each recommendation gains and loses by the edits since the last save, those with the
    /// most first.</summary>
    public static Line Of(LivePeople people)
    {
        var line = Line.Of($"{people.Name}, ", Tone.Quiet);
        if (people.Now is not { } now)
            return line.And(people.Obstacle ?? "counting", Tone.Quiet);
        line = line.And($"{Number(now.Summary.Cases)} people: ", Tone.Quiet);
        var changes = people.Changes.Where(c => c.Status == RecommendationStatus.Recommended).OrderByDescending(c => c.Gained.Count + c.Lost.Count).ToList();
        foreach (var (change, i) in changes.Select((c, i) => (c, i)))
            line = line.And(i == 0 ? "" : ", ").And(change.Code + " ").And(Turned(change));
        if (changes.Count == 0)
            line = line.And(people.Changes.IsEmpty ? "nobody gains or loses a recommendation" : "what is held, vetoed or undetermined changes", people.Changes.IsEmpty ? Tone.Quiet : Tone.Warning);
        return people.Obstacle is { } why ? line.And($" (before: {why})", Tone.Warning) : line;
    }

    /// <summary>How many came to a status (+) and how many lost it (−).</summary>
    public static Line Turned(LiveChange change) => Turned(change.Gained.Count, change.Lost.Count);

    public static Line Turned(long gained, long lost) =>
        Line.Of(gained > 0 ? $"+{Number(gained)}" : "", Tone.Good)
            .And(gained > 0 && lost > 0 ? " " : "")
            .And(lost > 0 ? $"−{Number(lost)}" : "", Tone.Bad);

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
