using System.Linq.Expressions;
using RuleWorkbench.Compilation;
using RuleWorkbench.Diffing;
using RuleWorkbench.Model;

namespace RuleWorkbench.Reporting.Review;

/// <summary>Says an expression in one line of words.</summary>
internal sealed class PhraseWriter(CompiledPathway compiled)
{
    public string Of(Expression node) => node switch
    {
        UnaryExpression { NodeType: ExpressionType.Not } not => Not(not.Operand),
        UnaryExpression { NodeType: ExpressionType.Negate or ExpressionType.NegateChecked } minus => $"−{Inside(minus.Operand)}",
        UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked or ExpressionType.Quote } same => Of(same.Operand),
        BinaryExpression { NodeType: ExpressionType.AndAlso } and => $"{Inside(and.Left)} and {Inside(and.Right)}",
        BinaryExpression { NodeType: ExpressionType.OrElse } or => $"{Inside(or.Left)} or {Inside(or.Right)}",
        BinaryExpression { NodeType: ExpressionType.Coalesce } or => $"{Of(or.Left)} ({Of(or.Right)} if missing)",
        BinaryExpression binary when Comparison(binary) is { } compared => compared,
        BinaryExpression binary when Sign(binary.NodeType) is { } sign => $"{Inside(binary.Left)} {sign} {Inside(binary.Right)}",
        ConditionalExpression choice => $"{Inside(choice.IfTrue)} if {Inside(choice.Test)}, otherwise {Inside(choice.IfFalse)}",
        ConstantExpression constant => FactWords.Value(constant.Value, null),
        ParameterExpression variable => string.IsNullOrEmpty(variable.Name) || variable.Name == "it" ? "it" : FactWords.Name(variable.Name),
        MemberExpression member => Member(member),
        MethodCallExpression call => Call(call),
        LambdaExpression lambda => Of(lambda.Body),
        _ => TreeText.Of(node),
    };

    private string Not(Expression node) => Plain(node) switch
    {
        MemberExpression { Member.Name: "HasValue" } has => $"{Of(has.Expression!)} is missing",
        MemberExpression or ParameterExpression => $"{Of(node)} is no",
        MethodCallExpression { Method.Name: "Any" } call => Quantified(call, "none of"),
        _ => $"not ({Of(node)})",
    };

    private string? Comparison(BinaryExpression node)
    {
        var (left, right) = (Plain(node.Left), Plain(node.Right));
        if (left is MethodCallExpression { Method.Name: "Compare", Object: null, Arguments: [var first, var second, ..] } && right is ConstantExpression { Value: 0 })
            (left, right) = (Plain(first), Plain(second));
        var type = node.NodeType;

        // A value that a fact is compared with stands behind it.
        if (left is ConstantExpression && right is not ConstantExpression)
            (left, right, type) = (right, left, Turned(type));
        var unit = UnitOf(left) ?? UnitOf(right);
        if (right is ConstantExpression { Value: null } && type is ExpressionType.Equal or ExpressionType.NotEqual)
            return $"{Of(left)} is {(type == ExpressionType.Equal ? "missing" : "known")}";
        if (right is ConstantExpression { Value: bool flag } && type is ExpressionType.Equal or ExpressionType.NotEqual && left is MemberExpression or ParameterExpression)
            return $"{Of(left)} is {(type == ExpressionType.Equal ? "" : "not ")}{(flag ? "yes" : "no")}";
        var word = type switch
        {
            ExpressionType.Equal => "is",
            ExpressionType.NotEqual => "is not",
            ExpressionType.LessThan => "is below",
            ExpressionType.LessThanOrEqual => "is at most",
            ExpressionType.GreaterThan => "is above",
            ExpressionType.GreaterThanOrEqual => "is at least",
            _ => null,
        };
        return word is null ? null : $"{Inside(left)} {word} {(right is ConstantExpression constant ? FactWords.Value(constant.Value, unit) : Inside(right))}";
    }

    private string Member(MemberExpression member)
    {
        if (member.Expression is null)
            return TreeText.Of(member);
        if (member.Member.Name is "Value" or "HasValue" && Nullable.GetUnderlyingType(member.Expression.Type) is not null)
            return member.Member.Name == "Value" ? Of(member.Expression) : $"{Of(member.Expression)} is known";
        if (compiled.Facts.Find(member.Member) is not { } fact)
            return $"{FactWords.Name(member.Member.Name)} of {Inside(member.Expression)}";
        if (fact.Path.StartsWith(Pathway.PolicyInput + ".", StringComparison.Ordinal) && compiled.Pathway.Policy.FirstOrDefault(p => p.Name == fact.Schema.Name) is { } policy)
            return $"the policy’s {FactWords.Name(policy.Name)} ({FactWords.Value(policy.Value, policy.Unit)})";
        if (compiled.Pathway.Clock is { } clock && fact.Path == $"{clock}.{Pathway.ClockFact}")
            return "today";
        var title = FactWords.Title(fact.Schema);
        return Plain(member.Expression) is ParameterExpression { Name: null or "" or "it" } ? $"its {title}" : $"{Of(member.Expression)} {title}";
    }

    private string Call(MethodCallExpression call)
    {
        var isList = call.Object is null && call.Method.DeclaringType == typeof(Enumerable);
        return call.Method.Name switch
        {
            "Any" when isList => Quantified(call, "any of"),
            "All" when isList => Quantified(call, "each of"),
            "Count" when isList => $"the number of {List(call)}",
            "Where" when isList => List(call),
            "Contains" when isList && Plain(call.Arguments[0]) is ConstantExpression or NewArrayExpression => $"{Of(call.Arguments[1])} is one of {Of(call.Arguments[0])}",
            "Contains" when isList => $"{Of(call.Arguments[0])} include {Of(call.Arguments[1])}",
            "Contains" when call.Object is { } list && list.Type != typeof(string) => $"{Of(list)} include {Of(call.Arguments[0])}",
            "Contains" when call.Object is not null => $"{Inside(call.Object)} contains {Of(call.Arguments[0])}",
            "StartsWith" when call.Object is not null => $"{Inside(call.Object)} begins with {Of(call.Arguments[0])}",
            "EndsWith" when call.Object is not null => $"{Inside(call.Object)} ends with {Of(call.Arguments[0])}",
            "Sum" or "Max" or "Min" or "Average" when isList => $"the {Aggregate(call.Method.Name)} of {Mapped(call)}",
            _ when compiled.Functions.Contains(call.Method.DeclaringType!) => $"{call.Method.DeclaringType!.Name}.{call.Method.Name} of ({string.Join("; ", call.Arguments.Select(Of))})",
            _ => TreeText.Of(call),
        };

        static string Aggregate(string method) => method switch { "Max" => "greatest", "Min" => "least", "Average" => "mean", _ => "sum" };
    }

    private string Quantified(MethodCallExpression call, string which) => call.Arguments.Count == 1
        ? $"there are {(which == "none of" ? "no " : "")}{Of(call.Arguments[0])}"
        : $"{which} {Of(call.Arguments[0])} has: {Of(call.Arguments[1])}";

    private string List(MethodCallExpression call) =>
        call.Arguments.Count == 1 ? Of(call.Arguments[0]) : $"{Of(call.Arguments[0])} with: {Of(call.Arguments[1])}";

    private string Mapped(MethodCallExpression call) =>
        call.Arguments.Count == 1 ? Of(call.Arguments[0]) : $"{Of(call.Arguments[1])} over {Of(call.Arguments[0])}";

    private string Inside(Expression node)
    {
        var text = Of(node);
        return Plain(node) is BinaryExpression { NodeType: not ExpressionType.Coalesce } or ConditionalExpression ? $"({text})" : text;
    }

    private string? UnitOf(Expression node) => node switch
    {
        MemberExpression member when compiled.Facts.Find(member.Member) is { } fact => fact.Schema.Unit,
        MemberExpression { Expression: { } inner } => UnitOf(inner),
        UnaryExpression unary => UnitOf(unary.Operand),
        BinaryExpression { NodeType: ExpressionType.Coalesce or ExpressionType.Add or ExpressionType.Subtract } binary => UnitOf(Plain(binary.Left)) ?? UnitOf(Plain(binary.Right)),
        _ => null,
    };

    private static Expression Plain(Expression node) => node switch
    {
        UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked or ExpressionType.Quote } same => Plain(same.Operand),
        _ => node,
    };

    private static ExpressionType Turned(ExpressionType type) => type switch
    {
        ExpressionType.LessThan => ExpressionType.GreaterThan,
        ExpressionType.LessThanOrEqual => ExpressionType.GreaterThanOrEqual,
        ExpressionType.GreaterThan => ExpressionType.LessThan,
        ExpressionType.GreaterThanOrEqual => ExpressionType.LessThanOrEqual,
        _ => type,
    };

    private static string? Sign(ExpressionType type) => type switch
    {
        ExpressionType.Add or ExpressionType.AddChecked => "+",
        ExpressionType.Subtract or ExpressionType.SubtractChecked => "−",
        ExpressionType.Multiply or ExpressionType.MultiplyChecked => "×",
        ExpressionType.Divide => "÷",
        ExpressionType.Modulo => "modulo",
        _ => null,
    };
}
