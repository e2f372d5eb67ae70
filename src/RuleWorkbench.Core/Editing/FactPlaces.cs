using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>Where a fact, or a policy value, is declared and where cases give it.</summary>
internal static class FactPlaces
{
    private const string Definitions = "#/$defs/";

    /// <summary>The objects of facts, as paths, that have the fact from the same line of the same schema: several when
    /// a definition is shared. Empty when there is no such fact.</summary>
    /// <param name="path">Such as <c>patient.drugs.name</c>; a list is gone through without saying so.</param>
    public static (JsonFile? File, JProperty? Declared, ImmutableHashSet<string> Owners) Find(OpenedPathway opened, string path)
    {
        var all = Inputs(opened).SelectMany(i => Properties(i.File, i.File.Root, i.Name).Select(p => (i.File, p.Owner, p.Property))).ToList();
        var found = all.FirstOrDefault(p => $"{p.Owner}.{p.Property.Name}".Replace("[]", "", StringComparison.Ordinal) == path.Replace("[]", "", StringComparison.Ordinal));
        return found.Property is null
            ? (null, null, [])
            : (found.File, found.Property, [.. all.Where(p => ReferenceEquals(p.Property, found.Property)).Select(p => p.Owner)]);
    }

    /// <summary>Paths of all facts.</summary>
    public static IEnumerable<string> All(OpenedPathway opened) =>
        Inputs(opened).SelectMany(i => Properties(i.File, i.File.Root, i.Name).Select(p => $"{p.Owner}.{p.Property.Name}"));

    /// <summary>The members of cases that give a fact.</summary>
    public static IEnumerable<(JsonFile File, JProperty Member)> InCases(OpenedPathway opened, IReadOnlySet<string> owners, string name)
    {
        foreach (var file in opened.Suites.Suites.Select(s => opened.FileOf(s.Place)))
        {
            foreach (var source in (file.Root["cases"] as JArray ?? []).OfType<JObject>())
            {
                // Policy values are laid over like facts, under a member of their own.
                var policy = source["policy"] is JObject values && owners.Contains(Pathway.PolicyInput) ? values.Properties().Where(p => p.Name == name) : [];
                var facts = opened.Pathway.Inputs.SelectMany(i => (source["facts"] as JObject)?[i.Name] is { } given ? Given(given, i.Facts, i.Name, owners, name) : []);
                foreach (var member in policy.Concat(facts))
                    yield return (file, member);
            }
        }
    }

    private static IEnumerable<JProperty> Given(JToken given, FactSchema schema, string path, IReadOnlySet<string> owners, string name)
    {
        if (schema.Kind == FactKind.List)
            return given is JArray list && schema.Element is { } element ? list.SelectMany(item => Given(item, element, path + "[]", owners, name)) : [];
        return given is not JObject facts ? [] : facts.Properties().SelectMany(member =>
            (owners.Contains(path) && member.Name == name ? [member] : Array.Empty<JProperty>())
                .Concat(schema.Member(member.Name) is { } inner ? Given(member.Value, inner, $"{path}.{member.Name}", owners, name) : []));
    }

    private static IEnumerable<(string Name, JsonFile File)> Inputs(OpenedPathway opened)
    {
        var folder = opened.Pathway.Place.File[..^PathwayLoader.FileName.Length];
        foreach (var input in (opened.Root.Root["inputs"] as JObject ?? []).Properties())
        {
            var path = Path.GetFullPath(Path.Combine(opened.Documents.PathOf(folder), (string)input.Value!));
            yield return (input.Name, opened.FileOf(new SourcePlace(Path.GetRelativePath(opened.Documents.Root, path).Replace('\\', '/'))));
        }
    }

    private static IEnumerable<(string Owner, JProperty Property)> Properties(JsonFile file, JObject node, string path)
    {
        node = Resolve(file, node);
        if (node["items"] is JObject items && (string?)node["type"] == "array")
            return Properties(file, items, path + "[]");
        return ((node["properties"] as JObject)?.Properties() ?? []).SelectMany(p =>
            p.Value is JObject inner ? Properties(file, inner, $"{path}.{p.Name}").Prepend((path, p)) : []);
    }

    private static JObject Resolve(JsonFile file, JObject node)
    {
        while (node["$ref"] is JValue { Value: string reference } && file.Root["$defs"] is JObject definitions && definitions[reference[Definitions.Length..]] is JObject target)
            node = target;
        return node;
    }
}
