using System.Collections.Immutable;

namespace RuleWorkbench.Scripting;

/// <summary>The types that functions take from expressions and give to them, as scripts write them.</summary>
internal static class ScriptTypes
{
    private static readonly ImmutableDictionary<Type, string> Names = new Dictionary<Type, string>
    {
        [typeof(double)] = "double",
        [typeof(int)] = "int",
        [typeof(bool)] = "bool",
        [typeof(string)] = "string",
        [typeof(DateTime)] = "DateTime",
    }.ToImmutableDictionary();

    private static readonly ImmutableDictionary<Type, string> Lists = new Dictionary<Type, string>
    {
        [typeof(List<>)] = "List",
        [typeof(IEnumerable<>)] = "IEnumerable",
        [typeof(IReadOnlyList<>)] = "IReadOnlyList",
    }.ToImmutableDictionary();

    /// <summary>What people are told.</summary>
    public const string InWords = "double, int, bool, DateTime (each also with ?), string, fact types, and List, IReadOnlyList or IEnumerable of these";

    /// <summary>A type as a script writes it.</summary>
    public static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Name(value) + "?";
        if (type.IsGenericType && Lists.TryGetValue(type.GetGenericTypeDefinition(), out var list))
            return $"{list}<{Name(type.GetGenericArguments()[0])}>";
        return Names.GetValueOrDefault(type) ?? type.Name;
    }

    /// <summary>The type that is written like this.</summary>
    /// <param name="facts">The class of facts of a name, or null.</param>
    /// <exception cref="InvalidDataException">Expressions cannot hold values of such a type.</exception>
    public static Type Parse(string name, Func<string, Type?> facts)
    {
        foreach (var (list, written) in Lists)
        {
            if (name.StartsWith(written + "<", StringComparison.Ordinal) && name.EndsWith('>'))
                return list.MakeGenericType(ParseValue(name[(written.Length + 1)..^1], facts));
        }

        return ParseValue(name, facts);
    }

    private static Type ParseValue(string name, Func<string, Type?> facts)
    {
        var plain = name.TrimEnd('?');
        var type = Names.FirstOrDefault(n => n.Value == plain).Key ?? facts(plain) ?? throw new InvalidDataException($"Expressions have no values of the type `{name}`.");
        return type.IsValueType && name.EndsWith('?') ? typeof(Nullable<>).MakeGenericType(type) : type;
    }

    /// <summary>Whether expressions can hold a value of a type written like this.</summary>
    public static bool IsKnown(string name)
    {
        foreach (var list in Lists.Values)
        {
            if (name.StartsWith(list + "<", StringComparison.Ordinal))
                return IsValue(name[(list.Length + 1)..^1]);
        }

        return IsValue(name);
    }

    private static bool IsValue(string name) =>
        name.StartsWith(FactTypeNames.Prefix, StringComparison.Ordinal)
        || Names.Any(n => n.Value == name || (n.Key.IsValueType && n.Value + "?" == name));
}
