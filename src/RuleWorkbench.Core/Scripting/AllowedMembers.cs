using System.Collections.Immutable;

namespace RuleWorkbench.Scripting;

/// <summary>The types of .NET that scripts can use, and of each the members; all others are refused.</summary>
internal static class AllowedMembers
{
    private const string OfNumbers = "MaxValue MinValue Parse TryParse ToString Equals CompareTo Abs Min Max Clamp Sign";

    private const string OfReals = OfNumbers + " NaN PositiveInfinity NegativeInfinity Epsilon IsNaN IsInfinity IsFinite IsPositiveInfinity IsNegativeInfinity Round Floor Ceiling Truncate Sqrt Pow";

    private const string OfDictionaries = "Count Item Keys Values ContainsKey TryGetValue GetEnumerator";

    /// <summary>Types that an author can name, with arity: names of their members, a constructor as <c>new</c>.</summary>
    private static readonly ImmutableDictionary<string, ImmutableHashSet<string>> Named = Table($"""
        System.Object: new ToString Equals ReferenceEquals
        System.Void:
        System.Boolean: Parse TryParse ToString Equals CompareTo
        System.Char: IsDigit IsLetter IsLetterOrDigit IsWhiteSpace IsUpper IsLower IsPunctuation IsAsciiDigit IsAsciiLetter ToUpperInvariant ToLowerInvariant ToString Equals CompareTo MinValue MaxValue
        System.Byte: {OfNumbers}
        System.Int16: {OfNumbers}
        System.Int32: {OfNumbers}
        System.Int64: {OfNumbers}
        System.Single: {OfReals}
        System.Double: {OfReals}
        System.Decimal: {OfReals} Zero One MinusOne Add Subtract Multiply Divide Negate
        System.String: Empty Length Chars Contains StartsWith EndsWith Equals IndexOf LastIndexOf Substring Trim TrimStart TrimEnd ToUpper ToLower ToUpperInvariant ToLowerInvariant IsNullOrEmpty IsNullOrWhiteSpace Compare CompareOrdinal CompareTo Concat Join Split Replace Remove Insert PadLeft PadRight ToString ToCharArray GetEnumerator
        System.DateTime: new Year Month Day Date DayOfWeek DayOfYear Hour Minute Second Millisecond Ticks TimeOfDay MinValue MaxValue Add AddDays AddMonths AddYears AddHours AddMinutes AddSeconds Subtract Compare CompareTo Equals DaysInMonth IsLeapYear TryParseExact ParseExact ToString
        System.DateOnly: new Year Month Day DayOfWeek DayOfYear DayNumber MinValue MaxValue AddDays AddMonths AddYears CompareTo Equals FromDateTime FromDayNumber ToString
        System.TimeSpan: new Days Hours Minutes Seconds TotalDays TotalHours TotalMinutes TotalSeconds TotalMilliseconds Ticks Zero MinValue MaxValue FromDays FromHours FromMinutes FromSeconds Add Subtract Negate Duration Compare CompareTo Equals ToString
        System.DayOfWeek: *
        System.Math: Abs Min Max Clamp Sign Floor Ceiling Round Truncate Sqrt Cbrt Pow Exp Log Log10 Log2 PI E DivRem Sin Cos Tan Asin Acos Atan Atan2
        System.Nullable`1: new ToString Equals Value HasValue GetValueOrDefault
        System.Array: Length Empty GetEnumerator
        System.Enum: ToString Equals
        System.ValueType: ToString Equals
        System.Index: *
        System.Range: *
        System.StringComparison: *
        System.StringComparer: Ordinal OrdinalIgnoreCase InvariantCulture InvariantCultureIgnoreCase
        System.StringSplitOptions: *
        System.MidpointRounding: *
        System.IComparable: CompareTo
        System.IComparable`1: CompareTo
        System.IEquatable`1: Equals
        System.IFormatProvider:
        System.IFormattable:
        System.Exception: new
        System.ArgumentException: new
        System.ArgumentOutOfRangeException: new
        System.InvalidOperationException: new
        System.Delegate:
        System.MulticastDelegate:
        System.Predicate`1: new Invoke
        System.Comparison`1: new Invoke
        System.Action: new Invoke
        System.Action`1: new Invoke
        System.Action`2: new Invoke
        System.Action`3: new Invoke
        System.Func`1: new Invoke
        System.Func`2: new Invoke
        System.Func`3: new Invoke
        System.Func`4: new Invoke
        System.Func`5: new Invoke
        System.Func`6: new Invoke
        System.ValueTuple`2: *
        System.ValueTuple`3: *
        System.ValueTuple`4: *
        System.ValueTuple`5: *
        System.ValueTuple`6: *
        System.ValueTuple`7: *
        System.MemoryExtensions: Contains IndexOf SequenceEqual AsSpan
        System.ReadOnlySpan`1:
        System.Globalization.CultureInfo: InvariantCulture
        System.Globalization.NumberStyles: *
        System.Globalization.DateTimeStyles: *
        System.Text.StringBuilder: new Append AppendLine Length ToString
        System.Linq.IGrouping`2: Key
        System.Linq.ILookup`2: Count Item Contains
        System.Linq.IOrderedEnumerable`1:
        System.Linq.Enumerable: Aggregate All Any Append AsEnumerable Average Cast Concat Contains Count CountBy DefaultIfEmpty Distinct DistinctBy ElementAt ElementAtOrDefault Empty Except ExceptBy First FirstOrDefault GroupBy GroupJoin Index Intersect IntersectBy Join Last LastOrDefault Max MaxBy Min MinBy OfType Order OrderBy OrderByDescending OrderDescending Prepend Range Repeat Reverse Select SelectMany SequenceEqual Single SingleOrDefault Skip SkipLast SkipWhile Sum Take TakeLast TakeWhile ThenBy ThenByDescending ToArray ToDictionary ToHashSet ToList ToLookup Union UnionBy Where Zip
        System.Collections.IEnumerable: GetEnumerator
        System.Collections.IEnumerator: MoveNext
        System.Collections.Generic.IEnumerable`1: GetEnumerator
        System.Collections.Generic.IEnumerator`1: Current
        System.Collections.Generic.ICollection`1: Count
        System.Collections.Generic.IReadOnlyCollection`1: Count
        System.Collections.Generic.IList`1: Item
        System.Collections.Generic.IReadOnlyList`1: Item
        System.Collections.Generic.List`1: new Count Item Add AddRange Insert Remove RemoveAt RemoveAll Clear Reverse Sort Contains IndexOf ToArray GetEnumerator
        System.Collections.Generic.IDictionary`2: Item Keys Values ContainsKey TryGetValue
        System.Collections.Generic.IReadOnlyDictionary`2: {OfDictionaries}
        System.Collections.Generic.Dictionary`2: new Add TryAdd Remove Clear {OfDictionaries}
        System.Collections.Generic.HashSet`1: new Count Add Remove Clear Contains UnionWith GetEnumerator
        System.Collections.Generic.Queue`1: new Count Enqueue Dequeue Peek TryDequeue TryPeek GetEnumerator
        System.Collections.Generic.Stack`1: new Count Push Pop Peek TryPop TryPeek GetEnumerator
        System.Collections.Generic.KeyValuePair`2: new Key Value Deconstruct
        System.Collections.Generic.IEqualityComparer`1:
        System.Collections.Generic.IComparer`1:
        """);

