using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>Reads the JSON Schema (draft 2020-12) of an input. Keywords that it does not know are errors, since ignoring
/// one would let a case through that the author meant to refuse.</summary>
internal sealed partial class FactSchemaReader(JsonFile file, ImmutableArray<Diagnostic>.Builder diagnostics)
{
    /// <summary>Most facts of an input. Definitions that refer to each other can multiply without end.</summary>
    public const int MostFacts = 10_000;

    private static readonly string[] Types = ["object", "number", "integer", "boolean", "string", "array"];

    private readonly HashSet<string> openReferences = [];
    private int facts;
    private int levels;

    public FactSchema Read(string inputName)
    {
        var root = ReadNode(inputName, file.Root);
        if (root.Kind != FactKind.Object)
        {
            diagnostics.Add(Diagnostic.Error(
                DiagnosticIds.WrongJsonType,
                $"The schema of the input `{inputName}` must describe an object.",
                file.PlaceOf(file.Root),
                "Set \"type\": \"object\" and list the facts in \"properties\"."));
        }

        return root;
    }

    private FactSchema ReadNode(string name, JObject node)
    {
        var reader = new JsonObjectReader(file, node, "a fact's schema", diagnostics);
        if (++facts > MostFacts)
        {
            if (facts == MostFacts + 1)
                reader.Error(DiagnosticIds.TooManyFacts, $"The schema has more than {MostFacts} facts.", node, "Describe fewer, or split the input.");
            return new FactSchema(name, FactKind.Text, reader.Place);
        }

        if (levels == JsonFile.MostLevels)
        {
            reader.Error(DiagnosticIds.TooManyFacts, $"The facts nest more than {JsonFile.MostLevels} levels deep.", node, "Nest less deeply.");
            return new FactSchema(name, FactKind.Text, reader.Place);
        }

        levels++;
        var schema = ReadNode(name, reader);
        levels--;
        return schema;
    }

    private FactSchema ReadNode(string name, JsonObjectReader reader)
    {
        var node = reader.Node;
        foreach (var annotation in (string[])["$schema", "$id", "$comment", "$defs", "examples"])
            reader.Ignore(annotation);
        var reference = reader.Text("$ref");
        if (reference is not null)
            return ReadReference(name, reference, reader);

        var type = reader.RequiredText("type");
        var enumerated = reader.Items("enum");
        var format = reader.Text("format");
        var kind = type switch
        {
            "object" => FactKind.Object,
            "number" => FactKind.Number,
            "integer" => FactKind.Integer,
            "boolean" => FactKind.Flag,
            "array" => FactKind.List,
            _ => format == "date" ? FactKind.Date : FactKind.Text,
        };
        if (type.Length > 0 && !Types.Contains(type))
            reader.Error(DiagnosticIds.UnsupportedKeyword, $"`{type}` is not a type of fact.", node["type"]!, NearestName.Hint(type, Types));
        if (node["enum"] is { } allowed && kind is not (FactKind.Number or FactKind.Integer or FactKind.Text))
            reader.Error(DiagnosticIds.UnsupportedKeyword, "Only texts and numbers can have allowed values.", allowed.Parent!, "Remove `enum`.");
        else if (node["enum"] is JArray { Count: 0 } none)
            reader.Error(DiagnosticIds.WrongJsonType, "`enum` allows no value at all.", none, "List the allowed values, or remove `enum`.");
        if (format is not null && (format != "date" || type != "string"))
            reader.Error(DiagnosticIds.UnsupportedKeyword, $"The format `{format}` is not supported; only `date` of a string is.", node["format"]!);

        var schema = new FactSchema(name, kind, reader.Place)
        {
            Title = reader.Text("title"),
            Description = reader.Text("description"),
            Code = ReadCode(reader.Object("code", "a code")),
        };
        schema = kind switch
        {
            FactKind.Number or FactKind.Integer => ReadNumber(schema, reader, enumerated),
            FactKind.Text => schema with
            {
                AllowedValues = Allowed(reader, enumerated, JTokenType.String),
                Length = (reader.Count("minLength"), reader.Count("maxLength")),
            },
            FactKind.List => ReadList(schema, reader),
            FactKind.Object => ReadObject(schema, reader),
            _ => schema,
        };
        reader.Finish();
        return schema;
    }

    private const string Definitions = "#/$defs/";

