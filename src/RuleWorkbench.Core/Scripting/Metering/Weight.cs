using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace RuleWorkbench.Scripting.Metering;

/// <summary>How much work it is to compare values, or to take their hashes.</summary>
internal static class Weight
{
    /// <summary>Of a text that is looked at.</summary>
    public const int CharactersPerStep = 8;

    private const int PartsPerStep = 4;

    /// <summary>Steps for a value: its text, or all texts in it, and its parts.</summary>
    public static int Of<T>(T value) =>
        value is string text ? 1 + (text.Length / CharactersPerStep)
        : OfType<T>.Characters is { } characters ? OfType<T>.Steps + (characters(value) / CharactersPerStep)
        : OfType<T>.Steps;

    /// <summary>The fields by which values of a type are compared; none where a value is compared as one.</summary>
    private static FieldInfo[] Parts(Type type) =>
        typeof(ITuple).IsAssignableFrom(type) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>))
        || type.GetMethod("<Clone>$") is not null || type.IsDefined(typeof(CompilerGeneratedAttribute), false)
            ? type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic) : [];

    private static int Count(Type type) => Parts(Nullable.GetUnderlyingType(type) ?? type) is { Length: > 0 } parts ? parts.Sum(p => Count(p.FieldType)) : 1;

    /// <summary>The number of characters in a value; null where it holds no text.</summary>
    private static Expression? Characters(Expression value)
    {
        if (value.Type == typeof(string))
            return Expression.Condition(IsNull(value), Expression.Constant(0), Expression.Property(value, nameof(string.Length)));
        if (Nullable.GetUnderlyingType(value.Type) is not null)
            return Characters(Expression.Property(value, "Value")) is { } inner ? Expression.Condition(Expression.Property(value, "HasValue"), inner, Expression.Constant(0)) : null;
        var sum = Parts(value.Type).Select(p => Characters(Expression.Field(value, p))).OfType<Expression>().ToList() is { Count: > 0 } texts ? texts.Aggregate(Expression.Add) : null;
        return sum is null || value.Type.IsValueType ? sum : Expression.Condition(IsNull(value), Expression.Constant(0), sum);
    }

    private static BinaryExpression IsNull(Expression value) => Expression.ReferenceEqual(value, Expression.Constant(null));

    private static class OfType<T>
    {
        public static readonly int Steps = 1 + (Count(typeof(T)) / PartsPerStep);

        public static readonly Func<T, int>? Characters = Compiled();

        private static Func<T, int>? Compiled()
        {
            var value = Expression.Parameter(typeof(T));
            return typeof(T) != typeof(string) && Weight.Characters(value) is { } characters ? Expression.Lambda<Func<T, int>>(characters, value).Compile() : null;
        }
    }
}
