using System.Linq.Expressions;

namespace RuleWorkbench.Compilation;

/// <summary>What can be null though no fact is missing: the first of an empty list, its greatest number.</summary>
internal static class Nullness
{
    public static bool CanHoldNull(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;

    /// <summary>Whether an operation can give null on facts none of which is missing.</summary>
    public static bool OfResult(Expression node, FactTypes facts)
    {
        if (!CanHoldNull(node.Type) || node is NewExpression or NewArrayExpression)
            return false;
        if (node is not MethodCallExpression call)
            return true;
        if (call.Method.DeclaringType == typeof(string))
            return false;
        return call.Method.DeclaringType != typeof(Enumerable) || call.Method.Name switch
        {
            "First" or "Last" or "Single" => OfElements(call.Arguments[0], facts),
            "FirstOrDefault" or "LastOrDefault" or "SingleOrDefault" or "ElementAtOrDefault" or "Max" or "Min" or "Average" => true,
            "MaxBy" or "MinBy" or "Aggregate" or "ElementAt" => true,
            _ => false,
        };
    }

    /// <summary>Whether elements of a sequence can be null; those of a list of facts never are.</summary>
    public static bool OfElements(Expression source, FactTypes facts) => source switch
    {
        UnaryExpression { NodeType: ExpressionType.Convert } convert => OfElements(convert.Operand, facts),
        MemberExpression member => facts.Find(member.Member) is null,
        MethodCallExpression { Method.Name: "Where" or "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "Skip" or "Take" or "SkipWhile" or "TakeWhile" or "Distinct" or "ToList" or "ToArray" or "Reverse" } call
            when call.Method.DeclaringType == typeof(Enumerable) => OfElements(call.Arguments[0], facts),
        _ => true,
    };
}
