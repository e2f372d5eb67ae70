using System.Text;
using System.Text.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>Writes the expectation of one case into its suite and leaves every other byte of the file as it is.</summary>
public static class SuiteEditor
{
    /// <summary>Replaces (or adds) the <c>expect</c> of a case. The file is replaced as a whole or not at all.</summary>
    /// <exception cref="IOException">The file changed since it was loaded, or cannot be written.</exception>
    public static void SetExpectation(Workspace workspace, Case source, JObject expectation)
    {
        var path = Path.Combine(workspace.Root, source.Place.File);
        var bytes = File.ReadAllBytes(path);
        var start = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? 3 : 0;
        byte[]? edited;
        try
        {
            edited = Edit(bytes.AsSpan(start), source.Id, expectation);
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException)
        {
            throw new IOException($"`{source.Place.File}` is no longer sound JSON. Mend it and load it again.", e);
        }

        if (edited is null)
            throw new IOException($"`{source.Place.File}` no longer holds the case `{source.Id}`. Load it again.");
        byte[] whole = [.. bytes[..start], .. edited];
        AtomicFile.Replace(path, whole);
    }

    private static byte[]? Edit(ReadOnlySpan<byte> text, string caseId, JObject expectation)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = JsonFile.MostLevels });
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("cases"))
                return EditCases(text, ref reader, caseId, expectation);
        }

        return null;
    }

    private static byte[]? EditCases(ReadOnlySpan<byte> text, ref Utf8JsonReader reader, string caseId, JObject expectation)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            string? id = null;
            var (expectStart, expectEnd, lastValueEnd, indent) = (-1, -1, -1, "");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString();
                indent = IndentAt(text, (int)reader.TokenStartIndex);
                reader.Read();
                var valueStart = (int)reader.TokenStartIndex;
                if (name == "id" && reader.TokenType == JsonTokenType.String)
                    id = reader.GetString();
                reader.Skip();
                lastValueEnd = (int)reader.BytesConsumed;
                if (name == "expect")
                    (expectStart, expectEnd) = (valueStart, lastValueEnd);
            }

            if (id != caseId || lastValueEnd < 0)
                continue;
            var newline = text.IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n";
            var json = Indented(expectation, indent, newline);
            return expectStart >= 0
                ? [.. text[..expectStart], .. Encoding.UTF8.GetBytes(json), .. text[expectEnd..]]
                : [.. text[..lastValueEnd], .. Encoding.UTF8.GetBytes($",{newline}{indent}\"expect\": {json}"), .. text[lastValueEnd..]];
        }

        return null;
    }

    /// <summary>The blanks and tabs with which the line of a position begins.</summary>
    private static string IndentAt(ReadOnlySpan<byte> text, int position)
    {
        var line = text[(text[..position].LastIndexOf((byte)'\n') + 1)..position];
        var end = line.IndexOfAnyExcept((byte)' ', (byte)'\t');
        return Encoding.UTF8.GetString(end < 0 ? line : line[..end]);
    }

    /// <summary>An expectation as people lay it out: members on lines of their own, lists of names on one line.</summary>
    private static string Indented(JToken token, string indent, string newline)
    {
        if (token is JArray list)
            return list.Count == 0 ? "[ ]" : $"[ {string.Join(", ", list.Select(i => i.ToString(Formatting.None)))} ]";
        if (token is not JObject node || node.Count == 0)
            return token.ToString(Formatting.None);
        var inner = indent + (indent.EndsWith('\t') ? "\t" : "  ");
        var members = node.Properties().Select(p => $"{inner}{JsonConvert.ToString(p.Name)}: {Indented(p.Value, inner, newline)}");
        return $"{{{newline}{string.Join($",{newline}", members)}{newline}{indent}}}";
    }
}
