using System.Collections.Immutable;
using System.Globalization;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>Reads the members of one JSON object and remembers which were asked for, so that <see cref="Finish"/> can
/// report every member that nobody reads: nothing that a user wrote is dropped in silence.</summary>
/// <param name="what">What the object is in a person's words, e.g. "a rule".</param>
internal sealed class JsonObjectReader(
    JsonFile file, JObject node, string what, ImmutableArray<Diagnostic>.Builder diagnostics)
{
    private readonly HashSet<string> asked = [];

    public JsonFile File => file;

    public JObject Node => node;

    public SourcePlace Place => file.PlaceOf(node);

    public void Error(string id, string message, JToken at, string? fix = null) =>
        diagnostics.Add(Diagnostic.Error(id, message, file.PlaceOf(at), fix));

    /// <summary>The member's value; null when it is absent or JSON null.</summary>
    public JToken? Any(string name)
    {
        asked.Add(name);
        return node[name] is { Type: not JTokenType.Null } value ? value : null;
    }

    public string? Text(string name)
    {
        var value = Any(name);
        if (value is null || value.Type == JTokenType.String)
            return (string?)value;
        WrongType(name, value, "a text");
        return null;
    }

    public ExpressionText? Expression(string name) => Text(name) is null ? null : file.Expression((JValue)node[name]!);

    public string RequiredText(string name)
    {
        var text = Text(name);
        if (!string.IsNullOrWhiteSpace(text))
            return text;
        if (Any(name) is null || text is not null)
        {
            diagnostics.Add(Diagnostic.Error(
                DiagnosticIds.MissingMember, $"{Capitalised(what)} needs a `{name}`.", Place, $"Add \"{name}\": \"…\"."));
        }

        return "";
    }

    public bool? Flag(string name)
    {
        // An explicit null is an error for RulesEngine's reader too, so it is looked at here and not in Any.
        asked.Add(name);
        var value = node[name];
        if (value is null || value.Type == JTokenType.Boolean)
            return (bool?)value;
        WrongType(name, value, "true or false");
        return null;
    }

    public double? Number(string name)
    {
        var value = Any(name);
        if (value is not null && value.Type is not (JTokenType.Integer or JTokenType.Float))
            WrongType(name, value, "a number");
        else if (value is not null && !double.IsFinite((double)value))
            Error(DiagnosticIds.WrongJsonType, $"`{name}` is too large a number.", value);
        else
            return (double?)value;
        return null;
    }

    public int? Count(string name)
    {
        var number = Number(name);
        if (number is not { } count || (count is >= 0 and <= int.MaxValue && count == Math.Truncate(count)))
            return (int?)number;
        WrongType(name, node[name]!, "a whole number of 0 or more");
        return null;
    }

    public DateOnly? Date(string name)
    {
        var text = Text(name);
        if (text is null)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        Error(DiagnosticIds.WrongJsonType, $"`{name}` is \"{text}\"; a date is written YYYY-MM-DD.", node[name]!);
        return null;
    }

    /// <summary>A list of texts; empty when absent.</summary>
    public ImmutableArray<string> Texts(string name) => [.. TextTokens(name).Select(t => (string)t!)];

    /// <summary>The values of a list of texts; empty when absent.</summary>
    public ImmutableArray<JToken> TextTokens(string name)
    {
        var texts = ImmutableArray.CreateBuilder<JToken>();
        foreach (var item in Items(name))
        {
            if (item.Type == JTokenType.String)
                texts.Add(item);
            else
                Error(DiagnosticIds.WrongJsonType, $"`{name}` holds {JsonFile.Describe(item)}; only texts are expected.", item);
        }

        return texts.ToImmutable();
    }

    /// <summary>A text, or a list of texts.</summary>
    public ImmutableArray<string> TextOrTexts(string name) =>
        Any(name) is { Type: JTokenType.String } one ? [(string)one!] : Texts(name);

    /// <summary>The elements of a list; empty when absent.</summary>
    public ImmutableArray<JToken> Items(string name)
    {
        var value = Any(name);
        if (value is JArray list)
            return [.. list];
        if (value is not null)
            WrongType(name, value, "a list in [ ]");
        return [];
    }

    public JsonObjectReader? Object(string name, string whatItIs)
    {
        var value = Any(name);
        if (value is JObject child)
            return new JsonObjectReader(file, child, whatItIs, diagnostics);
        if (value is not null)
            WrongType(name, value, "an object in { }");
        return null;
    }

    /// <summary>The objects in a list; what is not an object is reported.</summary>
    public ImmutableArray<JsonObjectReader> Objects(string name, string whatEachIs)
    {
        var objects = ImmutableArray.CreateBuilder<JsonObjectReader>();
        foreach (var item in Items(name))
        {
            if (item is JObject child)
                objects.Add(new JsonObjectReader(file, child, whatEachIs, diagnostics));
            else
                Error(DiagnosticIds.WrongJsonType, $"`{name}` holds {JsonFile.Describe(item)}; only objects in {{ }} are expected.", item);
        }

        return objects.ToImmutable();
    }

    /// <summary>The members of an object whose names are the user's own; each value must be an object.</summary>
    public ImmutableArray<(string Name, JsonObjectReader Value)> NamedObjects(string name, string whatEachIs)
    {
        var children = Object(name, what)?.Node.Properties() ?? [];
        var objects = ImmutableArray.CreateBuilder<(string, JsonObjectReader)>();
        foreach (var member in children)
        {
            if (member.Value is JObject child)
                objects.Add((member.Name, new JsonObjectReader(file, child, whatEachIs, diagnostics)));
            else
                Error(DiagnosticIds.WrongJsonType, $"`{member.Name}` is {JsonFile.Describe(member.Value)}; {whatEachIs} is an object in {{ }}.", member.Value);
        }

        return objects.ToImmutable();
    }

    /// <summary>The members of an object whose names are the user's own.</summary>
    public ImmutableArray<JProperty> NamedValues(string name) => [.. Object(name, what)?.Node.Properties() ?? []];

    /// <summary>Marks a member as read without reading it.</summary>
    public void Ignore(string name) => asked.Add(name);

    /// <summary>Reports each member that was never asked for.</summary>
    public void Finish()
    {
        foreach (var member in node.Properties().Where(p => !asked.Contains(p.Name)))
        {
            diagnostics.Add(Diagnostic.Error(
                DiagnosticIds.UnknownMember,
                $"`{member.Name}` is not a member of {what} and would be ignored.",
                file.PlaceOf(member),
                NearestName.Hint(member.Name, asked) ?? "Remove it.") with
            { Repair = Respell(member) });
        }
    }

    /// <summary>A member that differs from a known one by upper and lower case only, and does not stand beside it.</summary>
    public Fix? Respell(JProperty member) =>
        asked.FirstOrDefault(a => a.Equals(member.Name, StringComparison.OrdinalIgnoreCase)) is { } meant && !node.ContainsKey(meant)
            && file.Rename(member, meant) is { } edit
            ? new Fix($"Write `{meant}`", [edit])
            : null;

    private void WrongType(string name, JToken value, string expected) =>
        Error(DiagnosticIds.WrongJsonType, $"`{name}` is {JsonFile.Describe(value)}; {expected} is expected.", value);

    private static string Capitalised(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
