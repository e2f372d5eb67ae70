using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking;

/// <summary>The names of what stands at a place, for suppressions: rules, workflows, policy values, sources, cases.</summary>
internal sealed class PlaceNames(Pathway pathway, ImmutableSuites? suites)
{
    public IEnumerable<string> Of(SourcePlace place)
    {
        foreach (var workflow in pathway.Workflows.Where(w => w.Place.File == place.File))
        {
            yield return workflow.Name;
            foreach (var name in workflow.Rules.SelectMany(r => Of(r, place)).Concat(workflow.Globals.Where(g => Covers(ParameterPath(g), place)).Select(g => g.Name)))
                yield return name;
        }

        foreach (var suite in suites?.Suites.Where(s => s.Place.File == place.File) ?? [])
        {
            yield return suite.Name;
            foreach (var found in suite.Cases.Where(c => Covers(c.Place.Path, place)))
            {
                yield return found.Id;
                yield return found.FullId;
            }
        }

        if (place.File != pathway.Place.File)
            yield break;
        yield return pathway.Name;
        var named = pathway.Policy.Select(p => (p.Name, p.Place)).Concat(pathway.Sources.Select(s => (s.Key, s.Place))).Concat(pathway.Recommendations.Select(r => (r.Code, r.Place)));
        foreach (var (name, _) in named.Where(n => Covers(n.Place.Path, place)))
            yield return name;
        foreach (var group in pathway.Groups.Keys.Where(g => Covers(JsonPath.Append("groups", g), place)))
            yield return group;
        foreach (var workflow in pathway.Workflows.Where((_, i) => Covers($"workflows[{i}]", place)))
            yield return workflow.Name;
    }

    private static IEnumerable<string> Of(Rule rule, SourcePlace place)
    {
        if (!Covers(rule.Place.Path, place))
            return [];
        return rule.Rules.SelectMany(r => Of(r, place)).Concat(rule.Locals.Where(l => Covers(ParameterPath(l), place)).Select(l => l.Name)).Append(rule.Name).Append(rule.Id);
    }

    /// <summary>The path of a parameter, whose expression's place is known.</summary>
    private static string ParameterPath(Parameter parameter)
    {
        var path = parameter.Expression.Place.Path;
        return path.LastIndexOf('.') is > 0 and var end ? path[..end] : path;
    }

    private static bool Covers(string path, SourcePlace place) =>
        place.Path.StartsWith(path, StringComparison.Ordinal) && (place.Path.Length == path.Length || place.Path[path.Length] is '.' or '[');
}
