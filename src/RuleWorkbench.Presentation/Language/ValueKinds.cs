using RuleWorkbench.Compilation;
using RuleWorkbench.Model;

namespace RuleWorkbench.Presentation.Language;

/// <summary>Kinds of values of the types that trees and schemas have.</summary>
public static class ValueKinds
{
    public static ValueKind Of(Type? type, FactTypes facts)
    {
        if (type is null)
            return ValueKind.Any;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(string) ? ValueKind.Text
            : type == typeof(bool) ? ValueKind.Flag
            : type == typeof(DateTime) ? ValueKind.Date
            : type == typeof(TimeSpan) ? ValueKind.Duration
            : Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal && !type.IsEnum ? ValueKind.Number
            : ElementOf(type) is not null ? ValueKind.List
            : facts.Find(type) is not null ? ValueKind.Object
            : ValueKind.Any;
    }

    public static ValueKind Of(FactSchema schema) => schema.Kind switch
    {
        FactKind.Number or FactKind.Integer => ValueKind.Number,
        FactKind.Flag => ValueKind.Flag,
        FactKind.Text => ValueKind.Text,
        FactKind.Date => ValueKind.Date,
        FactKind.List => ValueKind.List,
        _ => ValueKind.Object,
    };

    /// <summary>Kind of a type as a script writes it.</summary>
    public static ValueKind OfScript(string type) => type.TrimEnd('?') switch
    {
        "double" or "int" => ValueKind.Number,
        "bool" => ValueKind.Flag,
        "string" => ValueKind.Text,
        "DateTime" => ValueKind.Date,
        var other when other.EndsWith('>') => ValueKind.List,
        _ => ValueKind.Object,
    };

    /// <summary>In a sentence: "a number".</summary>
    public static string InWords(ValueKind kind) => kind switch
    {
        ValueKind.Number => "number",
        ValueKind.Flag => "yes or no",
        ValueKind.Text => "text",
        ValueKind.Date => "date",
        ValueKind.Duration => "span of time",
        ValueKind.List => "list",
        ValueKind.Object => "group of facts",
        _ => "value",
    };

    /// <summary>What a list holds, or null for what is no list.</summary>
    public static Type? ElementOf(Type type) =>
        type == typeof(string) ? null
        : type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericArguments() is [var element] && typeof(System.Collections.IEnumerable).IsAssignableFrom(type) ? element
        : null;
}
