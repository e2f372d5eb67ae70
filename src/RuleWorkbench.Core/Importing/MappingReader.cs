using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Importing;

/// <summary>Reads a mapping and checks it against the facts of a pathway.</summary>
public sealed class MappingReader
{
    private static readonly string[] Verdicts = ["met", "notMet", "undetermined"];
    private static readonly string[] Notes = ["$schema", "notes", "source", "licence", "description"];

    private readonly JsonFile file;
    private readonly ImmutableArray<Diagnostic>.Builder diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
    private readonly OriginReader origins;
    private readonly Dictionary<string, JObject> elements = [];

    private MappingReader(JsonFile file)
    {
        this.file = file;
        origins = new OriginReader(file, diagnostics);
    }

    /// <summary>The name of the pathway that a mapping is for; null when it names none.</summary>
    public static string? PathwayOf(JsonFile file) => file.Root["pathway"] is { Type: JTokenType.String } name ? (string)name! : null;

    public static Loaded<CaseMapping> Read(JsonFile file, Pathway pathway)
    {
        var reader = new MappingReader(file);
        var mapping = reader.Read(pathway);
        return new(mapping, reader.diagnostics.ToImmutable());
    }

    private CaseMapping Read(Pathway pathway)
    {
        var reader = new JsonObjectReader(file, file.Root, "a mapping", diagnostics);
        foreach (var note in Notes)
            reader.Ignore(note);
        foreach (var table in reader.NamedObjects("tables", "a table of values"))
            origins.AddTable(table.Name, table.Value.Node);
        foreach (var element in reader.NamedObjects("elements", "the facts of an element"))
            elements[element.Name] = element.Value.Node;
        var id = reader.Any("id") is { } given ? origins.Read(given) : null;
        if (id is null)
            reader.Error(DiagnosticIds.MissingMember, "A mapping needs an `id`.", reader.Node, "Add \"id\": \"…\", the path of what each case is called.");
        var mapping = new CaseMapping(reader.RequiredText("suite"), reader.RequiredText("pathway"), id ?? new Origin(reader.Place))
        {
            Cases = reader.Text("cases") is { } cases ? new ForeignPath(cases) : null,
            Header = [.. reader.NamedValues("header").Select(m => (m.Name, origins.Read(m.Value)))],
            Versions = reader.Texts("versions"),
            Clock = Optional(reader, "clock"),
            Why = Optional(reader, "why"),
            Notes = Optional(reader, "caseNotes"),
            NotCounted = Optional(reader, "notCounted"),
            Tags = [.. reader.Items("tags").Select(origins.Read)],
            Ignored = [.. reader.NamedValues("ignored").Select(m => (new ForeignPath(m.Name), (string?)(m.Value as JValue) ?? ""))],
        };
        var inputs = new FactSchema("", FactKind.Object, pathway.Place) { Members = [.. pathway.Inputs.Select(i => i.Facts with { Name = i.Name })] };
        if (reader.Any("facts") is JObject facts)
            mapping = mapping with { Facts = ReadMembers(facts, inputs, "", 0) };
        else
            reader.Error(DiagnosticIds.MissingMember, "A mapping needs `facts`.", reader.Node, "Add \"facts\": { \"input\": { \"fact\": \"path\" } }.");
        if (reader.Object("expect", "the expectations of a mapping") is { } expect)
            mapping = ReadExpectations(expect, mapping);
        reader.Finish();
        return mapping;
    }

    private Origin? Optional(JsonObjectReader reader, string name) => reader.Any(name) is { } value ? origins.Read(value) : null;

    private CaseMapping ReadExpectations(JsonObjectReader reader, CaseMapping mapping)
    {
        var read = mapping with
        {
            Rules = [.. reader.Objects("rules", "an expectation of a rule").Select(r => Expectation(r, "rule", "met"))],
            Recommendations = [.. reader.Objects("recommendations", "an expectation of a recommendation").Select(r => Expectation(r, "code", "recommended"))],
            Figures = [.. reader.Objects("figures", "an expectation of a figure").Select(Figure)],
            Members = [.. reader.Objects("members", "expectations of members").Select(Members)],
        };
        reader.Finish();
        return read;
    }

