using System.Collections.Immutable;

namespace RuleWorkbench.Scripting;

/// <summary>The types of .NET that scripts can use; all others are refused.</summary>
internal static class AllowedTypes
{
    /// <summary>What an author can name, by full name with arity.</summary>
    private static readonly ImmutableHashSet<string> Named =
    [
        .. In("System", "Object", "String", "Boolean", "Char", "Byte", "Int16", "Int32", "Int64", "Double", "Single", "Decimal", "Void",
            "DateTime", "DateOnly", "TimeSpan", "DayOfWeek", "Math", "Nullable`1", "Array", "Enum", "ValueType", "Index", "Range",
            "StringComparison", "StringComparer", "StringSplitOptions", "MidpointRounding", "IComparable", "IComparable`1", "IEquatable`1",
            "IFormatProvider", "IFormattable", "Exception", "ArgumentException", "InvalidOperationException", "Predicate`1", "Comparison`1",
            "Action", "Delegate", "MulticastDelegate"),
        .. Enumerable.Range(1, 8).SelectMany(n => In("System", $"Func`{n}", $"Action`{n}", $"ValueTuple`{n}")),
        .. In("System.Linq", "Enumerable", "IGrouping`2", "IOrderedEnumerable`1", "ILookup`2", "Lookup`2"),
        .. In("System.Collections.Generic", "IEnumerable`1", "IEnumerator`1", "ICollection`1", "IReadOnlyCollection`1", "IList`1",
            "IReadOnlyList`1", "List`1", "IDictionary`2", "IReadOnlyDictionary`2", "Dictionary`2", "HashSet`1", "ISet`1", "SortedDictionary`2",
            "SortedSet`1", "Queue`1", "Stack`1", "KeyValuePair`2", "KeyValuePair", "EqualityComparer`1", "Comparer`1", "IEqualityComparer`1",
            "IComparer`1"),
        .. In("System.Collections", "IEnumerable", "IEnumerator", "ICollection", "IList"),
        .. In("System.Collections.ObjectModel", "ReadOnlyCollection`1"),
        .. In("System.Globalization", "CultureInfo", "NumberStyles", "DateTimeStyles"),
        .. In("System.Text", "StringBuilder"),
    ];

    /// <summary>What the compiler puts into an assembly by itself.</summary>
    private static readonly ImmutableHashSet<string> OfCompiler =
    [
        .. In("System", "Attribute", "AttributeUsageAttribute", "AttributeTargets", "ParamArrayAttribute", "ObsoleteAttribute", "IDisposable", "MemoryExtensions",
            "ReadOnlySpan`1", "Span`1", "Type", "RuntimeTypeHandle", "RuntimeFieldHandle", "NotSupportedException", "IndexOutOfRangeException"),
        .. In("System.Runtime.CompilerServices", "CompilationRelaxationsAttribute", "RuntimeCompatibilityAttribute", "CompilerGeneratedAttribute",
            "NullableAttribute", "NullableContextAttribute", "RefSafetyRulesAttribute", "IteratorStateMachineAttribute", "ExtensionAttribute",
            "DefaultInterpolatedStringHandler", "RuntimeHelpers", "SwitchExpressionException", "IsReadOnlyAttribute", "IsExternalInit",
            "IsUnmanagedAttribute", "TupleElementNamesAttribute", "PreserveBaseOverridesAttribute", "InlineArrayAttribute", "Unsafe",
            "ReadOnlyCollectionBuilder`1", "CollectionBuilderAttribute", "ParamCollectionAttribute"),
        .. In("System.Diagnostics", "DebuggableAttribute", "DebuggerBrowsableAttribute", "DebuggerBrowsableState", "DebuggerHiddenAttribute", "DebuggingModes"),
        .. In("System.Security", "UnverifiableCodeAttribute"),
        .. In("System.Runtime.InteropServices", "InAttribute", "CollectionsMarshal", "MemoryMarshal"),
        .. In("System.Reflection", "DefaultMemberAttribute"),
        .. In("Microsoft.CodeAnalysis", "EmbeddedAttribute"),
    ];

    /// <summary>Members that depend on more than their arguments, or lead out of the allowed types.</summary>
    private static readonly ImmutableHashSet<string> DeniedMembers =
    [
        "System.Object.GetType", "System.Object.MemberwiseClone", "System.Object.GetHashCode", "System.Exception.GetType",
        "System.String.GetHashCode", "System.String.Intern", "System.String.IsInterned", "System.DateTime.Now", "System.DateTime.UtcNow",
        "System.DateTime.Today", "System.DateTime.ToLocalTime", "System.DateTime.ToUniversalTime", "System.Array.CreateInstance",
        "System.Delegate.Method", "System.Delegate.DynamicInvoke", "System.Delegate.CreateDelegate", "System.Exception.TargetSite",
        "System.Globalization.CultureInfo.CurrentCulture", "System.Globalization.CultureInfo.CurrentUICulture",
        "System.Globalization.CultureInfo.DefaultThreadCurrentCulture", "System.Globalization.CultureInfo.DefaultThreadCurrentUICulture",
    ];

    /// <summary>Whether an author can name a type.</summary>
    public static bool IsNamed(string type) => Named.Contains(type);

    /// <summary>Whether an assembly can refer to a type.</summary>
    public static bool IsReferenced(string type) => Named.Contains(type) || OfCompiler.Contains(type);

    /// <summary>Whether a member of an allowed type is refused all the same.</summary>
    public static bool IsDenied(string type, string member) =>
        DeniedMembers.Contains($"{type}.{(member.StartsWith("get_", StringComparison.Ordinal) || member.StartsWith("set_", StringComparison.Ordinal) ? member[4..] : member)}");

    private static IEnumerable<string> In(string space, params string[] names) => names.Select(n => $"{space}.{n}");
}
