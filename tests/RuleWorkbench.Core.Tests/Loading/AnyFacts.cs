using System.Globalization;
using Newtonsoft.Json.Linq;

namespace RuleWorkbench.Loading;

/// <summary>Random schemas of the supported keywords, and facts that are sound, or nearly so.</summary>
internal sealed class AnyFacts(Random random)
{
    // No surrogate pairs: validators differ on whether one is one character.
    private static readonly string[] Words = ["", "a", "ab", "abc", "left", "right", "ä", "本本", "2024-02-29"];

    private static readonly string[] Dates =
        ["2024-02-29", "2023-02-29", "1999-12-31", "2026-1-1", "2026-13-01", "26-01-01", "2026-01-01T00:00:00Z", " 2026-01-01", "", "today"];

    /// <summary>A schema of an object, closed at every level.</summary>
    public JObject Schema()
    {
        var schema = Object(2);
        schema.AddFirst(new JProperty("$schema", "https://json-schema.org/draft/2020-12/schema"));
        schema["$defs"] = new JObject { ["shared"] = Scalar() };
        ((JObject)schema["properties"]!)["referred"] = new JObject { ["$ref"] = "#/$defs/shared", ["description"] = "shared" };
        return schema;
    }

    /// <summary>Facts for a schema: mostly sound, each value wrong at times. None is null, since null means missing here
    /// and is a value there.</summary>
    public JObject FactsFor(JObject schema) => Members(schema, schema);

    private JObject Object(int levels)
    {
        var properties = new JObject();
        for (var i = random.Next(1, 4); i > 0; i--)
            properties[$"f{properties.Count}"] = Fact(levels);
        return new JObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
    }

    private JObject Fact(int levels) => random.Next(levels > 0 ? 6 : 4) switch
    {
        < 4 => Scalar(),
        4 => Object(levels - 1),
        _ => Limited(new JObject { ["type"] = "array", ["items"] = random.Next(3) == 0 ? Object(levels - 1) : NumberOrText() }, "minItems", "maxItems", 3),
    };

    private JObject Scalar() => random.Next(4) switch
    {
        0 => new JObject { ["type"] = "boolean" },
        1 => new JObject { ["type"] = "string", ["format"] = "date" },
        _ => NumberOrText(),
    };

    private JObject NumberOrText()
    {
        if (random.Next(2) == 0)
        {
            var text = Limited(new JObject { ["type"] = "string" }, "minLength", "maxLength", 3);
            if (random.Next(3) == 0)
                text["enum"] = new JArray(Words.Where(_ => random.Next(2) == 0).Append("left").Distinct());
            return text;
        }

        var number = new JObject { ["type"] = random.Next(2) == 0 ? "number" : "integer" };
        if (random.Next(3) == 0)
            number[random.Next(2) == 0 ? "minimum" : "exclusiveMinimum"] = random.Next(-5, 1);
        if (random.Next(3) == 0)
            number[random.Next(2) == 0 ? "maximum" : "exclusiveMaximum"] = random.Next(1, 6);
        if (random.Next(4) == 0)
            number["multipleOf"] = random.Next(3) switch { 0 => 2, 1 => 0.5, _ => 0.1 };
        if (random.Next(5) == 0)
            number["enum"] = new JArray(Enumerable.Range(-2, 6).Where(_ => random.Next(2) == 0).Append(3).Distinct());
        return number;
    }

    private JObject Limited(JObject schema, string least, string most, int limit)
    {
        if (random.Next(3) == 0)
            schema[least] = random.Next(limit);
        if (random.Next(3) == 0)
            schema[most] = random.Next(limit, limit * 2);
        return schema;
    }

    private JToken Value(JObject schema, JObject root)
    {
        if (random.Next(25) == 0)
            return Foreign();
        if (schema["$ref"] is not null)
            return Value((JObject)root["$defs"]!["shared"]!, root);
        switch ((string)schema["type"]!)
        {
            case "object":
                return Members(schema, root);
            case "array":
                return new JArray(Enumerable.Range(0, random.Next(7)).Select(_ => Value((JObject)schema["items"]!, root)));
            case "boolean":
                return random.Next(2) == 0;
            case "string":
                return schema["format"] is null ? Words[random.Next(Words.Length)] : Dates[random.Next(random.Next(2) == 0 ? 1 : Dates.Length)];
            case "integer":
                return random.Next(6) == 0 ? Number() : random.Next(-6, 7);
            default:
                return Number();
        }
    }

    private JObject Members(JObject schema, JObject root)
    {
        var owner = new JObject();
        foreach (var member in ((JObject)schema["properties"]!).Properties().Where(_ => random.Next(4) > 0))
            owner[member.Name] = Value((JObject)member.Value, root);
        if (random.Next(20) == 0)
            owner["F0"] = 1;
        return owner;
    }

    // In tenths, and never a whole number with a fraction: validators differ on whether 1.0 is an integer.
    private JToken Number()
    {
        var tenths = random.Next(-60, 61);
        return tenths % 10 == 0 ? (JToken)(tenths / 10) : double.Parse($"{tenths / 10m}", CultureInfo.InvariantCulture);
    }

    private JToken Foreign() => random.Next(6) switch
    {
        0 => "text",
        1 => 1,
        2 => 0.25,
        3 => true,
        4 => new JArray("a"),
        _ => new JObject(),
    };
}
