using System.Linq.Expressions;
using RuleWorkbench.Compilation;

namespace RuleWorkbench.Diffing;

/// <summary>Which trees have a value on every case, whatever is missing from it. Only those may change places: of
/// <c>list != null &amp;&amp; list.Any()</c> the left side keeps the right one from failing. What is not known to be total is
/// not.</summary>
internal sealed class Totality(FactTypes facts)
{
    private readonly Dictionary<ParameterExpression, bool> variables = [];

    /// <summary>Says of a parameter, or a variable of a lambda, whether reading it is total.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="isTotal">For an element of a list: that it is never null.</param>
    public void Declare(ParameterExpression variable, bool isTotal) => variables[variable] = isTotal;

    /// <summary>Says of the elements of a list whether they are never null.</summary>
    public void DeclareElement(ParameterExpression variable, Expression source) => Declare(variable, !Nullness.OfElements(source, facts));

    public bool IsTotal(Expression node) => node switch
    {
        ConstantExpression => true,
        ParameterExpression variable => variables.GetValueOrDefault(variable),
        MemberExpression { Expression: { } target } member => IsTotalMember(member, target),
        UnaryExpression unary => IsTotal(unary.Operand) && !TotalOperations.MayFail(unary) && !LosesNull(unary),
        BinaryExpression binary => IsTotal(binary.Left) && IsTotal(binary.Right) && binary.Conversion is null && !TotalOperations.MayFail(binary, Value(binary.Right)),
        ConditionalExpression conditional => IsTotal(conditional.Test) && IsTotal(conditional.IfTrue) && IsTotal(conditional.IfFalse),
        MethodCallExpression { Object: null } call =>
            (call.Method.DeclaringType == typeof(string) || call.Method.DeclaringType == typeof(Math)) && TotalMethods.Contains(call) && call.Arguments.All(IsTotal),
        _ => false,
    };

    private bool IsTotalMember(MemberExpression member, Expression target) =>
        facts.Find(member.Member) is not null
            ? target is ParameterExpression && IsTotal(target)
            : member.Member.Name == "HasValue" && Nullable.GetUnderlyingType(target.Type) is not null && IsTotal(target);

    private static bool LosesNull(UnaryExpression unary) =>
        unary.NodeType == ExpressionType.Convert && Nullness.CanHoldNull(unary.Operand.Type) && !Nullness.CanHoldNull(unary.Type);

    private static Kleene Value(Expression right) =>
        right is ConstantExpression constant ? Kleene.Known(constant.Value) : Kleene.Unknown([], mayFail: false);
}
