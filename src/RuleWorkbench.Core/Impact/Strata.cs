using System.Globalization;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Impact;

/// <summary>Tells cases apart by the value of a fact.</summary>
/// <param name="Fact">Its path, such as <c>patient.sex</c>.</param>
/// <param name="Width">Numbers are put into ranges of this width; 0 keeps each value.</param>
public sealed record Strata(string Fact, double Width)
{
    /// <summary>Reads <c>patient.sex</c> or <c>patient.age:10</c>; null for a fact that the pathway does not have, or that is
    /// no single value.</summary>
    public static Strata? TryParse(string text, Pathway pathway)
    {
        var parts = text.Split(':', 2);
        var names = parts[0].Split('.');
        var schema = pathway.Inputs.FirstOrDefault(i => i.Name == names[0])?.Facts;
        foreach (var name in names.Skip(1))
            schema = schema?.Member(name);
        if (names.Length < 2 || schema is null or { Kind: FactKind.List or FactKind.Object })
            return null;
        var width = 0.0;
        return parts.Length == 2 && (schema.Kind is not (FactKind.Number or FactKind.Integer) || !double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out width) || width <= 0)
            ? null
            : new Strata(parts[0], width);
    }

    /// <summary>The stratum of a case.</summary>
    public string Of(Case source)
    {
        JToken? value = source.Facts;
        foreach (var name in Fact.Split('.'))
            value = (value as JObject)?[name];
        return Of(value?.Type switch
        {
            null or JTokenType.Null => null,
            JTokenType.String => (string)value!,
            JTokenType.Boolean => (bool)value,
            _ => (double)value,
        });
    }

    /// <summary>The stratum of a value of the fact: a number, text, flag or date, or null where it is missing.</summary>
    public string Of(object? value) => value switch
    {
        null => "missing",
        double number when Width > 0 => $"{Figures.Number(Math.Floor(number / Width) * Width)} to below {Figures.Number((Math.Floor(number / Width) * Width) + Width)}",
        double number => Figures.Number(number),
        bool flag => flag ? "true" : "false",
        string text => text,
        _ => Figures.Display(value),
    };
}
