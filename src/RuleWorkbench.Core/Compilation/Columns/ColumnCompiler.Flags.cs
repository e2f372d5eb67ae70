using System.Linq.Expressions;

namespace RuleWorkbench.Compilation.Columns;

/// <content>Conditions.</content>
internal sealed partial class ColumnCompiler
{
    private FlagNode? Flag(Expression tree)
    {
        switch (tree)
        {
            case ConstantExpression { Value: bool value }:
                return Once($"flag {value}", () => new ConstantFlag(columns.Cases, value));
            case ParameterExpression variable:
                return Variable(variable) as FlagNode;
            case UnaryExpression unary:
                return FlagOfUnary(unary);
            case BinaryExpression binary:
                return FlagOfBinary(binary);
            case ConditionalExpression { Test: var test, IfTrue: var yes, IfFalse: var no } conditional when !IsNullable(conditional):
                return Condition(test) is { } t && Align(Flag(yes), Flag(no)) is { } branches && Common(t, branches.Left) is { } table
                    ? Once(Key("flag ?", t, branches.Left, branches.Right), () => new ConditionalFlag(table, Widen(t, table), Widen(branches.Left, table), Widen(branches.Right, table))
                    {
                        MayFail = t.MayFail || branches.Left.MayFail || branches.Right.MayFail,
                    })
                    : null;
            case MemberExpression { Member.Name: "HasValue", Expression: { } operand } when IsNullable(operand):
                return IsNull(operand, isNegated: true);
            case MemberExpression { Member.Name: "Value", Expression: { } operand } when IsNullable(operand):
                return FlagValue(Flag(operand));
            case MemberExpression member:
                return Fact<FlagNode>(member, (column, owner) => new FactFlag(column, owner));
            case MethodCallExpression call:
                return FlagOfCall(call);
            default:
                return null;
        }
    }

    private FlagNode? FlagValue(FlagNode? operand) => operand is null or ConstantFlag
        ? operand
        : Once(Key("flag value", operand), () => new FlagValueNode(operand.Table, operand) { MayFail = operand.MayFail || operand.HasOtherNulls });

    private FlagNode? FlagOfUnary(UnaryExpression unary)
    {
        if (unary.Method is not null || Flag(unary.Operand) is not { } operand)
            return null;
        switch (unary.NodeType)
        {
            case ExpressionType.Not:
                return operand is ConstantFlag constant
                    ? Once($"flag {!constant.Value}", () => new ConstantFlag(columns.Cases, !constant.Value))
                    : Once(Key("!", operand), () => new NotNode(operand.Table, operand) { MayFail = operand.MayFail, HasOtherNulls = operand.HasOtherNulls });
            case ExpressionType.Convert:
                return IsNullable(unary.Operand) && !IsNullable(unary) ? FlagValue(operand) : operand;
            default:
                return null;
        }
    }

    private FlagNode? FlagOfBinary(BinaryExpression binary)
    {
        var isFlags = binary.Type == typeof(bool) && binary.Left.Type == typeof(bool) && binary.Right.Type == typeof(bool);
        switch (binary.NodeType)
        {
            case ExpressionType.AndAlso or ExpressionType.OrElse when isFlags && binary.Method is null:
                var isOr = binary.NodeType == ExpressionType.OrElse;
                return Align(Flag(binary.Left), Flag(binary.Right)) is not { } sides ? null
                    : Once(Key(isOr ? "||" : "&&", sides.Left, sides.Right), () => new ShortCircuitNode(sides.Table, sides.Left, sides.Right, isOr) { MayFail = sides.Left.MayFail || sides.Right.MayFail });
            case ExpressionType.And or ExpressionType.Or when isFlags && binary.Method is null:
                var isEither = binary.NodeType == ExpressionType.Or;
                return Align(Flag(binary.Left), Flag(binary.Right)) is not { } both ? null
                    : Once(Key(isEither ? "|" : "&", both.Left, both.Right), () => new BothNode(both.Table, both.Left, both.Right, isEither) { MayFail = both.Left.MayFail || both.Right.MayFail });
            case ExpressionType.Coalesce when binary.Conversion is null:
                return Flag(binary.Left) is { HasOtherNulls: false, MayFail: false } operand && !IsConstant(operand) && Align(operand, Flag(binary.Right)) is { } parts
                    ? Once(Key("flag ??", parts.Left, parts.Right), () => new FlagCoalesceNode(parts.Table, parts.Left, parts.Right) { MayFail = parts.Right.MayFail, HasOtherNulls = parts.Right.HasOtherNulls, TellsAbsence = parts.Right.TellsAbsence })
                    : null;
            case ExpressionType.Equal or ExpressionType.NotEqual when IsNullLiteral(binary.Right) != IsNullLiteral(binary.Left):
                return IsNull(IsNullLiteral(binary.Right) ? binary.Left : binary.Right, binary.NodeType == ExpressionType.NotEqual);
        }

        return binary.Type == typeof(bool) && ComparerOf(binary.NodeType) is { } comparer ? Compare(binary, comparer) : null;
    }

