using System.Globalization;
using System.Text;
using Newtonsoft.Json.Linq;

namespace RuleWorkbench.Loading;

/// <summary>Writes random JSON in a random layout, and notes where each token begins.</summary>
internal sealed class WrittenJson
{
    private static readonly string[] Blanks = ["", "", " ", "  ", "\t", "\n", "\r\n", "\r", "\n\n  "];

    private static readonly string[] Characters =
        ["a", "B", "7", "_", " ", "ä", "ß", "本", "😀", "𝒳", "e\u0301", "\u2028", "\u0085", "\"", "\\", "/", "\b", "\f", "\n", "\r", "\t", "\u0001", "//", ",", ":", "{", "]", "'", ".", "u", "\\u0041"];

    private readonly Random random;
    private readonly StringBuilder text = new();
    private readonly List<int> starts = [];

    private WrittenJson(Random random) => this.random = random;

    public string Text => text.ToString();

    /// <summary>First characters of all tokens, members (their names) included, in the order of the text.</summary>
    public IReadOnlyList<int> Starts => starts;

    public required JToken Value { get; init; }

    public static WrittenJson Object(Random random)
    {
        var writer = new WrittenJson(random) { Value = new JObject() };
        writer.Blank();
        writer.WriteObject((JObject)writer.Value, 4);
        writer.Blank();
        return writer;
    }

    /// <summary>A random text.</summary>
    public static string AnyText(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Characters[random.Next(Characters.Length)]));

    /// <summary>The text as a JSON string, its characters escaped at random, and where in it each character begins.</summary>
    public static (string Json, int[] Starts) Quote(string value, Random random)
    {
        var json = new StringBuilder("\"");
        var starts = new int[value.Length];
        for (var i = 0; i < value.Length; i++)
        {
            starts[i] = json.Length;
            var c = value[i];

            // The second half of a pair goes the way of the first: a raw half is no text.
            var escaped = char.IsLowSurrogate(c) ? json[^1] != value[i - 1] : random.Next(4) == 0;
            json.Append(c switch
            {
                '"' or '\\' => random.Next(2) == 0 ? $"\\{c}" : Hex(c),
                '\b' => random.Next(2) == 0 ? "\\b" : Hex(c),
                '\f' => random.Next(2) == 0 ? "\\f" : Hex(c),
                '\n' => random.Next(2) == 0 ? "\\n" : Hex(c),
                '\r' => random.Next(2) == 0 ? "\\r" : Hex(c),
                '\t' => random.Next(2) == 0 ? "\\t" : Hex(c),
                < ' ' => Hex(c),
                '/' when escaped => "\\/",
                _ => escaped ? Hex(c) : c.ToString(),
            });
        }

        return (json.Append('"').ToString(), starts);

        string Hex(char c) => "\\u" + ((int)c).ToString(random.Next(2) == 0 ? "X4" : "x4", CultureInfo.InvariantCulture);
    }

    private void Blank() => text.Append(Blanks[random.Next(Blanks.Length)]);

    private void Token(string written)
    {
        starts.Add(text.Length);
        text.Append(written);
    }

    private JToken WriteValue(int levels)
    {
        switch (random.Next(levels > 0 ? 8 : 5))
        {
            case 0:
                var content = AnyText(random);
                Token(Quote(content, random).Json);
                return new JValue(content);
            case 1:
                var whole = random.NextInt64() >> random.Next(64);
                Token(whole.ToString(CultureInfo.InvariantCulture));
                return new JValue(whole);
            case 2:
                var number = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-20, 20));
                Token(number.ToString("E16", CultureInfo.InvariantCulture));
                return new JValue(double.Parse(number.ToString("E16", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
            case 3:
                var flag = random.Next(2) == 0;
                Token(flag ? "true" : "false");
                return new JValue(flag);
            case 4:
                Token("null");
                return JValue.CreateNull();
            case 5 or 6:
                var owner = new JObject();
                WriteObject(owner, levels - 1);
                return owner;
            default:
                var list = new JArray();
                Token("[");
                for (var i = random.Next(4); i > 0; i--)
                {
                    Blank();
                    list.Add(WriteValue(levels - 1));
                    Blank();
                    text.Append(i > 1 ? "," : "");
                }

                text.Append(']');
                return list;
        }
    }

    private void WriteObject(JObject owner, int levels)
    {
        Token("{");
        for (var i = random.Next(5); i > 0; i--)
        {
            var name = AnyText(random);
            if (owner.ContainsKey(name))
                name += owner.Count;
            Blank();
            Token(Quote(name, random).Json);
            Blank();
            text.Append(':');
            Blank();
            owner[name] = WriteValue(levels - 1);
            Blank();
            text.Append(i > 1 ? "," : "");
        }

        Blank();
        text.Append('}');
    }
}
