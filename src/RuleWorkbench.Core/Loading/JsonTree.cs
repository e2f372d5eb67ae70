using System.Text;
using System.Text.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>Where a token stands in the text: its first character, the one after its last (a member
/// ends where it begins), and its number in the list that holds it.</summary>
internal readonly record struct TokenSpan(int Start, int End, int Index);

/// <summary>Builds the tree of a JSON text with the reader that RulesEngine uses, so that nothing is accepted that it
/// would refuse, and notes where each token stands.</summary>
internal sealed class JsonTree
{
    /// <summary>About as many as tokens have in suites, so that what is noted is seldom copied to a larger place.</summary>
    private const int BytesAToken = 16;

    private readonly SourceFile source;
    private readonly byte[] bytes;
    private readonly Dictionary<JToken, TokenSpan> spans;
    private readonly Stack<JContainer> open = [];

    // Byte positions come in ascending order; counting on from the last one keeps the whole linear.
    private int countedBytes;
    private int countedCharacters;

    private JsonTree(SourceFile source)
    {
        this.source = source;
        bytes = Encoding.UTF8.GetBytes(source.Text);
        spans = new(bytes.Length / BytesAToken, ReferenceEqualityComparer.Instance);
    }

    public static (JToken? Root, Dictionary<JToken, TokenSpan> Spans, Diagnostic? Error) Build(SourceFile source)
    {
        var tree = new JsonTree(source);
        var (root, error) = tree.Read();
        return (error is null ? root : null, tree.spans, error);
    }

    private (JToken? Root, Diagnostic? Error) Read()
    {
        JToken? root = null;
        string? name = null;
        var nameStart = 0;
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = JsonFile.MostLevels });
        try
        {
            while (reader.Read())
            {
                var start = Characters(reader.TokenStartIndex);
                if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                {
                    var closed = open.Pop();
                    spans[closed] = spans[closed] with { End = Characters(reader.BytesConsumed) };
                    continue;
                }

                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    (name, nameStart) = (Text(ref reader), start);
                    if (name is null)
                        return (null, HalfACharacter(start));
                    if (((JObject)open.Peek()).ContainsKey(name))
                        return (null, Twice(name, start));
                    continue;
                }

                JToken? value = reader.TokenType switch
                {
                    JsonTokenType.StartObject => new JObject(),
                    JsonTokenType.StartArray => new JArray(),
                    JsonTokenType.String => Text(ref reader) is { } text ? new JValue(text) : null,
                    JsonTokenType.Number => reader.TryGetInt64(out var whole) ? new JValue(whole) : new JValue(reader.GetDouble()),
                    JsonTokenType.True or JsonTokenType.False => new JValue(reader.GetBoolean()),
                    _ => JValue.CreateNull(),
                };
                if (value is null)
                    return (null, HalfACharacter(start));
                var index = 0;
                switch (open.TryPeek(out var parent) ? parent : null)
                {
                    case JObject owner:
                        var member = new JProperty(name!, value);
                        owner.Add(member);
                        spans[member] = new TokenSpan(nameStart, nameStart, 0);
                        break;
                    case JArray list:
                        index = list.Count;
                        list.Add(value);
                        break;
                    default:
                        root = value;
                        break;
                }

                spans[value] = new TokenSpan(start, Characters(reader.BytesConsumed), index);
                if (value is JContainer container)
                    open.Push(container);
            }

            return (root, null);
        }
        catch (JsonException e)
        {
            return (null, Broken(e));
        }
    }

    /// <summary>The text of a string or a name; null when an escape in it is half of a surrogate pair.</summary>
    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private int Characters(long byteIndex)
    {
        countedCharacters += Encoding.UTF8.GetCharCount(bytes, countedBytes, (int)byteIndex - countedBytes);
        countedBytes = (int)byteIndex;
        return countedCharacters;
    }

    private SourcePlace PlaceAt(int index)
    {
        var (line, column) = source.At(index);
        return new SourcePlace(source.DisplayPath, line, column);
    }

    private Diagnostic HalfACharacter(int start) => Diagnostic.Error(
        DiagnosticIds.JsonBroken,
        "The JSON is broken: this text holds half of a surrogate pair, which is no character.",
        PlaceAt(start),
        "Mend its \\u escapes.");

    private Diagnostic Twice(string name, int start)
    {
        var path = JsonPath.Append(JsonPath.Of(open.Peek(), spans), name);
        return Diagnostic.Error(
            DiagnosticIds.DuplicateMember,
            $"The member `{name}` stands here twice; RulesEngine would use the last one only.",
            PlaceAt(start) with { Path = path },
            "Remove one of them.");
    }

    private Diagnostic Broken(JsonException e)
    {
        if (source.MergeMark is { } mark)
            return Diagnostic.Error(DiagnosticIds.JsonBroken, "The JSON is broken: the file holds the marks of a merge that was not finished.", mark, "Decide between the two sides, remove the marks, then `git add` the file.");

        // The reader counts lines by \n only.
        var lineStart = 0;
        for (var line = e.LineNumber ?? 0; line > 0; line--)
            lineStart = Array.IndexOf(bytes, (byte)'\n', lineStart) + 1;
        var at = (int)Math.Min(lineStart + (e.BytePositionInLine ?? 0), bytes.Length);
        var place = PlaceAt(Encoding.UTF8.GetCharCount(bytes, 0, at));
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var message = end < 0 ? e.Message : e.Message[..end];
        var fix = message.Contains("depth to be zero", StringComparison.Ordinal) || message.Contains("reached end of data", StringComparison.OrdinalIgnoreCase) ? "The file ends too early: close what is open, or restore the rest of the file."
            : message.Contains("depth", StringComparison.Ordinal) ? $"RulesEngine reads at most {JsonFile.MostLevels} levels: nest less deeply."
            : message.Contains("'/'", StringComparison.Ordinal) ? "JSON has no comments: remove it."
            : "Mend the JSON at this place.";
        return Diagnostic.Error(DiagnosticIds.JsonBroken, $"The JSON is broken: {InOneLine(message)}", place, fix);
    }

    /// <summary>The reader quotes what it stumbles over, however many lines that takes.</summary>
    private static string InOneLine(string message)
    {
        const int Head = 60, Tail = 60;
        var line = string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Head + Tail ? line : $"{line[..Head]} … {line[^Tail..]}";
    }
}
