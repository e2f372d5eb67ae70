using System.Collections.Immutable;
using System.Globalization;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Importing;

/// <summary>Makes cases of foreign ones, one after the other, and keeps account of what it could not use.</summary>
public sealed class CaseImporter
{
    private readonly CaseMapping mapping;
    private readonly JObject? around;
    private readonly ImportFindings notMapped = new();
    private readonly ImportFindings notUsed = new();
    private readonly HashSet<string> ids = [];
    private readonly FactFit fit;
    private int cases;
    private int expecting;

    /// <param name="around">What stands around the cases in their file; null where there is nothing.</param>
    public CaseImporter(CaseMapping mapping, JObject? around)
    {
        this.mapping = mapping;
        this.around = around;
        fit = new FactFit(notUsed);
    }

    public ImportReport Report => new(cases, expecting, notMapped.ToImmutable(), notUsed.ToImmutable());

    /// <summary>The suite without its cases.</summary>
    public JObject Header()
    {
        var values = new OriginValues(notUsed);
        var scope = new ForeignScope(new JObject(), [], around);
        var suite = new JObject { ["suite"] = mapping.Suite, ["pathway"] = mapping.Pathway };
        foreach (var (name, from) in mapping.Header)
            Set(suite, name, values.Of(from, scope, name));
        if (!mapping.Versions.IsEmpty)
            suite["versions"] = new JArray(mapping.Versions);
        return suite;
    }

    /// <summary>The case in the shape of suites; null for what is no case, which is told in the report.</summary>
    public JObject? Import(JToken foreign)
    {
        if (foreign is not JObject node)
        {
            notUsed.Add("a case", $"{Loading.JsonFile.Describe(foreign)} is no case", JsonText.Short(foreign));
            return null;
        }

        var values = new OriginValues(notUsed);
        var scope = new ForeignScope(node, node, around);
        var id = values.Of(mapping.Id, scope, "id") is { } named ? JsonText.Of(named) : (cases + 1).ToString(CultureInfo.InvariantCulture);
        if (!ids.Add(id))
        {
            notUsed.Add("id", "another case has the same id; it is left out", id);
            return null;
        }

        var made = new JObject { ["id"] = id };
        Set(made, "why", Text(values, mapping.Why, scope, "why"));
        var tags = mapping.Tags.Select(t => values.Of(t, scope, "tags")).OfType<JToken>().SelectMany(t => t is JArray list ? list : Enumerable.Repeat(t, 1)).Select(JsonText.Of).Distinct().ToList();
        if (tags.Count > 0)
            made["tags"] = new JArray(tags);
        Set(made, "notCounted", Text(values, mapping.NotCounted, scope, "notCounted"));
        Set(made, "notes", Of(values, mapping.Notes, scope, "notes") is JArray { Count: 0 } ? null : Of(values, mapping.Notes, scope, "notes"));
        Set(made, "clock", Text(values, mapping.Clock, scope, "clock"));
        made["facts"] = Facts(values, mapping.Facts, scope);
        var expected = new ExpectationImport(mapping, values).Read(scope);
        if (expected.Count > 0)
        {
            made["expect"] = expected;
            expecting++;
        }

        foreach (var (path, _) in mapping.Ignored)
        {
            foreach (var token in path.Find(scope))
                values.Read(token);
        }

        Unread(node, "", id, values);
        cases++;
        return made;
    }

    private JObject Facts(OriginValues values, ImmutableArray<MappedFact> facts, ForeignScope scope)
    {
        var made = new JObject();
        foreach (var fact in facts)
        {
            JToken? value = fact switch
            {
                { Fact.Kind: FactKind.Object } => Facts(values, fact.Members, scope),
                { Fact: { Kind: FactKind.List, Element.Kind: FactKind.Object } } => List(values, fact, scope),
                _ => values.Of(fact.From!, scope, fact.Path) is { } found ? fit.Of(fact.Fact, found, fact.Path) : null,
            };
            Set(made, fact.Fact.Name, value);
        }

        return made;
    }

    private JArray? List(OriginValues values, MappedFact fact, ForeignScope scope) =>
        fact.From is not null && values.Elements(fact.From, scope) is { } elements
            ? new JArray(elements.Where(e => e.Type != JTokenType.Null).Select(e => Facts(values, fact.Members, scope with { Current = e })))
            : null;

    /// <summary>Tells what nothing has read. Nulls and what is empty tell nothing.</summary>
    private void Unread(JToken token, string path, string id, OriginValues values)
    {
        if (values.WasRead(token) && token is JValue)
            return;
        switch (token)
        {
            case JObject node:
                foreach (var member in node.Properties())
                    Unread(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}", id, values);
                break;
            case JArray list:
                foreach (var item in list)
                    Unread(item, path + "[]", id, values);
                break;
            case { Type: not JTokenType.Null }:
                notMapped.Add(path, "no part of the mapping reads it", $"{JsonText.Short(token)} in {id}");
                break;
        }
    }

    private static JToken? Of(OriginValues values, Origin? origin, ForeignScope scope, string target) => origin is null ? null : values.Of(origin, scope, target);

    private static JToken? Text(OriginValues values, Origin? origin, ForeignScope scope, string target) =>
        Of(values, origin, scope, target) switch
        {
            null => null,
            JArray { Count: 0 } => null,
            JArray list => new JValue(string.Join(" ", list.Select(JsonText.Of))),
            var value => new JValue(JsonText.Of(value)),
        };

    private static void Set(JObject node, string name, JToken? value)
    {
        if (value is not null && value.Type != JTokenType.Null)
            node[name] = value.DeepClone();
    }
}
