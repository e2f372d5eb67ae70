using System.Collections;
using System.Collections.Immutable;
using System.Reflection;

namespace RuleWorkbench.Tracing;

/// <summary>Turns what an expression computed into what a person can read: lists and objects are taken apart, so that no
/// type of the program shows.</summary>
internal static class ReadableValue
{
    /// <summary>A number, text, flag or date as it is; a list as an array of such; an object as its members that are not
    /// missing.</summary>
    public static object? Of(object? value)
    {
        if (value is null or string || value.GetType().IsValueType)
            return value;
        try
        {
            return value is IEnumerable list
                ? list.Cast<object?>().Select(Of).ToImmutableArray()
                : value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Where(p => p.GetIndexParameters().Length == 0)
                    .Select(p => KeyValuePair.Create(p.Name, Of(p.GetValue(value))))
                    .Where(p => p.Value is not null)
                    .ToImmutableArray();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A list that an expression makes is computed when it is looked at; what it throws is the expression's failure.
            return $"error: {e.Message}";
        }
    }
}
