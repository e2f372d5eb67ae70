using System.Text;
using System.Text.Json;
using RuleWorkbench.Loading;

namespace RuleWorkbench.Editing;

/// <summary>Lays JSON out as people do: what is short stands on one line, two spaces a level. Only the blanks between
/// tokens change; numbers and texts stay as they are spelt. Whoever begins an object, or a list of objects, on a line of
/// its own keeps that, however short it is; a list of simple values goes by its length alone.</summary>
/// <param name="newLine">How lines end.</param>
/// <param name="step">What a level is indented by.</param>
public sealed class JsonFormatter(string newLine, string step)
{
    /// <summary>Most characters of an object, or of a list of objects, that stands on one line; indentation and name do
    /// not count, so that moving something in or out does not lay it out anew.</summary>
    public const int Width = 120;

    /// <summary>The same for a list of simple values, which can be read in several lines as well.</summary>
    public const int ListWidth = 110;

    /// <summary>A whole file in the canonical layout; its line endings stay, and it ends with one.</summary>
    /// <param name="text">Sound JSON.</param>
    public static string Format(string text)
    {
        var newLine = JsonLayout.Of(text).NewLine;
        return new JsonFormatter(newLine, "  ").Format(text, "") + newLine;
    }

    /// <summary>A value in a line that is indented by <paramref name="indent"/>.</summary>
    /// <exception cref="JsonException">The value is not sound JSON.</exception>
    internal string Format(string json, string indent)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = JsonFile.MostLevels });
        reader.Read();
        var node = Node.Read(ref reader, bytes);
        while (reader.Read())
            throw new JsonException("There is more than one value.");
        var text = new StringBuilder();
        Write(node, indent, text);
        return text.ToString();
    }

    private void Write(Node node, string indent, StringBuilder text)
    {
        if (node.Children.Count == 0 || (!node.MustBreak && node.OneLine.Length <= (node.IsScalarList ? ListWidth : Width)))
        {
            text.Append(node.OneLine);
            return;
        }

        var inner = indent + step;
        if (node.IsScalarList)
        {
            text.Append('[');
            Fill(node, inner, text);
        }
        else
        {
            text.Append(node.IsList ? '[' : '{');
            for (var i = 0; i < node.Children.Count; i++)
            {
                var (name, value) = node.Children[i];
                text.Append(i > 0 ? "," : "").Append(newLine).Append(inner).Append(name);
                Write(value, inner, text);
            }
        }
        text.Append(newLine).Append(indent).Append(node.IsList ? ']' : '}');
    }

    private void Fill(Node list, string inner, StringBuilder text)
    {
        // The brackets and their blanks have lines of their own.
        const int most = ListWidth - 4;
        var length = most;
        for (var i = 0; i < list.Children.Count; i++)
        {
            var item = list.Children[i].Value.OneLine + (i < list.Children.Count - 1 ? "," : "");
            if (length + 1 + item.Length > most)
            {
                text.Append(newLine).Append(inner);
                length = 0;
            }
            else
            {
                text.Append(' ');
                length++;
            }

            text.Append(item);
            length += item.Length;
        }
    }

    private sealed class Node
    {
        private string? oneLine;

        public bool IsList { get; private init; }

        public bool IsScalarList { get; private set; }

        /// <summary>An object, or a list of objects, whose first line the author broke, or that holds one.</summary>
        public bool MustBreak { get; private set; }

        /// <summary>Members with their names as spelt and a colon, or items without.</summary>
        public List<(string? Name, Node Value)> Children { get; } = [];

        public string OneLine => oneLine ??= Children.Count == 0
            ? IsList ? "[]" : "{}"
            : $"{(IsList ? "[" : "{")} {string.Join(", ", Children.Select(c => c.Name + c.Value.OneLine))} {(IsList ? "]" : "}")}";

        public static Node Read(ref Utf8JsonReader reader, byte[] bytes)
        {
            if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
                return new Node { oneLine = Raw(ref reader, bytes) };
            var node = new Node { IsList = reader.TokenType == JsonTokenType.StartArray };
            var end = node.IsList ? JsonTokenType.EndArray : JsonTokenType.EndObject;
            var opened = (int)reader.BytesConsumed;
            reader.Read();
            var isBroken = bytes.AsSpan(opened, (int)reader.TokenStartIndex - opened).IndexOfAny((byte)'\n', (byte)'\r') >= 0;
            for (; reader.TokenType != end; reader.Read())
            {
                string? name = null;
                if (!node.IsList)
                {
                    name = Raw(ref reader, bytes) + ": ";
                    reader.Read();
                }

                node.Children.Add((name, Read(ref reader, bytes)));
            }

            node.IsScalarList = node.IsList && node.Children.Count > 0 && node.Children.All(c => c.Value.oneLine is not null);
            node.MustBreak = (isBroken && node.Children.Count > 0 && !node.IsScalarList) || node.Children.Any(c => c.Value.MustBreak);
            return node;
        }

        private static string Raw(ref Utf8JsonReader reader, byte[] bytes)
        {
            var start = (int)reader.TokenStartIndex;
            var length = reader.ValueSpan.Length + (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? 2 : 0);
            return Encoding.UTF8.GetString(bytes, start, length);
        }
    }
}
