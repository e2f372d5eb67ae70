using System.Collections.Immutable;
using System.Linq.Dynamic.Core;
using System.Linq.Expressions;
using System.Reflection;
using RulesEngine.HelperFunctions;

namespace RuleWorkbench.Compilation;

/// <summary>What expressions may be made of besides facts and functions of scripts: kinds of nodes, types, and members of
/// these types that depend on their arguments alone. All that is not named here is refused.</summary>
public static class AllowedOperations
{
    private static readonly ImmutableHashSet<Type> Values =
    [
        typeof(bool), typeof(byte), typeof(short), typeof(int), typeof(long), typeof(float), typeof(double), typeof(decimal), typeof(char), typeof(string),
        typeof(DateTime), typeof(TimeSpan), typeof(DayOfWeek), typeof(StringComparison), typeof(MidpointRounding), typeof(object),
    ];

    private static readonly ImmutableHashSet<Type> Lists =
    [
        typeof(IEnumerable<>), typeof(ICollection<>), typeof(IReadOnlyCollection<>), typeof(IList<>), typeof(IReadOnlyList<>), typeof(List<>),
        typeof(IOrderedEnumerable<>), typeof(IGrouping<,>),
    ];

    private static readonly ImmutableDictionary<Type, ImmutableHashSet<string>> Members = new Dictionary<Type, ImmutableHashSet<string>>
    {
        [typeof(object)] = Names("ToString Equals"),
        [typeof(string)] = Names("Length Empty Contains StartsWith EndsWith Equals IndexOf LastIndexOf Substring Trim TrimStart TrimEnd ToLower ToUpper "
            + "ToLowerInvariant ToUpperInvariant IsNullOrEmpty IsNullOrWhiteSpace Compare CompareOrdinal CompareTo Concat Join Split Replace Remove PadLeft PadRight ToString get_Chars Chars"),
        [typeof(char)] = Names("IsDigit IsLetter IsLetterOrDigit IsWhiteSpace IsUpper IsLower ToUpperInvariant ToLowerInvariant ToString CompareTo Equals"),
        [typeof(bool)] = Names("ToString Equals CompareTo Parse"),
        [typeof(DateTime)] = Names(".ctor Year Month Day Date DayOfWeek DayOfYear Hour Minute Second Millisecond Ticks TimeOfDay MinValue MaxValue AddDays AddMonths AddYears "
            + "AddHours AddMinutes AddSeconds Add Subtract Compare CompareTo Equals DaysInMonth IsLeapYear Parse ToString"),
        [typeof(TimeSpan)] = Names(".ctor Days Hours Minutes Seconds TotalDays TotalHours TotalMinutes TotalSeconds TotalMilliseconds Ticks Zero FromDays FromHours FromMinutes "
            + "FromSeconds Add Subtract Negate Duration Compare CompareTo Equals ToString"),
        [typeof(Math)] = Names("Abs Max Min Floor Ceiling Round Sqrt Pow Exp Log Log10 Log2 Cbrt Truncate Sign Clamp PI E"),
        [typeof(Convert)] = Names("ToBoolean ToInt16 ToInt32 ToInt64 ToSingle ToDouble ToDecimal ToDateTime ToString"),
        [typeof(Nullable<>)] = Names("Value HasValue GetValueOrDefault .ctor"),
        [typeof(List<>)] = Names("Count Contains IndexOf get_Item Item"),
        [typeof(IGrouping<,>)] = Names("Key"),
        [typeof(ICollection<>)] = Names("Count Contains"),
        [typeof(IReadOnlyCollection<>)] = Names("Count"),
        [typeof(IList<>)] = Names("get_Item Item IndexOf"),
        [typeof(IReadOnlyList<>)] = Names("get_Item Item"),
        [typeof(Array)] = Names("Length"),
        [typeof(Enumerable)] = Names("Any All Count Sum Max Min Average First FirstOrDefault Last LastOrDefault Single SingleOrDefault Where Select SelectMany Contains Distinct "
            + "OrderBy OrderByDescending ThenBy ThenByDescending Take Skip TakeWhile SkipWhile ToList ToArray Reverse DefaultIfEmpty ElementAt ElementAtOrDefault GroupBy "
            + "Concat Union Intersect Except Append Prepend SequenceEqual Cast OfType AsEnumerable"),
        [typeof(ExpressionUtils)] = Names("CheckContains"),
    }.ToImmutableDictionary();