    /// <summary>What the compiler puts into an assembly by itself.</summary>
    private static readonly ImmutableDictionary<string, ImmutableHashSet<string>> OfCompiler = Table("""
        System.Attribute: new
        System.ParamArrayAttribute: new
        System.IDisposable: Dispose
        System.Type: GetTypeFromHandle op_Equality op_Inequality
        System.RuntimeTypeHandle:
        System.RuntimeFieldHandle:
        System.NotSupportedException: new
        System.IndexOutOfRangeException: new
        System.Span`1: *
        System.ReadOnlySpan`1: *
        System.Object: GetHashCode
        System.String: GetHashCode Format
        System.Decimal: new
        System.Int32: GetHashCode
        System.Collections.Generic.List`1: GetEnumerator Current MoveNext Dispose Enumerator
        System.Collections.Generic.Dictionary`2: Current MoveNext Dispose
        System.Collections.Generic.HashSet`1: Current MoveNext Dispose
        System.Collections.Generic.Queue`1: Current MoveNext Dispose
        System.Collections.Generic.Stack`1: Current MoveNext Dispose
        System.Collections.Generic.EqualityComparer`1: Default Equals GetHashCode
        System.Text.StringBuilder: new Append ToString
        System.Collections.IEnumerator: Current MoveNext Reset
        System.Collections.IList: *
        System.Collections.ICollection: *
        System.Collections.Generic.ICollection`1: *
        System.Collections.Generic.IList`1: *
        System.Collections.ObjectModel.ReadOnlyCollection`1:
        System.Array: AsReadOnly Clone CopyTo
        System.Runtime.CompilerServices.DefaultInterpolatedStringHandler: *
        System.Runtime.CompilerServices.RuntimeHelpers: InitializeArray GetSubArray EnsureSufficientExecutionStack CreateSpan
        System.Runtime.CompilerServices.SwitchExpressionException: new
        System.Runtime.CompilerServices.Unsafe: Add As AsRef
        System.Runtime.CompilerServices.CompilationRelaxationsAttribute: new
        System.Runtime.CompilerServices.RuntimeCompatibilityAttribute: new WrapNonExceptionThrows
        System.Runtime.CompilerServices.CompilerGeneratedAttribute: new
        System.Runtime.CompilerServices.NullableAttribute: new
        System.Runtime.CompilerServices.NullableContextAttribute: new
        System.Runtime.CompilerServices.RefSafetyRulesAttribute: new
        System.Runtime.CompilerServices.ExtensionAttribute: new
        System.Runtime.CompilerServices.IsReadOnlyAttribute: new
        System.Runtime.CompilerServices.IsExternalInit:
        System.Runtime.CompilerServices.TupleElementNamesAttribute: new
        System.Runtime.CompilerServices.PreserveBaseOverridesAttribute: new
        System.Runtime.CompilerServices.InlineArrayAttribute: new
        System.Runtime.CompilerServices.ParamCollectionAttribute: new
        System.Diagnostics.DebuggableAttribute: new
        System.Diagnostics.DebuggerBrowsableAttribute: new
        System.Diagnostics.DebuggerBrowsableState: *
        System.Diagnostics.DebuggerHiddenAttribute: new
        System.Runtime.InteropServices.InAttribute: new
        System.Runtime.InteropServices.CollectionsMarshal: AsSpan SetCount
        System.Runtime.InteropServices.MemoryMarshal: CreateReadOnlySpan CreateSpan
        System.Reflection.DefaultMemberAttribute: new
        Microsoft.CodeAnalysis.EmbeddedAttribute: new
        """);

