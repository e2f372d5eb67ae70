using System.Globalization;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Importing;

/// <summary>Makes a foreign value one that a fact can hold: texts of tables become numbers and flags. Nothing is changed in
/// meaning; what does not fit is left out and told.</summary>
internal sealed class FactFit(ImportFindings notUsed)
{
    /// <summary>The value, or null when the fact cannot hold it.</summary>
    public JToken? Of(FactSchema fact, JToken value, string path)
    {
        if (fact.Kind == FactKind.List)
        {
            var items = (value as JArray ?? new JArray(value)).Select(item => Of(fact.Element!, item, path + "[]")).OfType<JToken>().ToList();
            return fact.Length.Most < items.Count ? Refuse($"a list of {items.Count}; at most {fact.Length.Most} are expected", value, path) : new JArray(items);
        }

        JToken? fitting = (fact.Kind, value.Type) switch
        {
            (FactKind.Number or FactKind.Integer, JTokenType.Integer or JTokenType.Float) => value,
            (FactKind.Number or FactKind.Integer, JTokenType.String) when Number((string)value!) is { } number => number,
            (FactKind.Flag, JTokenType.Boolean) => value,
            (FactKind.Flag, JTokenType.String or JTokenType.Integer) => Flag(JsonText.Of(value)),
            (FactKind.Text or FactKind.Date, JTokenType.String) => value,
            (FactKind.Text, JTokenType.Integer or JTokenType.Float or JTokenType.Boolean) => JsonText.Of(value),
            _ => null,
        };
        if (fitting is null)
            return Refuse($"{Loading.JsonFile.Describe(value)}, which the fact cannot hold", value, path);
        if (!fact.AllowedValues.IsEmpty && !fact.AllowedValues.Any(a => a is double number ? fitting.Type != JTokenType.String && number == (double)fitting : (string)a == JsonText.Of(fitting)))
            return Refuse("not an allowed value", value, path);
        if (fact.Range is { } range && !range.Contains((double)fitting))
            return Refuse($"out of range: {range} is expected", value, path);
        if (fact.Kind == FactKind.Text && fact.Length.Most < JsonText.Of(fitting).Length)
            return Refuse($"longer than {fact.Length.Most} characters", value, path);
        return fact.Kind == FactKind.Date && !DateOnly.TryParseExact((string)fitting!, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? Refuse("no date YYYY-MM-DD", value, path)
            : fitting;
    }

    private JToken? Refuse(string why, JToken value, string path)
    {
        notUsed.Add(path, $"`{JsonText.Short(value)}` is left out: {why}", JsonText.Short(value));
        return null;
    }

    private static JToken? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number == Math.Floor(number) && Math.Abs(number) < 1e15 ? (JToken)(long)number : number
            : null;

    private static JToken? Flag(string text) => text.ToLowerInvariant() switch
    {
        "true" or "yes" or "1" => true,
        "false" or "no" or "0" => false,
        _ => null,
    };
}
