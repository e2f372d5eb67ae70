using System.Collections.Immutable;
using System.Globalization;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Diffing;

/// <summary>Compares saved cases: facts with all that is taken over filled in, and what is expected.</summary>
internal static class CaseDiffer
{
    public static IEnumerable<Change> Compare(ImmutableSuites before, ImmutableSuites after)
    {
        var olds = before.Cases.GroupBy(c => c.FullId).ToDictionary(g => g.Key, g => g.First());
        var ids = after.Cases.Select(c => c.FullId).ToHashSet();
        foreach (var now in after.Cases)
        {
            if (!olds.TryGetValue(now.FullId, out var old))
                yield return OneSided(now, null, now.Place, ChangeKinds.Added, before, "baseline");
            else if (Edits(old, now).ToImmutableArray() is { IsEmpty: false } edits)
                yield return new Change(ChangeSubject.Case, ChangeKinds.Modified, now.FullId, old.Place, now.Place) { Title = now.Why, Edits = edits };
        }

        foreach (var gone in before.Cases.Where(c => !ids.Contains(c.FullId)))
            yield return OneSided(gone, gone.Place, null, ChangeKinds.Removed, after, "candidate");
    }

    /// <summary>A case that one version has, or has in a file that can be read.</summary>
    private static Change OneSided(Case source, SourcePlace? before, SourcePlace? after, ChangeKinds kind, ImmutableSuites other, string version)
    {
        var isUnknown = other.Unread.Contains(Path.GetFileName(source.Place.File));
        return new Change(ChangeSubject.Case, isUnknown ? ChangeKinds.Unknown : kind, source.FullId, before, after)
        {
            Title = source.Why,
            Edits = isUnknown ? [Edit.Unreadable(version)] : [],
        };
    }

    private static IEnumerable<Edit> Edits(Case before, Case after)
    {
        var (old, now) = (Values(before), Values(after));
        foreach (var path in now.Keys.Union(old.Keys))
        {
            var (was, stands) = (old.GetValueOrDefault(path), now.GetValueOrDefault(path));
            if (was != stands)
                yield return Edit.Other(path, EditAspect.Case, was ?? "missing", stands ?? "missing");
        }

        var (expected, expects) = (Lines(before.Expectation).ToList(), Lines(after.Expectation).ToList());
        foreach (var line in expected.Except(expects))
            yield return Edit.Other("expectation", EditAspect.Case, line, null);
        foreach (var line in expects.Except(expected))
            yield return Edit.Other("expectation", EditAspect.Case, null, line);
        if (before.Why != after.Why)
            yield return Edit.Other("why", EditAspect.Text, before.Why, after.Why);
        if (!before.Tags.ToHashSet().SetEquals(after.Tags))
            yield return Edit.Other("tags", EditAspect.Text, string.Join(", ", before.Tags), string.Join(", ", after.Tags));
    }

    private static Dictionary<string, string> Values(Case source)
    {
        var values = new Dictionary<string, string>();
        Add(source.Facts, "");
        Add(source.Policy, Pathway.PolicyInput);
        if (source.Clock is { } clock)
            values["clock"] = clock.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return values;

        void Add(JToken token, string path)
        {
            switch (token)
            {
                case JObject members:
                    foreach (var member in members.Properties())
                        Add(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}");
                    break;
                case JArray { Count: > 0 } list:
                    for (var i = 0; i < list.Count; i++)
                        Add(list[i], $"{path}[{i}]");
                    break;
                case { Type: not JTokenType.Null }:
                    values[path] = token.ToString(Newtonsoft.Json.Formatting.None);
                    break;
            }
        }
    }

    /// <summary>What is expected, a line each.</summary>
    private static IEnumerable<string> Lines(Expectation expectation)
    {
        foreach (var (id, rule) in expectation.Rules)
            yield return $"rule {id}: {rule.Value}";
        foreach (var (code, status) in expectation.Recommendations)
            yield return $"recommendation {code}: {status.Value}";
        if (expectation.RecommendationsAreComplete)
            yield return "no other recommendation";
        foreach (var (code, guards) in expectation.Vetoes)
            yield return $"{code} vetoed by {string.Join(", ", guards.Value.Order(StringComparer.Ordinal))}";
        if (expectation.Walk is { } walk)
            yield return $"walk {string.Join(" > ", walk.Value)}";
        foreach (var (id, figures) in expectation.Figures)
        {
            foreach (var figure in figures)
                yield return $"figure {figure.Name} of {id}: {Figures.Display(figure.Value)}{(figure.Tolerance > 0 ? $" ± {Figures.Number(figure.Tolerance)}" : "")}";
        }

        foreach (var error in expectation.Errors)
            yield return $"error at {error.Value}";
    }
}