    private static readonly ImmutableHashSet<string> OfNumbers = Names("ToString Equals CompareTo Parse MaxValue MinValue NaN IsNaN IsInfinity IsFinite PositiveInfinity NegativeInfinity Round Floor Ceiling Truncate");

    public static bool IsAllowed(ExpressionType kind) =>
        kind is ExpressionType.Constant or ExpressionType.Default or ExpressionType.Parameter or ExpressionType.MemberAccess
            or ExpressionType.Call or ExpressionType.Lambda or ExpressionType.Convert or ExpressionType.ConvertChecked
            or ExpressionType.Not or ExpressionType.Negate or ExpressionType.NegateChecked or ExpressionType.UnaryPlus
            or ExpressionType.Add or ExpressionType.AddChecked or ExpressionType.Subtract or ExpressionType.SubtractChecked
            or ExpressionType.Multiply or ExpressionType.MultiplyChecked or ExpressionType.Divide or ExpressionType.Modulo
            or ExpressionType.AndAlso or ExpressionType.OrElse or ExpressionType.And or ExpressionType.Or or ExpressionType.ExclusiveOr
            or ExpressionType.Equal or ExpressionType.NotEqual or ExpressionType.LessThan or ExpressionType.LessThanOrEqual
            or ExpressionType.GreaterThan or ExpressionType.GreaterThanOrEqual or ExpressionType.Coalesce or ExpressionType.Conditional
            or ExpressionType.ArrayIndex or ExpressionType.ArrayLength or ExpressionType.Index or ExpressionType.NewArrayInit
            or ExpressionType.New or ExpressionType.MemberInit;

    /// <summary>Whether a value of a type can occur, apart from facts: numbers, flags, texts, dates, and lists of what can
    /// occur.</summary>
    public static bool IsValue(Type type, Func<Type, bool> isFacts)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return Values.Contains(type) || isFacts(type) || IsFigures(type)
            || (type.IsArray && type.GetArrayRank() == 1 && IsValue(type.GetElementType()!, isFacts))
            || (type.IsGenericType && Lists.Contains(type.GetGenericTypeDefinition()) && type.GetGenericArguments().All(t => IsValue(t, isFacts)));
    }

    /// <summary>Whether a type is what the parser makes of <c>new (… as name)</c>.</summary>
    public static bool IsFigures(Type type) => type.IsSubclassOf(typeof(DynamicClass));

    public static bool IsMember(MemberInfo member)
    {
        var type = member.DeclaringType!;
        if (IsFigures(type))
            return member is PropertyInfo or ConstructorInfo;
        if (type.IsEnum)
            return Values.Contains(type) && member is FieldInfo;
        if (type.IsArray)
            return member.Name is "Length" or "Get";
        if (type.IsGenericType)
            type = type.GetGenericTypeDefinition();
        return Members.TryGetValue(type, out var names) ? names.Contains(member.Name)
            : type.IsPrimitive || type == typeof(decimal) ? OfNumbers.Contains(member.Name) : false;
    }

    /// <summary>Whether an operator that a type defines for itself can be used.</summary>
    public static bool IsOperator(MethodInfo? method) =>
        method is null || (method.DeclaringType is { } type && (Values.Contains(type) || type == typeof(Math)) && (method.IsSpecialName || method.Name is "Concat" or "Compare" or "Pow"));

    private static ImmutableHashSet<string> Names(string names) => [.. names.Split(' ')];
}
