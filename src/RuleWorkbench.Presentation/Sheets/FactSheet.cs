using Newtonsoft.Json.Linq;
using RuleWorkbench.Editing;
using RuleWorkbench.Presentation.Session;

namespace RuleWorkbench.Presentation.Sheets;

/// <summary>The facts of a pathway: types, units, ranges, allowed values.</summary>
public sealed class FactSheet(WorkbenchSession session, string pathway) : RecordSheet(
    session, pathway, "Input and fact, such as patient.age; a fact of a list's elements as patient.drugs[].dose.",
    [
        new FactTypeField("type", "Number, whole number, yes or no, text or date."),
        new TextField("unit", "unit", "UCUM, such as mL, mg/d, a (years); for numbers."),
        new NumberField("from", "minimum", "The least number that can be right."),
        new NumberField("to", "maximum", "The greatest number that can be right."),
        new ValuesField("allowed values", "enum", "All that it can be, with | between; empty for anything."),
        new TextField("description", "description", "What it is, and how it is measured."),
    ])
{
    public override string Thing => "fact";

    public override IEnumerable<string> Uses(SheetRow row) => RulesWith(r => RuleTexts.Names(r, row.Key));

    protected override IEnumerable<Record> Records() => Inputs().SelectMany(i => All(i.Name, i.File, i.Root)).Where(r => (string?)r.Node["type"] != "object");

    protected override Edit? Added(string name)
    {
        var dot = name.LastIndexOf('.');
        if (dot <= 0 || dot == name.Length - 1)
            return null;
        var (owner, fact) = (name[..dot], name[(dot + 1)..]);
        var parent = Inputs().FirstOrDefault(i => i.Name == owner) is { Name: not null } input ? new Record(owner, input.File, input.Root)
            : owner.EndsWith("[]", StringComparison.Ordinal) ? Records().FirstOrDefault(r => r.Name == owner[..^2]) is { } list && list.Node["items"] is JObject items ? list with { Node = Target(list.File, items) } : null
            : Groups().FirstOrDefault(r => r.Name == owner);
        return parent is null ? null
            : parent.Node["properties"] is JObject ? new AddMember(parent.File, JsonPointer.Append(JsonPointer.Of(parent.Node), "properties"), fact, New)
            : new AddMember(parent.File, JsonPointer.Of(parent.Node), "properties", $"{{ {Newtonsoft.Json.JsonConvert.ToString(fact)}: {New} }}");
    }

    protected override Edit Renamed(string name, string newName) =>
        new Rename(Pathway, NameKind.Fact, name.Replace("[]", "", StringComparison.Ordinal), newName[(newName.LastIndexOf('.') + 1)..]);

    private const string New = "{ \"type\": \"number\", \"description\": \"\" }";

    private IEnumerable<(string Name, string File, JObject Root)> Inputs()
    {
        foreach (var input in ((Root?["inputs"] as JObject)?.Properties() ?? []).Where(p => p.Value.Type == JTokenType.String))
        {
            var file = $"workflows/{Pathway}/{(string)input.Value!}";
            if (Session.Documents.Find(file)?.Json.Value is { } json)
                yield return (input.Name, file, json.Root);
        }
    }

    /// <summary>Groups of facts, which are no facts themselves.</summary>
    private IEnumerable<Record> Groups() => Inputs().SelectMany(i => All(i.Name, i.File, i.Root)).Where(r => (string?)r.Node["type"] == "object");

    private IEnumerable<Record> All(string path, string file, JObject node)
    {
        foreach (var member in ((Target(file, node)["properties"] as JObject)?.Properties() ?? []).Where(p => p.Value is JObject))
        {
            var at = $"{path}.{member.Name}";
            var fact = Target(file, (JObject)member.Value);
            yield return new Record(at, file, fact);
            var inner = (string?)fact["type"] == "array" && fact["items"] is JObject items ? All(at + "[]", file, items) : All(at, file, fact);
            foreach (var below in inner)
                yield return below;
        }
    }

    /// <summary>A node, or the definition that it refers to; a shared one is changed for all that refer to it.</summary>
    private JObject Target(string file, JObject node)
    {
        var seen = 0;
        while (node["$ref"] is JValue { Value: string reference } && seen++ < 50 && Session.Documents.Find(file)!.Json.Value!.Root["$defs"]?[reference["#/$defs/".Length..]] is JObject found)
            node = found;
        return node;
    }
}