    private static Comparer? ComparerOf(ExpressionType type) => type switch
    {
        ExpressionType.LessThan => Comparer.Less,
        ExpressionType.LessThanOrEqual => Comparer.LessOrEqual,
        ExpressionType.GreaterThan => Comparer.Greater,
        ExpressionType.GreaterThanOrEqual => Comparer.GreaterOrEqual,
        ExpressionType.Equal => Comparer.Equal,
        ExpressionType.NotEqual => Comparer.NotEqual,
        _ => null,
    };

    private FlagNode? Compare(BinaryExpression binary, Comparer comparer)
    {
        var type = Nullable.GetUnderlyingType(binary.Left.Type) ?? binary.Left.Type;
        var isEquality = comparer is Comparer.Equal or Comparer.NotEqual;
        if (IsNullLiteral(binary.Left) || IsNullLiteral(binary.Right))
            return null;
        if (type == typeof(bool) && isEquality)
        {
            return Align(Flag(binary.Left), Flag(binary.Right)) is { } flags
                ? Once(Key("flag " + comparer, flags.Left, flags.Right), () => new FlagEqualNode(flags.Table, flags.Left, flags.Right, comparer == Comparer.NotEqual) { MayFail = flags.Left.MayFail || flags.Right.MayFail })
                : null;
        }

        if ((type == typeof(double) || type == typeof(int)) && binary.Method is null)
        {
            return Ordered(Number(binary.Left), Number(binary.Right), comparer, (table, left, c, right) => left is ConstantNumber l && right is ConstantNumber r
                ? new ConstantFlag(table, Comparison.Holds(l.Value, c, r.Value))
                : new CompareNumbers(table, left, c, right) { MayFail = left.MayFail || right.MayFail });
        }

        if (type == typeof(DateTime) || type == typeof(TimeSpan))
        {
            return Ordered(Ticks(binary.Left), Ticks(binary.Right), comparer, (table, left, c, right) => left is ConstantTicks
                ? null
                : new CompareTicks(table, left, c, right) { MayFail = left.MayFail || right.MayFail });
        }

        return type == typeof(string) && binary.Right.Type == typeof(string) && isEquality
            ? Ordered(Text(binary.Left), Text(binary.Right), comparer, (table, left, c, right) => left is ConstantText ? null : new CompareTexts(table, left, c, right) { MayFail = left.MayFail || right.MayFail })
            : null;
    }

    /// <summary>A comparison with its constant, if it has one, on the right.</summary>
    private FlagNode? Ordered<T>(T? left, T? right, Comparer comparer, Func<FactTable, T, Comparer, T, FlagNode?> make)
        where T : ColumnNode
    {
        if (left is not null && IsConstant(left))
            (left, right, comparer) = (right, left, Comparison.Mirror(comparer));
        if (Align(left, right) is not { } sides)
            return null;
        var key = Key(typeof(T).Name + comparer, sides.Left, sides.Right);
        return made.TryGetValue(key, out var known) ? (FlagNode)known
            : make(sides.Table, sides.Left, comparer, sides.Right) is { } node ? Once(key, () => node) : null;
    }

    private FlagNode? IsNull(Expression tree, bool isNegated)
    {
        var operand = Source(tree) is { Belongs: null, IsMapped: false } list ? list.List : Translate(tree);
        return operand is null || IsConstant(operand)
            ? null
            : Once(Key(isNegated ? "!= null" : "== null", operand), () => new IsNullNode(operand.Table, operand, isNegated) { MayFail = operand.MayFail });
    }

    private FlagNode? FlagOfCall(MethodCallExpression call)
    {
        var (method, type) = (call.Method.Name, call.Method.DeclaringType);
        if (scripts.Find(call.Method) is not null)
            return ScriptCall<FlagNode, bool?>(call, (table, calls, function, mayFail) => new ScriptFlag(table, calls) { MayFail = mayFail, IsAlwaysRisky = !function.NeverFails, TellsAbsence = true, HasOtherNulls = IsNullable(call) });
        if (type == typeof(Enumerable) && method is "Any" or "All")
            return OnceOrForEach(() => Quantifier(call, decisive: method == "Any"));
        if (method == "Contains" && call.Arguments.Count + (call.Object is null ? 0 : 1) == 2 && type != typeof(string))
            return OnceOrForEach(() => Membership(call));
        if (type == typeof(string) && call.Object is not null && call.Arguments is [ConstantExpression { Value: string argument }] && call.Arguments.Count == 1)
        {
            Func<string, bool>? holds = method switch
            {
                "Contains" => text => text.Contains(argument),
                "StartsWith" => text => text.StartsWith(argument),
                "EndsWith" => text => text.EndsWith(argument),
                "Equals" => text => text.Equals(argument),
                _ => null,
            };
            return holds is not null && Text(call.Object) is { } text && !IsConstant(text)
                ? Once(Key($"text.{method} \"{argument}\"", text), () => new TextPredicate(text.Table, text, columns.Texts, holds) { MayFail = text.MayFail || text.HasOtherNulls })
                : null;
        }

        return null;
    }
}
