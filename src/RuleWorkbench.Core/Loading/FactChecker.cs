using System.Collections.Immutable;
using System.Globalization;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>Checks the facts of a case against the pathway's schemas. A fact that is null or absent is missing, which is
/// never an error.</summary>
public sealed class FactChecker
{
    /// <summary>Dates outside this range are slips of the pen; date arithmetic within it cannot overflow.</summary>
    public static readonly (DateOnly First, DateOnly Last) Dates = (new(1800, 1, 1), new(2200, 12, 31));

    // Each hint looks through all members; a case with that many unknown facts belongs to another schema.
    private const int MostHints = 100;

    private readonly ImmutableArray<Diagnostic>.Builder diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
    private readonly JsonFile file;
    private int hints;

    private FactChecker(JsonFile file) => this.file = file;

    /// <summary>Everything wrong with <paramref name="facts"/>, an object that maps inputs to facts.</summary>
    public static ImmutableArray<Diagnostic> Check(JsonFile file, JObject facts, ImmutableArray<Input> inputs)
    {
        var checker = new FactChecker(file);
        var root = new FactSchema("", FactKind.Object, file.PlaceOf(file.Root)) { Members = [.. inputs.Select(i => i.Facts)] };
        checker.CheckObject(facts, root, "");
        return checker.diagnostics.ToImmutable();
    }

    /// <summary>Everything wrong with the facts of one input.</summary>
    public static ImmutableArray<Diagnostic> CheckInput(JsonFile file, JObject facts, Input input)
    {
        var checker = new FactChecker(file);
        checker.CheckObject(facts, input.Facts, input.Name);
        return checker.diagnostics.ToImmutable();
    }

    /// <summary>Everything wrong with the value of one fact.</summary>
    public static ImmutableArray<Diagnostic> CheckValue(JsonFile file, JToken value, FactSchema fact, string path)
    {
        var checker = new FactChecker(file);
        checker.CheckValue(value, fact, path);
        return checker.diagnostics.ToImmutable();
    }

    private void CheckValue(JToken value, FactSchema schema, string path)
    {
        switch (value.Type, schema.Kind)
        {
            case (JTokenType.Null, _):
                break;
            case (JTokenType.Object, FactKind.Object):
                CheckObject((JObject)value, schema, path);
                break;
            case (JTokenType.Array, FactKind.List):
                CheckList((JArray)value, schema, path);
                break;
            case (JTokenType.Integer or JTokenType.Float, FactKind.Number or FactKind.Integer):
                CheckNumber(value, schema, path);
                break;
            case (JTokenType.String, FactKind.Text):
                CheckText(value, (string)value!, schema, path);
                break;
            case (JTokenType.String, FactKind.Date):
                CheckDate(value, path);
                break;
            case (JTokenType.Boolean, FactKind.Flag):
                break;
            default:
                Error(DiagnosticIds.WrongFactType, value, $"`{path}` is {JsonFile.Describe(value)}; {Expected(schema)} is expected.");
                break;
        }
    }

    private void CheckObject(JObject facts, FactSchema schema, string path)
    {
        foreach (var member in facts.Properties())
        {
            var memberPath = path.Length == 0 ? Shown(member.Name) : $"{path}.{Shown(member.Name)}";
            if (schema.Member(member.Name) is { } known)
            {
                CheckValue(member.Value, known, memberPath);
                continue;
            }

            var nearest = ++hints <= MostHints ? NearestName.Hint(member.Name, schema.Members.Select(m => m.Name)) : null;
            diagnostics.Add(Diagnostic.Error(
                DiagnosticIds.UnknownFact, $"There is no fact `{memberPath}`.", file.PlaceOf(member), nearest));
        }
    }

    private void CheckList(JArray list, FactSchema schema, string path)
    {
        if (list.Count < schema.Length.Least || list.Count > schema.Length.Most)
        {
            Error(
                DiagnosticIds.FactOutOfRange,
                list,
                $"`{path}` has {list.Count} elements; {Between(schema.Length)} are allowed.");
        }

        for (var i = 0; i < list.Count; i++)
        {
            if (list[i].Type == JTokenType.Null)
                Error(DiagnosticIds.WrongFactType, list[i], $"`{path}[{i}]` is null.", "Leave the element out.");
            else
                CheckValue(list[i], schema.Element!, $"{path}[{i}]");
        }
    }