    private FactSchema ReadReference(string name, string reference, JsonObjectReader reader)
    {
        var description = reader.Text("description");
        var title = reader.Text("title");
        reader.Finish();

        // In a JSON pointer / steps deeper and ~ and % are escapes: a definition so named is not looked for.
        var definition = reference.StartsWith(Definitions, StringComparison.Ordinal) ? reference[Definitions.Length..] : "";
        var target = definition.IndexOfAny(['/', '~', '%']) < 0 && file.Root["$defs"] is JObject definitions
            ? definitions[definition] as JObject
            : null;
        if (target is null || !openReferences.Add(reference))
        {
            reader.Error(
                DiagnosticIds.UnknownName,
                target is null ? $"`{reference}` names nothing in this file." : $"`{reference}` contains itself.",
                reader.Node["$ref"]!,
                target is null ? "Only \"#/$defs/…\" of the same file can be referred to." : "A fact cannot nest without end.");
            return new FactSchema(name, FactKind.Text, reader.Place);
        }

        var found = ReadNode(name, target);
        openReferences.Remove(reference);
        return found with { Description = description ?? found.Description, Title = title ?? found.Title };
    }

    private FactSchema ReadNumber(FactSchema schema, JsonObjectReader reader, ImmutableArray<JToken> enumerated)
    {
        var (low, lowOpen) = (reader.Number("minimum"), reader.Number("exclusiveMinimum"));
        var (high, highOpen) = (reader.Number("maximum"), reader.Number("exclusiveMaximum"));
        var openLow = lowOpen is not null && (low is null || lowOpen >= low);
        var openHigh = highOpen is not null && (high is null || highOpen <= high);
        var step = reader.Number("multipleOf");
        if (step <= 0)
            reader.Error(DiagnosticIds.WrongJsonType, "`multipleOf` must be more than 0.", reader.Node["multipleOf"]!);
        var range = new NumberRange(openLow ? lowOpen : low, openHigh ? highOpen : high, openLow, openHigh);
        if (range.Minimum > range.Maximum || (range.Minimum == range.Maximum && range is { Minimum: { } only } && !range.Contains(only)))
            reader.Error(DiagnosticIds.WrongJsonType, $"No number is {range}.", reader.Node);
        return schema with
        {
            Unit = reader.Text("unit"),
            Range = range is { Minimum: null, Maximum: null } ? null : range,
            Step = step > 0 ? step : null,
            AllowedValues = Allowed(reader, enumerated, JTokenType.Integer, JTokenType.Float),
        };
    }

    private FactSchema ReadList(FactSchema schema, JsonObjectReader reader)
    {
        var element = reader.Object("items", "a fact's schema") is { } items ? ReadNode(schema.Name, items.Node) : null;
        if (element is null)
        {
            diagnostics.Add(Diagnostic.Error(
                DiagnosticIds.MissingMember, $"The list `{schema.Name}` needs `items`.", reader.Place, "Say what its elements are."));
            element = new FactSchema(schema.Name, FactKind.Text, reader.Place);
        }
        else if (element.Kind is FactKind.List or FactKind.Flag or FactKind.Date)
        {
            reader.Error(
                DiagnosticIds.UnsupportedKeyword, "The elements of a list are texts, numbers or objects.", reader.Node["items"]!, "Use an object with one member.");
        }

        return schema with { Element = element, Length = (reader.Count("minItems"), reader.Count("maxItems")) };
    }

    private FactSchema ReadObject(FactSchema schema, JsonObjectReader reader)
    {
        if (reader.Any("additionalProperties") is { } additional && (additional.Type != JTokenType.Boolean || (bool)additional))
            reader.Error(DiagnosticIds.UnsupportedKeyword, "`additionalProperties` can only be false: an unknown fact is always an error.", additional);
        var members = ImmutableArray.CreateBuilder<FactSchema>();
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, child) in reader.NamedObjects("properties", "a fact's schema"))
        {
            if (!Identifier().IsMatch(name))
                reader.Error(DiagnosticIds.UnusableName, $"`{name}` cannot be the name of a fact.", child.Node.Parent!, "Use letters, digits and _, beginning with a letter.");
            else if (!names.TryAdd(name, name))
                reader.Error(DiagnosticIds.UnusableName, $"`{name}` and `{names[name]}` differ by upper and lower case only, which RulesEngine does not tell apart.", child.Node.Parent!, "Rename one of them.");
            else
                members.Add(ReadNode(name, child.Node));
        }

        return schema with { Members = members.ToImmutable() };
    }

    private static TerminologyCode? ReadCode(JsonObjectReader? reader)
    {
        if (reader is null)
            return null;
        var code = new TerminologyCode(reader.RequiredText("system"), reader.RequiredText("code"), reader.Text("display"));
        reader.Finish();
        return code;
    }

    private static ImmutableArray<object> Allowed(JsonObjectReader reader, ImmutableArray<JToken> values, params JTokenType[] types)
    {
        foreach (var wrong in values.Where(v => !types.Contains(v.Type)))
            reader.Error(DiagnosticIds.WrongJsonType, $"{JsonFile.Describe(wrong)} cannot be an allowed value of this type.", wrong);
        return [.. values.Where(v => types.Contains(v.Type)).Select(v => v.Type == JTokenType.String ? (object)(string)v! : (double)v)];
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*\\z")]
    internal static partial Regex Identifier();
}