    private MappedExpectation Expectation(JsonObjectReader reader, string name, string holds)
    {
        var read = new MappedExpectation(Required(reader, name), Required(reader, holds));
        reader.Finish();
        return read;
    }

    private MappedFigure Figure(JsonObjectReader reader)
    {
        var withoutValue = reader.Text("withoutValue");
        if (withoutValue is not null && !Verdicts.Contains(withoutValue))
            reader.Error(DiagnosticIds.UnknownName, $"`{withoutValue}` is no verdict that can be expected.", reader.Any("withoutValue")!, $"One of {string.Join(", ", Verdicts.Select(v => $"`{v}`"))}.");
        var read = new MappedFigure(Required(reader, "rule"), reader.Text("figure"), Required(reader, "value"), Optional(reader, "tolerance"), withoutValue);
        reader.Finish();
        return read;
    }

    private Origin Required(JsonObjectReader reader, string name)
    {
        if (Optional(reader, name) is { } origin)
            return origin;
        reader.Error(DiagnosticIds.MissingMember, $"An expectation needs a `{name}`.", reader.Node, $"Add \"{name}\": \"…\".");
        return new Origin(reader.Place);
    }

    private static MappedMembers Members(JsonObjectReader reader)
    {
        var read = new MappedMembers(new ForeignPath(reader.RequiredText("of")), reader.RequiredText("rule"), reader.Number("tolerance") ?? 0);
        reader.Finish();
        return read;
    }

    private ImmutableArray<MappedFact> ReadMembers(JObject node, FactSchema owner, string path, int depth)
    {
        var facts = ImmutableArray.CreateBuilder<MappedFact>();
        foreach (var member in node.Properties())
        {
            var inner = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            if (owner.Member(member.Name) is { } fact)
                facts.Add(ReadFact(member.Value, fact, inner, depth));
            else
                diagnostics.Add(Diagnostic.Error(DiagnosticIds.UnknownFact, $"There is no fact `{inner}`.", file.PlaceOf(member), NearestName.Hint(member.Name, owner.Members.Select(m => m.Name))));
        }

        return facts.ToImmutable();
    }

    private MappedFact ReadFact(JToken value, FactSchema fact, string path, int depth)
    {
        if (fact.Kind == FactKind.Object)
            return new MappedFact(fact, path, null, value is JObject members ? ReadMembers(members, fact, path, depth) : WrongType(value, "an object of facts"));
        if (fact is not { Kind: FactKind.List, Element: { Kind: FactKind.Object } element })
            return new MappedFact(fact, path, origins.Read(value), []);
        if (value is not JObject node)
            return new MappedFact(fact, path, null, WrongType(value, "a list of objects, { \"list\": …, \"each\": … }"));
        var reader = new JsonObjectReader(file, node, "a list of objects", diagnostics);
        var each = reader.Any("each");
        var shape = each switch
        {
            JObject inline => inline,
            JValue { Type: JTokenType.String } name when elements.TryGetValue((string)name!, out var known) => known,
            _ => null,
        };
        if (shape is null)
            reader.Error(DiagnosticIds.UnknownName, each is JValue { Type: JTokenType.String } ? $"There are no `elements` called `{(string)each!}`." : "A list needs `each`: the facts of an element.", each ?? node, NearestName.Hint((string?)(each as JValue) ?? "", elements.Keys));
        var origin = new Origin(reader.Place) { From = [.. reader.TextOrTexts("list").Select(t => new ForeignPath(t))], IfMissing = reader.Any("ifMissing") };
        reader.Finish();

        // Schemas have no circles, but a mapping names its elements.
        return new MappedFact(fact, path, origin, shape is null || depth > JsonFile.MostLevels ? [] : ReadMembers(shape, element, path + "[]", depth + 1));
    }

    private ImmutableArray<MappedFact> WrongType(JToken value, string expected)
    {
        diagnostics.Add(Diagnostic.Error(DiagnosticIds.WrongJsonType, $"This is {JsonFile.Describe(value)}; {expected} is expected.", file.PlaceOf(value)));
        return [];
    }
}
