using System.Collections;
using System.Collections.Immutable;
using System.Globalization;

namespace RuleWorkbench.Model;

/// <summary>The figures of a recommendation: what its OutputExpression computed.</summary>
public sealed class Figures
{
    /// <summary>The figures of a met rule that need a fact which is missing.</summary>
    public static readonly Figures Open = new([]);

    /// <param name="values">One unnamed value, or the named members of <c>new (… as name, …)</c>.</param>
    /// <param name="error">Why there are no figures, or null.</param>
    public Figures(ImmutableArray<(string? Name, object? Value)> values, string? error = null)
    {
        Values = values;
        Error = error;
    }

    /// <summary>One unnamed value, or the named members of <c>new (… as name, …)</c>. A value is a number (<c>double</c>),
    /// text, flag, date (<c>DateTime</c>) or null.</summary>
    public ImmutableArray<(string? Name, object? Value)> Values { get; }

    /// <summary>Why there are no figures, or null.</summary>
    public string? Error { get; }

    /// <summary>A number as a person writes it: shortest form that reads back the same, never in scientific notation
    /// below 1e15.</summary>
    public static string Number(double value) =>
        Math.Abs(value) < 1e15 && value == Math.Truncate(value)
            ? value.ToString("0", CultureInfo.InvariantCulture)
            : value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A value as a person reads it: numbers to 12 significant digits (a computed 49.00000000000001 is 49), texts
    /// in double quotes, dates as YYYY-MM-DD, lists in [ ], objects (members as pairs) in { }, null as "missing".</summary>
    public static string Display(object? value) => value switch
    {
        null => "missing",
        double number => Number(double.Parse(number.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)),
        bool flag => flag ? "true" : "false",
        string text => $"\"{text}\"",
        DateTime date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IEnumerable<KeyValuePair<string, object?>> members => Between("{", members.Select(m => $"{m.Key} = {Display(m.Value)}"), "}"),
        IEnumerable list => Between("[", list.Cast<object?>().Select(Display), "]"),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    public override string ToString() => Error is not null
        ? $"error: {Error}"
        : Values.IsEmpty ? "open, since a fact is missing" : string.Join(", ", Values.Select(v => v.Name is null ? Display(v.Value) : $"{v.Name} = {Display(v.Value)}"));

    private static string Between(string open, IEnumerable<string> parts, string close) =>
        string.Join(", ", parts) is { Length: > 0 } inner ? $"{open} {inner} {close}" : $"{open} {close}";
}
