using System.Collections.Immutable;
using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Editing;
using RuleWorkbench.Model;

namespace RuleWorkbench.Presentation.Sheets;

/// <summary>A member of JSON records as a column: how it is read, and the edit that writes it.</summary>
/// <param name="Member">Its name in the file.</param>
public abstract record SheetField(string Title, string Member, string Hint)
{
    /// <summary>As a person reads it; empty when it is not there.</summary>
    public virtual string Read(JObject record) => record[Member] is { } value ? Shown(value) : "";

    /// <summary>The value as JSON; null when the text is none.</summary>
    public abstract JToken? Parse(string text, JObject record);

    /// <summary>The edit that writes a text; empty takes the member away. Null when the text is no value.</summary>
    /// <param name="pointer">Of the record in its file.</param>
    public virtual Edit? Write(string file, string pointer, JObject record, string text)
    {
        var at = JsonPointer.Append(pointer, Member);
        if (text.Length == 0)
            return record.ContainsKey(Member) ? new Remove(file, at) : null;
        if (Parse(text, record) is not { } value)
            return null;
        var json = value.ToString(Formatting.None);
        return record.ContainsKey(Member) ? new SetValue(file, at, json) : new AddMember(file, pointer, Member, json);
    }

    protected static string Shown(JToken value) => value switch
    {
        JArray list => string.Join(" | ", list.Select(Shown)),
        JValue { Value: string text } => text,
        JValue { Value: null } => "",
        JValue { Value: bool flag } => flag ? "true" : "false",
        JValue { Value: double or long or int } number => Figures.Number(number.Value<double>()),
        _ => value.ToString(Formatting.None),
    };

    protected static JToken? Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? new JValue(whole)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? new JValue(number)
        : null;
}

/// <summary>A text.</summary>
public sealed record TextField(string Title, string Member, string Hint) : SheetField(Title, Member, Hint)
{
    public override JToken Parse(string text, JObject record) => new JValue(text);
}

/// <summary>A number, with a point.</summary>
public sealed record NumberField(string Title, string Member, string Hint) : SheetField(Title, Member, Hint)
{
    public override JToken? Parse(string text, JObject record) => Number(text);
}

/// <summary>Values with bars between them: numbers where the record is of numbers, else texts.</summary>
public sealed record ValuesField(string Title, string Member, string Hint) : SheetField(Title, Member, Hint)
{
    public override JToken? Parse(string text, JObject record)
    {
        var parts = text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var values = ((string?)record["type"] is "number" or "integer" ? parts.Select(Number) : parts.Select(p => (JToken?)new JValue(p))).ToList();
        return values.Count == 0 || values.Contains(null) ? null : new JArray(values);
    }
}

/// <summary>The value of a policy: of the kind that it has, a number where it is new.</summary>
public sealed record PolicyField(string Title, string Member, string Hint) : SheetField(Title, Member, Hint)
{
    public override JToken? Parse(string text, JObject record) => record[Member] switch
    {
        JValue { Value: string } => new JValue(text),
        JValue { Value: bool } => text is "true" or "yes" ? new JValue(true) : text is "false" or "no" ? new JValue(false) : null,
        JArray list => Items(list, text),
        _ => Number(text),
    };

    private static JArray? Items(JArray old, string text)
    {
        var parts = text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var items = parts.Select(p => old.Count > 0 && old[0].Type is JTokenType.Integer or JTokenType.Float ? Number(p) : new JValue(p)).ToList();
        return items.Contains(null) ? null : new JArray(items);
    }
}

/// <summary>The type of a fact, in the words of the workbench.</summary>
public sealed record FactTypeField(string Title, string Hint) : SheetField(Title, "type", Hint)
{
    public static readonly ImmutableArray<string> Types = ["number", "whole number", "yes or no", "text", "date"];

    private static readonly Dictionary<string, (string Type, bool IsDate)> Json = new()
    {
        ["number"] = ("number", false),
        ["whole number"] = ("integer", false),
        ["yes or no"] = ("boolean", false),
        ["text"] = ("string", false),
        ["date"] = ("string", true),
    };

    public override string Read(JObject record) => (string?)record["type"] switch
    {
        "array" => "list",
        "object" => "group",
        var type => Json.FirstOrDefault(j => j.Value.Type == type && j.Value.IsDate == ((string?)record["format"] == "date")).Key ?? type ?? "",
    };

    public override JToken? Parse(string text, JObject record) => Json.TryGetValue(text, out var found) ? new JValue(found.Type) : null;

    public override Edit? Write(string file, string pointer, JObject record, string text)
    {
        if (!Json.TryGetValue(text, out var type) || base.Write(file, pointer, record, text) is not { } edit)
            return null;
        var format = JsonPointer.Append(pointer, "format");
        return (type.IsDate, record.ContainsKey("format")) switch
        {
            (true, false) => new Several([edit, new AddMember(file, pointer, "format", "\"date\"")]),
            (false, true) => new Several([edit, new Remove(file, format)]),
            _ => edit,
        };
    }
}