    private void CheckNumber(JToken value, FactSchema schema, string path)
    {
        var number = (double)value;
        var written = file.Written(value);
        var shown = Shown(written);
        if (!double.IsFinite(number))
            Error(DiagnosticIds.FactOutOfRange, value, $"`{path}` is {shown}, which is too large a number.");
        else if (schema.Kind == FactKind.Integer && number != Math.Truncate(number))
            Error(DiagnosticIds.WrongFactType, value, $"`{path}` is {shown}; a whole number is expected.");
        else if (schema.Range is { } range && !range.Contains(number))
            Error(DiagnosticIds.FactOutOfRange, value, $"`{path}` is {shown}; it must be {range}{Unit(schema)}.");
        else if (schema.Step is { } step && !IsMultiple(written, number, step))
            Error(DiagnosticIds.FactOutOfRange, value, $"`{path}` is {shown}; it must be a multiple of {Figures.Number(step)}{Unit(schema)}.");
        else if (!schema.AllowedValues.IsEmpty && !schema.AllowedValues.Contains(number))
            Error(DiagnosticIds.FactNotAllowed, value, $"`{path}` is {shown}; allowed are {string.Join(", ", schema.AllowedValues.Select(Figures.Display))}.");
    }

    private void CheckText(JToken value, string text, FactSchema schema, string path)
    {
        if (!schema.AllowedValues.IsEmpty && !schema.AllowedValues.Contains(text))
        {
            Error(
                DiagnosticIds.FactNotAllowed,
                value,
                $"`{path}` is \"{Shown(text)}\", which is not an allowed value.",
                NearestName.Find(text, schema.AllowedValues.Cast<string>()) is { } nearest
                    ? $"Did you mean \"{nearest}\"?"
                    : $"Allowed are {string.Join(", ", schema.AllowedValues.Select(Figures.Display))}.");
        }

        // JSON Schema counts characters, not the halves of surrogate pairs.
        var length = text.EnumerateRunes().Count();
        if (length < schema.Length.Least || length > schema.Length.Most)
            Error(DiagnosticIds.FactOutOfRange, value, $"`{path}` has {length} characters; {Between(schema.Length)} are allowed.");
    }

    private void CheckDate(JToken value, string path)
    {
        if (!DateOnly.TryParseExact((string)value!, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            Error(DiagnosticIds.WrongFactType, value, $"`{path}` is \"{Shown((string)value!)}\"; a date is written YYYY-MM-DD.");
        else if (date < Dates.First || date > Dates.Last)
            Error(DiagnosticIds.FactOutOfRange, value, $"`{path}` is {(string)value!}; dates from {Dates.First:yyyy-MM-dd} to {Dates.Last:yyyy-MM-dd} are allowed.");
    }

    private static bool IsMultiple(string written, double number, double step)
    {
        // As written, in tens: 0.3 is a multiple of 0.1. What decimal cannot hold has no fraction left in a double.
        static bool Exact(string text, out decimal value) =>
            decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
        return Math.Abs(number) < 1e28 && Exact(written, out var n) && Exact(step.ToString("R", CultureInfo.InvariantCulture), out var s) && s != 0
            ? n % s == 0
            : Math.IEEERemainder(number, step) == 0;
    }

    /// <summary>A text of the user's as messages show it: a value can be as long as the file.</summary>
    private static string Shown(string text) => text.Length > 100 ? text[..100] + "…" : text;

    private static string Between((int? Least, int? Most) length) => length switch
    {
        ({ } least, { } most) => $"{least} to {most}",
        ({ } least, null) => $"at least {least}",
        _ => $"at most {length.Most}",
    };

    private static string Unit(FactSchema schema) => schema.Unit is { } unit ? $" {unit}" : "";

    private static string Expected(FactSchema schema) => schema.Kind switch
    {
        FactKind.Number => "a number",
        FactKind.Integer => "a whole number",
        FactKind.Flag => "true or false",
        FactKind.Text => "a text",
        FactKind.Date => "a date \"YYYY-MM-DD\"",
        FactKind.List => "a list in [ ]",
        _ => "an object in { }",
    };

    private void Error(string id, JToken at, string message, string? fix = null) =>
        diagnostics.Add(Diagnostic.Error(id, message, file.PlaceOf(at), fix));
}
