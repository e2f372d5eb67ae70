using System.Text;
using System.Text.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>A JSON file: its tree and where each value stands. Only what RulesEngine's own reader accepts is accepted:
/// no comments, no trailing commas, at most 64 levels, and no member twice.</summary>
public sealed class JsonFile
{
    /// <summary>The depth to which RulesEngine's JSON reader goes.</summary>
    public const int MostLevels = 64;

    private JsonFile(SourceFile source, JObject root)
    {
        Source = source;
        Root = root;
    }

    public SourceFile Source { get; }

    public JObject Root { get; }

    /// <summary>Reads a file whose root is an object.</summary>
    public static Loaded<JsonFile> Read(string path, string displayPath)
    {
        var source = SourceFile.Read(path, displayPath);
        return source.Value is null ? new(null, source.Diagnostics) : Parse(source.Value);
    }

    /// <summary>Parses text whose root is an object.</summary>
    public static Loaded<JsonFile> Parse(SourceFile source)
    {
        if (FindSyntaxError(source) is { } broken)
            return new(null, [broken]);
        try
        {
            using var text = new StringReader(source.Text);
            using var reader = new JsonTextReader(text)
            {
                DateParseHandling = DateParseHandling.None,
                FloatParseHandling = FloatParseHandling.Double,
                MaxDepth = MostLevels + 1,
            };
            var settings = new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error };
            var root = JToken.ReadFrom(reader, settings);
            return root is JObject found
                ? new(new JsonFile(source, found), [])
                : new(null, [Diagnostic.Error(
                    DiagnosticIds.WrongJsonType,
                    $"The file holds {Describe(root)}; an object in {{ }} is expected.",
                    new SourcePlace(source.DisplayPath, 1, 1),
                    root is JArray ? "Put each workflow into a file of its own." : null)]);
        }
        catch (JsonReaderException e) when (e.Message.Contains("already exists", StringComparison.Ordinal))
        {
            return new(null, [Diagnostic.Error(
                DiagnosticIds.DuplicateMember,
                $"The member `{e.Path?.Split('.')[^1]}` stands here twice; RulesEngine would use the last one only.",
                new SourcePlace(source.DisplayPath, e.LineNumber, e.LinePosition, e.Path ?? ""),
                "Remove one of them.")]);
        }
        catch (JsonReaderException e)
        {
            return new(null, [Diagnostic.Error(
                DiagnosticIds.JsonBroken, FirstSentence(e.Message), new SourcePlace(source.DisplayPath, e.LineNumber, e.LinePosition))]);
        }
    }

    /// <summary>The place of a value of this file.</summary>
    public SourcePlace PlaceOf(JToken token)
    {
        var (line, column) = Start(token);
        return new SourcePlace(Source.DisplayPath, line, column, token.Path);
    }

    /// <summary>The place of a member's name.</summary>
    public SourcePlace PlaceOf(JProperty member)
    {
        var info = (IJsonLineInfo)member;
        var text = Source.Line(info.LineNumber);
        var at = text.LastIndexOf($"\"{member.Name}\"", Math.Max(0, Math.Min(text.Length, info.LinePosition) - 1), StringComparison.Ordinal);
        return new SourcePlace(Source.DisplayPath, info.LineNumber, at >= 0 ? at + 1 : info.LinePosition, member.Path);
    }

    /// <summary>A string value with its place and its characters as they stand in the file.</summary>
    public ExpressionText Expression(JValue value)
    {
        var place = PlaceOf(value);
        var end = ((IJsonLineInfo)value).LinePosition;
        var line = Source.Line(place.Line);
        var raw = place.Column < end && end <= line.Length ? line[place.Column..(end - 1)] : (string)value!;
        return new ExpressionText((string)value!, place, raw);
    }

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

    private (int Line, int Column) Start(JToken token)
    {
        // Newtonsoft tells where a value ends; a JSON value that is not an object or a list stands on one line.
        var info = (IJsonLineInfo)token;
        if (!info.HasLineInfo())
            return (0, 0);
        var text = Source.Line(info.LineNumber);
        var end = Math.Min(info.LinePosition, text.Length);
        if (token is not JValue)
            return (info.LineNumber, Math.Max(1, end));
        var start = end - 1;
        if (token.Type == JTokenType.String)
        {
            for (start = end - 2; start > 0; start--)
            {
                if (text[start] == '"' && Backslashes(text, start) % 2 == 0)
                    break;
            }
        }
        else
        {
            while (start > 0 && !" \t,:[{".Contains(text[start - 1]))
                start--;
        }

        return (info.LineNumber, Math.Max(1, start + 1));
    }

    private static int Backslashes(string text, int before)
    {
        var count = 0;
        while (before - count - 1 >= 0 && text[before - count - 1] == '\\')
            count++;
        return count;
    }

    private static Diagnostic? FindSyntaxError(SourceFile source)
    {
        // Newtonsoft forgives what RulesEngine's reader does not (comments, single quotes, trailing commas).
        var bytes = Encoding.UTF8.GetBytes(source.Text);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MostLevels });
        try
        {
            while (reader.Read())
            {
            }

            return null;
        }
        catch (System.Text.Json.JsonException e)
        {
            var line = (int)(e.LineNumber ?? 0) + 1;
            var lineBytes = Encoding.UTF8.GetBytes(source.Line(line));
            var column = Encoding.UTF8.GetCharCount(lineBytes, 0, (int)Math.Min(e.BytePositionInLine ?? 0, lineBytes.Length)) + 1;
            var message = FirstSentence(e.Message);
            var fix = message.Contains("depth", StringComparison.Ordinal)
                ? $"RulesEngine reads at most {MostLevels} levels: nest less deeply."
                : source.Line(line).TrimStart().StartsWith("//", StringComparison.Ordinal) || message.Contains("'/'", StringComparison.Ordinal)
                    ? "JSON has no comments: remove it."
                    : "Mend the JSON at this place.";
            return Diagnostic.Error(
                DiagnosticIds.JsonBroken, $"The JSON is broken: {message}", new SourcePlace(source.DisplayPath, line, column), fix);
        }
    }

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        if (end < 0)
            end = message.IndexOf(" Path '", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
