using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Presentation.Panes;

/// <summary>A fact of a case in its form.</summary>
/// <param name="Path">As <see cref="RuleWorkbench.Loading.CaseEdits"/> has it: <c>patient.age</c>, <c>patient.drugs[0].dose</c>, <c>clock</c>.</param>
/// <param name="Schema">Null for the clock.</param>
/// <param name="Value">Null or JSON's null when the fact is missing.</param>
/// <param name="IsTried">Whether a what-if change set it.</param>
/// <param name="IsDefault">Whether the value is the pathway's own: a policy value that the case does not override.</param>
public sealed record FactRow(string Path, FactSchema? Schema, JToken? Value, bool IsTried, bool IsDefault = false)
{
    public bool IsMissing => Value is null or { Type: JTokenType.Null };

    /// <summary>The value as a person reads it.</summary>
    public string Shown => Value switch
    {
        null or { Type: JTokenType.Null } => "missing",
        JValue { Value: string text } => text,
        JValue { Value: double number } => Figures.Number(number),
        JValue { Value: bool flag } => flag ? "true" : "false",
        JArray list => list.Count == 1 ? "1 element" : $"{list.Count} elements",
        var value => value.ToString(Newtonsoft.Json.Formatting.None),
    };

    /// <summary>What the schema allows, in a few words.</summary>
    public string Allowed
    {
        get
        {
            if (Schema is null)
                return "date";
            if (!Schema.AllowedValues.IsEmpty)
                return string.Join(" | ", Schema.AllowedValues);
            var range = Schema.Range is { } r ? Short(r) : null;
            return range ?? Schema.Kind.ToString().ToLowerInvariant();
        }
    }

    private static string Short(NumberRange range) => (range.Minimum, range.Maximum) switch
    {
        ({ } low, { } high) => $"{Figures.Number(low)} to {Figures.Number(high)}",
        ({ } low, null) => (range.ExcludesMinimum ? "more than " : "from ") + Figures.Number(low),
        (null, { } high) => (range.ExcludesMaximum ? "less than " : "up to ") + Figures.Number(high),
        _ => "",
    };
}
