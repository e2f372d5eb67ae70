using System.Collections.Immutable;
using RuleWorkbench.Compilation;

namespace RuleWorkbench.Presentation.Language;

/// <summary>What expressions can be made of besides facts and scripts, with a line of documentation each. A test runs every
/// example through RulesEngine's parser and the gate.</summary>
public static class BuiltIns
{
    public const string List = "list";
    public const string Text = "text";
    public const string Date = "date";
    public const string Span = "span";
    public const string Nullable = "nullable";

    /// <summary>Methods of lists whose argument is looked at once for each element.</summary>
    public static readonly ImmutableHashSet<string> Quantifiers = ["Any", "All", "Count", "Where", "Select", "Sum", "Min", "Max", "Average", "First", "FirstOrDefault", "Last", "LastOrDefault", "Single", "SingleOrDefault", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "TakeWhile", "SkipWhile", "SelectMany", "GroupBy"];

    public static readonly ImmutableArray<BuiltIn> All =
    [
        Word("true", ValueKind.Flag, "Yes.", "flag == true"),
        Word("false", ValueKind.Flag, "No.", "flag == false"),
        Word("null", ValueKind.Any, "Missing: `x == null` asks whether a fact is missing.", "number == null"),
        Call("", "np", ["value"], ValueKind.Any, "The value, or null where something on the way to it is missing.", "np(number) == null"),
        Call("", "np", ["value", "otherwise"], ValueKind.Any, "The value, or another where something on the way to it is missing.", "np(number, 0) > 1"),
        Call("", "iif", ["condition", "yes", "no"], ValueKind.Any, "One of two values.", "iif(flag == true, 1, 2) == 1"),
        Call("", "isnull", ["value", "otherwise"], ValueKind.Any, "The value, or another when it is missing.", "isnull(number, 0.0) > 1"),

        Call(List, "Any", [], ValueKind.Flag, "Whether the list holds anything.", "texts.Any()"),
        Call(List, "Any", ["condition"], ValueKind.Flag, "Whether the condition holds for at least one element.", "numbers.Any(it > 1)"),
        Call(List, "All", ["condition"], ValueKind.Flag, "Whether the condition holds for every element; true for an empty list.", "numbers.All(it > 1)"),
        Call(List, "Count", [], ValueKind.Number, "How many elements there are.", "texts.Count() > 1"),
        Call(List, "Count", ["condition"], ValueKind.Number, "For how many elements the condition holds.", "numbers.Count(it > 1) >= 2"),
        Call(List, "Contains", ["value"], ValueKind.Flag, "Whether a value is among the elements.", "texts.Contains(\"a\")"),
        Call(List, "Where", ["condition"], ValueKind.List, "The elements for which the condition holds.", "numbers.Where(it > 1).Any()"),
        Call(List, "Select", ["value"], ValueKind.List, "A value of each element.", "numbers.Select(it * 2).Any(it > 3)"),
        Call(List, "Sum", ["value"], ValueKind.Number, "The sum of a value of each element.", "numbers.Sum(it) > 3"),
        Call(List, "Min", ["value"], ValueKind.Number, "The least value of the elements.", "numbers.Min(it) > 3"),
        Call(List, "Max", ["value"], ValueKind.Number, "The greatest value of the elements.", "numbers.Max(it) > 3"),
        Call(List, "Average", ["value"], ValueKind.Number, "The mean of a value of the elements.", "numbers.Average(it) > 3"),
        Call(List, "First", [], ValueKind.Any, "The first element; fails for an empty list.", "numbers.First() > 3"),
        Call(List, "FirstOrDefault", [], ValueKind.Any, "The first element, or null.", "numbers.FirstOrDefault() > 3"),
        Call(List, "Last", [], ValueKind.Any, "The last element; fails for an empty list.", "numbers.Last() > 3"),
        Call(List, "LastOrDefault", [], ValueKind.Any, "The last element, or null.", "numbers.LastOrDefault() > 3"),
        Call(List, "Distinct", [], ValueKind.List, "The elements, each once.", "texts.Distinct().Count() > 1"),
        Call(List, "OrderBy", ["value"], ValueKind.List, "The elements from the least value on.", "numbers.OrderBy(it).First() > 1"),
        Call(List, "OrderByDescending", ["value"], ValueKind.List, "The elements from the greatest value on.", "numbers.OrderByDescending(it).First() > 1"),
        Call(List, "Take", ["count"], ValueKind.List, "The first so many elements.", "numbers.Take(2).Any(it > 1)"),
        Call(List, "Skip", ["count"], ValueKind.List, "All but the first so many elements.", "numbers.Skip(2).Any(it > 1)"),
        Call(List, "ToList", [], ValueKind.List, "The elements as a list, for a function that takes one.", "numbers.Where(it > 1).ToList().Any()"),

        Property(Text, "Length", ValueKind.Number, "How many characters.", "text.Length > 3"),
        Call(Text, "Contains", ["part"], ValueKind.Flag, "Whether the part stands in the text.", "text.Contains(\"a\")"),
        Call(Text, "StartsWith", ["part"], ValueKind.Flag, "Whether the text begins with the part.", "text.StartsWith(\"a\")"),
        Call(Text, "EndsWith", ["part"], ValueKind.Flag, "Whether the text ends with the part.", "text.EndsWith(\"a\")"),
        Call(Text, "Equals", ["other"], ValueKind.Flag, "Whether both texts are the same.", "text.Equals(\"a\")"),
        Call(Text, "IndexOf", ["part"], ValueKind.Number, "Where the part begins, counted from 0; -1 when it is not there.", "text.IndexOf(\"a\") >= 0"),
        Call(Text, "Substring", ["start"], ValueKind.Text, "The text from a position on, counted from 0; fails outside of it.", "text.Substring(1) == \"a\""),
        Call(Text, "Trim", [], ValueKind.Text, "Without blanks around it.", "text.Trim() == \"a\""),
        Call(Text, "ToLowerInvariant", [], ValueKind.Text, "In small letters.", "text.ToLowerInvariant() == \"a\""),
        Call(Text, "ToUpperInvariant", [], ValueKind.Text, "In capitals.", "text.ToUpperInvariant() == \"A\""),

        Property(Date, "Year", ValueKind.Number, "The year.", "date.Year > 2000"),
        Property(Date, "Month", ValueKind.Number, "The month, 1 to 12.", "date.Month > 6"),
        Property(Date, "Day", ValueKind.Number, "The day of the month.", "date.Day > 6"),
        Property(Date, "DayOfYear", ValueKind.Number, "The day of the year.", "date.DayOfYear > 6"),
        Call(Date, "AddDays", ["days"], ValueKind.Date, "So many days later; earlier for a negative number.", "date.AddDays(7) > date"),
        Call(Date, "AddMonths", ["months"], ValueKind.Date, "So many months later.", "date.AddMonths(1) > date"),
        Call(Date, "AddYears", ["years"], ValueKind.Date, "So many years later.", "date.AddYears(1) > date"),

        Property(Span, "Days", ValueKind.Number, "Whole days.", "span.Days > 1"),
        Property(Span, "TotalDays", ValueKind.Number, "Days with their fraction.", "span.TotalDays > 1"),
        Property(Span, "TotalHours", ValueKind.Number, "Hours with their fraction.", "span.TotalHours > 1"),

        Property(Nullable, "Value", ValueKind.Any, "The value; fails when it is missing.", "number.Value > 1"),
        Property(Nullable, "HasValue", ValueKind.Flag, "Whether it is not missing.", "number.HasValue"),

        Call("Math", "Abs", ["number"], ValueKind.Number, "Without its sign.", "Math.Abs(number.Value) > 1"),
        Call("Math", "Max", ["number", "number"], ValueKind.Number, "The greater of two.", "Math.Max(number.Value, 2.0) > 1"),
        Call("Math", "Min", ["number", "number"], ValueKind.Number, "The smaller of two.", "Math.Min(number.Value, 2.0) > 1"),
        Call("Math", "Floor", ["number"], ValueKind.Number, "Rounded down.", "Math.Floor(number.Value) > 1"),
        Call("Math", "Ceiling", ["number"], ValueKind.Number, "Rounded up.", "Math.Ceiling(number.Value) > 1"),
        Call("Math", "Round", ["number"], ValueKind.Number, "Rounded; a half goes to the even side.", "Math.Round(number.Value) > 1"),
        Call("Math", "Sqrt", ["number"], ValueKind.Number, "The square root.", "Math.Sqrt(number.Value) > 1"),
        Call("Math", "Pow", ["number", "exponent"], ValueKind.Number, "The number to the power of the exponent.", "Math.Pow(number.Value, 2.0) > 1"),
        Call("Math", "Exp", ["number"], ValueKind.Number, "e to the power of the number.", "Math.Exp(number.Value) > 1"),
        Call("Math", "Log", ["number"], ValueKind.Number, "The natural logarithm.", "Math.Log(number.Value) > 1"),
        Call("", "DateTime", ["year", "month", "day"], ValueKind.Date, "A date.", "date > DateTime(2026, 1, 31)"),
    ];

