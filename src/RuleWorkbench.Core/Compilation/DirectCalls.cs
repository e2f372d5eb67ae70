using System.Linq.Expressions;
using System.Reflection;

namespace RuleWorkbench.Compilation;

/// <summary>Calls of functions on plain values, run by reflection: to compile a tree takes far longer than most calls.</summary>
internal static class DirectCalls
{
    /// <summary>True for a call of a function whose arguments are constants, variables or such calls.</summary>
    public static bool IsDirect(Expression tree) => tree is MethodCallExpression call && IsFunction(call) && call.Arguments.All(a => IsDirect(a) || IsValue(a));

    /// <summary>What <see cref="IsDirect"/> holds for.</summary>
    public static object? Run(Expression tree, Func<ParameterExpression, object?> valueOf) => tree switch
    {
        ConstantExpression constant => constant.Value,
        ParameterExpression variable => valueOf(variable),
        UnaryExpression lifted => Run(lifted.Operand, valueOf),
        MethodCallExpression call => Invoke(call.Method, [.. call.Arguments.Select(a => Run(a, valueOf))]),
        _ => throw new NotSupportedException(tree.NodeType.ToString()),
    };

    public static bool IsFunction(MethodCallExpression call) => call.Object is null && !call.Method.IsGenericMethod && !call.Method.GetParameters().Any(p => p.ParameterType.IsByRef);

    public static object? Invoke(MethodInfo function, object?[] arguments) => function.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    /// <summary>A value that is boxed as what it is converted to, as 5.0 is for <c>double?</c>.</summary>
    private static bool IsValue(Expression argument) => argument switch
    {
        ConstantExpression or ParameterExpression => true,
        UnaryExpression { NodeType: ExpressionType.Convert, Method: null } lift => Nullable.GetUnderlyingType(lift.Type) == lift.Operand.Type && (IsValue(lift.Operand) || IsDirect(lift.Operand)),
        _ => false,
    };
}