    /// <summary>Whether an author can name a type.</summary>
    public static bool IsNamed(string type) => Named.ContainsKey(type);

    /// <summary>Whether an author can use a member of a type that can be named.</summary>
    public static bool IsUsable(string type, string member) => Has(Named, type, member);

    /// <summary>Whether an assembly can refer to a type.</summary>
    public static bool IsReferenced(string type) => Named.ContainsKey(type) || OfCompiler.ContainsKey(type);

    /// <summary>Whether an assembly can refer to a member.</summary>
    public static bool IsReferenced(string type, string member) => Has(Named, type, member) || Has(OfCompiler, type, member);

    private static bool Has(ImmutableDictionary<string, ImmutableHashSet<string>> table, string type, string member) =>
        table.TryGetValue(type, out var members)

        // A length can be read; setting it would take memory that nobody charges.
        && !(type == "System.Text.StringBuilder" && member == "set_Length")
        && (members.Contains("*") || members.Contains(Plain(member)) || (member.StartsWith("op_", StringComparison.Ordinal) && type != "System.Delegate"));

    /// <summary>A member as the tables write it: accessors by their property, constructors as <c>new</c>.</summary>
    private static string Plain(string member) => member == ".ctor" ? "new"
        : member.StartsWith("get_", StringComparison.Ordinal) || member.StartsWith("set_", StringComparison.Ordinal) ? member[4..]
        : member == "this[]" ? "Item" : member;

    private static ImmutableDictionary<string, ImmutableHashSet<string>> Table(string text) => text.Split('\n', StringSplitOptions.TrimEntries)
        .Select(line => line.Split(':', 2))
        .ToImmutableDictionary(parts => parts[0], parts => parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToImmutableHashSet());
}
