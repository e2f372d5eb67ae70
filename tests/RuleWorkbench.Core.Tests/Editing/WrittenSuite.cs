using System.Text;
using RuleWorkbench.Loading;

namespace RuleWorkbench.Editing;

/// <summary>A suite of the demo pathway in a random layout, and where in its text one case expects something.</summary>
/// <param name="Before">The text up to the value of the case's <c>expect</c>, or up to where one can be put.</param>
/// <param name="Old">That value; null when the case has none.</param>
/// <param name="After">The rest of the text.</param>
internal sealed record WrittenSuite(string CaseId, string Before, string? Old, string After, bool HasByteOrderMark)
{
    private static readonly string[] Expectations =
    [
        "{ }", "null", """{"rules":{"met":["R1"]}}""", "{\n\"recommendations\" : { \"exact\": true, \"none\" : [\t\"TREAT\" ] } }", """{ "walk": [ "first" ], "figures": { "R1": 2.50 } }""",
    ];

    public byte[] Bytes => [.. HasByteOrderMark ? Encoding.UTF8.Preamble : [], .. Encoding.UTF8.GetBytes(Before + Old + After)];

    public static WrittenSuite Any(Random random)
    {
        var newline = random.Next(2) == 0 ? "\n" : "\r\n";
        var chosen = random.Next(4);
        var text = new StringBuilder();
        var (start, old, end) = (0, (string?)null, 0);
        var ids = Enumerable.Range(0, 4).Select(i => $"{i}{WrittenJson.AnyText(random)}").ToList();
        text.Append($"{{{Blank()}\"suite\":{Blank()}\"small\",\"notes\":{Blank()}{{ \"cases\": [ {{ \"id\": {Quote(ids[chosen])}, \"expect\": 1 }} ] }},");
        text.Append($"\"pathway\":\"demo\"{Blank()},{Blank()}{(random.Next(2) == 0 ? "\"cases\"" : "\"c\\u0061ses\"")}{Blank()}:{Blank()}[");
        for (var i = 0; i < ids.Count; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(Blank()).Append('{');
            var members = new List<(string Name, string Value)>
            {
                (random.Next(2) == 0 ? "\"id\"" : "\"\\u0069d\"", Quote(ids[i])),
                ("\"facts\"", random.Next(2) == 0 ? "{ }" : """{"patient":{"age": 7.10e1 }}"""),
            };
            if (random.Next(2) == 0)
                members.Add(("\"why\"", Quote(WrittenJson.AnyText(random))));
            if (random.Next(3) > 0)
                members.Add((random.Next(2) == 0 ? "\"expect\"" : "\"e\\u0078pect\"", Expectations[random.Next(Expectations.Length)]));
            var shuffled = members.OrderBy(_ => random.Next()).ToList();
            foreach (var (name, value) in shuffled)
            {
                text.Append(name == shuffled[0].Name ? "" : ",").Append(Blank()).Append(name).Append(Blank()).Append(':').Append(Blank());
                if (i == chosen && name.EndsWith("pect\"", StringComparison.Ordinal))
                    (start, old, end) = (text.Length, value, text.Length + value.Length);
                text.Append(value);
                if (i == chosen && old is null)
                    (start, end) = (text.Length, text.Length);
                if (name != shuffled[^1].Name)
                    text.Append(Blank());
            }

            text.Append(Blank()).Append('}').Append(Blank());
        }

        var whole = text.Append("],\"description\":\"last\"").Append(Blank()).Append('}').Append(Blank()).ToString();
        return new WrittenSuite(ids[chosen], whole[..start], old, whole[end..], random.Next(3) == 0);

        string Blank() => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(4) switch { 0 => newline, 1 => "\t", _ => "  " }));
        string Quote(string value) => WrittenJson.Quote(value, random).Json;
    }
}
