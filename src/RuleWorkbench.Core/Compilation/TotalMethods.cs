using System.Linq.Expressions;

namespace RuleWorkbench.Compilation;

/// <summary>Methods that cannot fail on any values that facts can have, where nothing is null.</summary>
internal static class TotalMethods
{
    /// <summary>More years than dates of facts can be away from the calendar's ends.</summary>
    private const double MostYears = 1000;

    public static bool Contains(MethodCallExpression call)
    {
        var type = call.Method.DeclaringType;
        var name = call.Method.Name;
        if (type == typeof(string))
        {
            return name is "Contains" or "StartsWith" or "EndsWith" or "ToLower" or "ToUpper" or "ToLowerInvariant" or "ToUpperInvariant"
                or "Trim" or "ToString" or "Equals" or "IsNullOrEmpty" or "IsNullOrWhiteSpace" or "Concat" or "CompareTo"
                || (name == "Compare" && call.Arguments.Count == 2);
        }

        if (type == typeof(Math))
        {
            return call.Type == typeof(double)
                && (name is "Abs" or "Max" or "Min" or "Floor" or "Ceiling" or "Sqrt" or "Pow" or "Truncate"
                    || (name == "Round" && call.Arguments.Count == 1));
        }

        if (name == "Contains" && type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(List<>))
            return true;

        if (type == typeof(Enumerable))
        {
            return name is "Any" or "All" or "Count" or "Where" or "Contains" or "Select" or "Distinct" or "FirstOrDefault" or "LastOrDefault"
                || (name is "Sum" or "Max" or "Min" or "Average" && Nullable.GetUnderlyingType(call.Type) == typeof(double));
        }

        return call.Arguments is [ConstantExpression { Value: { } amount }] && AddsLittle(call, amount);
    }

    /// <summary>Whether a call adds so little to a date of facts that no such date leaves the calendar.</summary>
    /// <param name="amount">What it adds: a number.</param>
    public static bool AddsLittle(MethodCallExpression call, object? amount) =>
        MostToAdd(call) is { } most && amount is double or int && Math.Abs(Convert.ToDouble(amount, System.Globalization.CultureInfo.InvariantCulture)) < most;

    /// <summary>How much a call may add to a date of facts, in its own unit; null for what adds to no date of facts.</summary>
    public static double? MostToAdd(MethodCallExpression call) =>
        call.Method.DeclaringType != typeof(DateTime) || call.Object is not MemberExpression ? null : call.Method.Name switch
        {
            "AddYears" => MostYears,
            "AddMonths" => MostYears * 12,
            "AddDays" => MostYears * 365,
            _ => null,
        };
}
