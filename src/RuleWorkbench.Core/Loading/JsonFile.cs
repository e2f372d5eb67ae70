using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>A JSON file: its tree and where each value stands. Only what RulesEngine's own reader accepts is accepted:
/// no comments, no trailing commas, at most 64 levels, and no member twice.</summary>
public sealed class JsonFile
{
    /// <summary>The depth to which RulesEngine's JSON reader goes.</summary>
    public const int MostLevels = 64;

    private readonly Dictionary<JToken, TokenSpan> spans;

    private JsonFile(SourceFile source, JObject root, Dictionary<JToken, TokenSpan> spans)
    {
        Source = source;
        Root = root;
        this.spans = spans;
    }

    public SourceFile Source { get; }

    public JObject Root { get; }

    /// <summary>Reads a file whose root is an object.</summary>
    public static Loaded<JsonFile> Read(string path, string displayPath)
    {
        var source = SourceFile.Read(path, displayPath);
        return source.Value is null ? new(null, source.Diagnostics) : Parse(source.Value);
    }

    /// <summary>Parses text whose root is an object, or a list of objects: one file for each of them, which share a text.
    /// </summary>
    internal static (ImmutableArray<JsonFile> Files, ImmutableArray<Diagnostic> Diagnostics) ParseList(SourceFile source)
    {
        var (root, spans, error) = JsonTree.Build(source);
        if (error is not null)
            return ([], [error]);
        if (root is not JArray list)
            return Parse(source) is { Value: { } one } parsed ? ([one], parsed.Diagnostics) : ([], Parse(source).Diagnostics);
        var file = new JsonFile(source, [], spans);
        return (
            [.. list.OfType<JObject>().Select(o => new JsonFile(source, o, spans))],
            [.. list.Where(o => o is not JObject).Select(o => Diagnostic.Error(DiagnosticIds.WrongJsonType, $"The list holds {Describe(o)}; only workflows in {{ }} are expected.", file.PlaceOf(o)))]);
    }

    /// <summary>Parses text whose root is an object.</summary>
    public static Loaded<JsonFile> Parse(SourceFile source)
    {
        var (root, spans, error) = JsonTree.Build(source);
        if (error is not null)
            return new(null, [error]);
        if (root is JObject found)
            return new(new JsonFile(source, found, spans), []);
        var (line, column) = source.At(spans[root!].Start);
        return new(null, [Diagnostic.Error(
            DiagnosticIds.WrongJsonType,
            $"The file holds {Describe(root!)}; an object in {{ }} is expected.",
            new SourcePlace(source.DisplayPath, line, column),
            root is JArray ? "Put each workflow into a file of its own." : "Put it into an object.")]);
    }

    /// <summary>The place of a value's first character; of a <see cref="JProperty"/> that of its name. Line and column
    /// are 0 for a token that is not of this file.</summary>
    public SourcePlace PlaceOf(JToken token)
    {
        var (line, column) = spans.TryGetValue(token, out var span) ? Source.At(span.Start) : (0, 0);
        return new SourcePlace(Source.DisplayPath, line, column, JsonPath.Of(token, spans));
    }

    /// <summary>A string value with its place and its characters as they stand in the file.</summary>
    public ExpressionText Expression(JValue value) =>
        new((string)value!, PlaceOf(value), spans.TryGetValue(value, out var span) ? Source.Text[(span.Start + 1)..(span.End - 1)] : (string)value!);

    /// <summary>The value at the end of a path of member names and list positions, from the value that a place names on;
    /// the nearest value above it where the path ends too early.</summary>
    internal JToken Find(string from, params object[] steps)
    {
        var at = (from.Length == 0 ? Root : Root.Root.SelectToken(from)) ?? Root;
        foreach (var step in steps)
        {
            var next = (at, step) switch
            {
                (JObject node, string name) => node[name],
                (JArray list, int index) when index < list.Count => list[index],
                _ => null,
            };
            if (next is null)
                break;
            at = next;
        }

        return at;
    }

    /// <summary>The edit that renames a member; null when its name is written with escapes.</summary>
    internal TextEdit? Rename(JProperty member, string name) =>
        spans.TryGetValue(member, out var span) && Source.Text.AsSpan(span.Start + 1).StartsWith(member.Name + "\"", StringComparison.Ordinal)
            ? new TextEdit(Source.DisplayPath, span.Start + 1, member.Name.Length, name)
            : null;

    /// <summary>The edit that puts another text into a string; null when the text must be escaped.</summary>
    internal TextEdit? Replace(JToken value, string text) =>
        spans.TryGetValue(value, out var span) && text.All(c => c is > ' ' and < '\u007f' and not ('"' or '\\'))
            ? new TextEdit(Source.DisplayPath, span.Start + 1, span.End - span.Start - 2, text)
            : null;

    /// <summary>A value in a person's words: "a string", "an object".</summary>
    public static string Describe(JToken token) => token.Type switch
    {
        JTokenType.Object => "an object",
        JTokenType.Array => "a list",
        JTokenType.String => "a text",
        JTokenType.Integer or JTokenType.Float => "a number",
        JTokenType.Boolean => "true or false",
        JTokenType.Null => "null",
        _ => "a value",
    };

    /// <summary>A number, flag or text as it stands in the file.</summary>
    internal string Written(JToken value) =>
        spans.TryGetValue(value, out var span) ? Source.Text[span.Start..span.End] : value.ToString(Newtonsoft.Json.Formatting.None);
}
