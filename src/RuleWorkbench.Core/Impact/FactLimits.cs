using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Diffing;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Impact;

/// <summary>The facts of which two versions do not take the same values, since their range, step, allowed values or length changed.</summary>
internal sealed class FactLimits
{
    /// <summary>What <see cref="Difference.Before"/> and <see cref="Difference.After"/> say of a value.</summary>
    public const string Refused = "refused";

    private const string Allowed = "allowed";

    private readonly ImmutableArray<(string Path, FactSchema Before, FactSchema After)> changed;

    public FactLimits(PathwayDiff diff)
    {
        changed = [.. diff.Of(ChangeSubject.Fact).Where(c => c.Kinds == ChangeKinds.Modified && c.Edits.Any(IsLimit)).Select(c => (c.Id, diff.Baseline.Pathway!.Fact(c.Id)!, diff.Candidate.Pathway!.Fact(c.Id)!))];
    }

    public bool IsEmpty => changed.IsEmpty;

    /// <summary>The facts of which one version takes the value and the other one refuses it.</summary>
    public ImmutableArray<Difference> Compare(JObject facts)
    {
        if (changed.IsEmpty || JsonFile.Parse(new SourceFile("", facts.ToString(Newtonsoft.Json.Formatting.None), "")).Value is not { } file)
            return [];
        return [.. changed.SelectMany(c => Values(file.Root, c.Path).Select(v => (Before: Takes(file, v, c.Before), After: Takes(file, v, c.After))).Where(t => t.Before != t.After)
            .Select(t => new Difference(DifferenceKind.Value, c.Path, t.Before ? Allowed : Refused, t.After ? Allowed : Refused))).Distinct()];
    }

    /// <summary>True where nothing else is wrong with a case than that the candidate refuses a value which the baseline takes.</summary>
    /// <param name="values">What <see cref="Compare"/> says of it.</param>
    public static bool AreAllThatIsWrong(Case source, ImmutableArray<Difference> values) =>
        values.Any(d => d.After == Refused) && source.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).All(d => d.Id is DiagnosticIds.UnknownExpectation or DiagnosticIds.FactOutOfRange or DiagnosticIds.FactNotAllowed);

    private static bool IsLimit(Edit edit) => edit.What.Split(' ')[^1] is "range" or "step" or "values" or "length";

    private static bool Takes(JsonFile file, JToken value, FactSchema fact) => value is JArray list && fact.Element?.Kind == FactKind.Object
        ? !(list.Count < fact.Length.Least || list.Count > fact.Length.Most)
        : FactChecker.CheckValue(file, value, fact, fact.Name).All(d => d.Id is not (DiagnosticIds.FactOutOfRange or DiagnosticIds.FactNotAllowed));

    private static IEnumerable<JToken> Values(JObject facts, string path)
    {
        IEnumerable<JToken> values = [facts];
        foreach (var name in path.Split('.'))
        {
            values = values.Select(v => (v as JObject)?[name.Replace("[]", "", StringComparison.Ordinal)]).OfType<JToken>();
            if (name.EndsWith("[]", StringComparison.Ordinal))
                values = values.OfType<JArray>().SelectMany(l => l);
        }

        return values;
    }
}