    /// <summary>Names of classes whose functions stand in <see cref="All"/>.</summary>
    public static readonly ImmutableHashSet<string> Classes = ["Math"];

    /// <summary>Words that join or turn conditions; they are no values.</summary>
    public static readonly ImmutableHashSet<string> OperatorWords =
        ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase, "and", "or", "AndAlso", "OrElse", "not", "eq", "ne", "neq", "lt", "le", "gt", "ge", "mod", "in", "as");

    /// <summary>What can be written behind a dot after a value of a type, besides its facts. Of a value that may be missing
    /// only that can be asked; its own members stand behind <c>.Value</c>.</summary>
    public static IEnumerable<BuiltIn> Of(Type type, FactTypes facts)
    {
        var owner = System.Nullable.GetUnderlyingType(type) is not null ? Nullable : OwnerOf(ValueKinds.Of(type, facts));
        return All.Where(b => b.Owner == owner);
    }

    private static string? OwnerOf(ValueKind kind) => kind switch
    {
        ValueKind.List => List,
        ValueKind.Text => Text,
        ValueKind.Date => Date,
        ValueKind.Duration => Span,
        _ => null,
    };

    private static BuiltIn Word(string name, ValueKind kind, string summary, string example) => new("", name, null, kind, summary, example);

    private static BuiltIn Property(string owner, string name, ValueKind kind, string summary, string example) => new(owner, name, null, kind, summary, example);

    private static BuiltIn Call(string owner, string name, ImmutableArray<string> arguments, ValueKind kind, string summary, string example) => new(owner, name, arguments, kind, summary, example);
}
