using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Importing;

/// <summary>Reads where values come from: a path, or an object that says more.</summary>
internal sealed class OriginReader(JsonFile file, ImmutableArray<Diagnostic>.Builder diagnostics)
{
    private readonly Dictionary<string, ImmutableArray<TranslatedValue>> tables = [];

    public void AddTable(string name, JObject rows) => tables[name] = Rows(rows);

    public Origin Read(JToken value)
    {
        var place = file.PlaceOf(value);
        if (value.Type == JTokenType.String)
            return new Origin(place) { From = [new ForeignPath((string)value!)] };
        if (value is not JObject node)
        {
            diagnostics.Add(Diagnostic.Error(DiagnosticIds.WrongJsonType, $"This is {JsonFile.Describe(value)}; a path, or an object that says where the value comes from, is expected.", place, "Write e.g. \"facts.age\", or { \"value\": 7 } for a constant."));
            return new Origin(place);
        }

        var reader = new JsonObjectReader(file, node, "the origin of a value", diagnostics);
        var union = reader.Texts("all");
        var origin = new Origin(place)
        {
            From = [.. reader.TextOrTexts("from").Concat(union).Select(t => new ForeignPath(t))],
            IsUnion = union.Length > 0 || reader.Any("flags") is not null,
            Text = reader.Text("text"),
            IfMissing = reader.Any("ifMissing") ?? reader.Any("value"),
            Flags = reader.Object("flags", "a table of flags") is { } flags ? Rows(flags.Node) : [],
            Values = reader.Any("values") switch
            {
                null => [],
                JObject rows => Rows(rows),
                JValue { Type: JTokenType.String } name when tables.TryGetValue((string)name!, out var table) => table,
                var other => UnknownTable(other),
            },
        };
        reader.Ignore("value");
        reader.Finish();
        return origin;
    }

    private static ImmutableArray<TranslatedValue> Rows(JObject rows) => [.. rows.Properties().Select(p => new TranslatedValue(p.Name, p.Value))];

    private ImmutableArray<TranslatedValue> UnknownTable(JToken value)
    {
        diagnostics.Add(value.Type == JTokenType.String
            ? Diagnostic.Error(DiagnosticIds.UnknownName, $"There is no table `{(string)value!}`.", file.PlaceOf(value), NearestName.Hint((string)value!, tables.Keys))
            : Diagnostic.Error(DiagnosticIds.WrongJsonType, $"`values` is {JsonFile.Describe(value)}; a table, or the name of one, is expected.", file.PlaceOf(value)));
        return [];
    }
}
