using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>Tries changes on a case: <c>patient.age=71</c>, <c>policy.limit=40</c>, <c>clock=2026-05-01</c>,
/// <c>patient.anticoagulants[0].stoppedDaysAgo=null</c>.</summary>
public static class CaseEdits
{
    private const string Clock = "clock";

    /// <summary>The case with the edits laid over it; what is wrong with an edit is among its diagnostics.</summary>
    public static Case Apply(Case source, IEnumerable<string> edits, Pathway pathway)
    {
        foreach (var edit in edits)
            source = Apply(source, edit, pathway);
        return source;
    }

    private static Case Apply(Case source, string edit, Pathway pathway)
    {
        var place = new SourcePlace($"--set {edit}");
        Case Fail(string id, string message, string? fix) => source with { Diagnostics = source.Diagnostics.Add(Diagnostic.Error(id, message, place, fix)) };

        var parts = edit.Split('=', 2);
        if (parts.Length != 2 || parts[0].Length == 0)
            return Fail(DiagnosticIds.WrongJsonType, "A change is written fact=value.", "For example patient.age=71.");
        var path = parts[0].Trim();
        if (path == Clock && pathway.Clock is null)
            return Fail(DiagnosticIds.UnknownFact, $"The pathway `{pathway.Name}` has no clock.", "Leave the change out, or declare a `clock` in pathway.json.");
        if (path == Clock || (pathway.Clock is not null && path == $"{pathway.Clock}.{Pathway.ClockFact}"))
        {
            if (parts[1] == "null")
                return source with { Clock = null };
            if (!DateOnly.TryParseExact(parts[1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                return Fail(DiagnosticIds.WrongFactType, $"\"{parts[1]}\" is not a date.", "A date is written YYYY-MM-DD.");
            return date < FactChecker.Dates.First || date > FactChecker.Dates.Last
                ? Fail(DiagnosticIds.FactOutOfRange, $"The clock is {parts[1]}; dates from {FactChecker.Dates.First:yyyy-MM-dd} to {FactChecker.Dates.Last:yyyy-MM-dd} are allowed.", "Choose a date in this range.")
                : source with { Clock = date };
        }

        // Edit a copy that holds the policy values under their name, and check the whole of it again.
        var tree = new JObject(source.Facts) { [Pathway.PolicyInput] = new JObject(source.Policy) };
        if (!Set(tree, path, Value(parts[1])))
            return Fail(DiagnosticIds.UnknownFact, $"`{path}` does not lead to a fact of this case.", "Lists are reached as list[0] and must have that element.");
        var policy = (JObject)tree[Pathway.PolicyInput]!;
        tree.Remove(Pathway.PolicyInput);

        var inputs = pathway.AllInputs.Where(i => i.Name != pathway.Clock).ToList();
        var whole = new JObject(tree) { [Pathway.PolicyInput] = policy };
        if (whole[Pathway.PolicyInput] is JObject { Count: 0 })
            whole.Remove(Pathway.PolicyInput);
        if (JsonFile.Parse(new SourceFile(place.File, whole.ToString(Formatting.None), "")).Value is not { } file)
            return Fail(DiagnosticIds.WrongJsonType, "The case would nest too deeply.", $"At most {JsonFile.MostLevels} levels are read.");
        var wrong = FactChecker.Check(file, file.Root, [.. inputs]);
        return source with
        {
            Facts = tree,
            Policy = policy,
            Diagnostics = source.Diagnostics.AddRange(wrong.Select(d => d with { Place = place })),
        };
    }

    /// <summary>The value as suites write it. What is no JSON is a bare text, which a shell makes easier to type than a
    /// quoted one; Newtonsoft's own reader would take <c>071</c> for an octal number.</summary>
    private static JToken Value(string text) =>
        JsonFile.Parse(new SourceFile("", $"{{\"value\":{text}}}", "")).Value?.Root is { Count: 1 } root ? root["value"]! : new JValue(text);

    private static bool Set(JObject tree, string path, JToken value)
    {
        JToken at = tree;
        var segments = path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < segments.Length; i++)
        {
            var last = i == segments.Length - 1;
            if (segments[i].StartsWith('['))
            {
                if (at is not JArray list || !int.TryParse(segments[i].Trim('[', ']'), NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= list.Count)
                    return false;
                if (last)
                    list[index] = value;
                at = list[index];
            }
            else if (at is JObject facts)
            {
                if (last)
                    facts[segments[i]] = value;
                else if (facts[segments[i]] is null or { Type: JTokenType.Null })
                    facts[segments[i]] = new JObject();
                at = facts[segments[i]]!;
            }
            else
            {
                return false;
            }
        }

        return segments.Length > 1;
    }
}
