using System.Globalization;
using System.Linq.Expressions;

namespace RuleWorkbench.Compilation.Columns;

/// <content>Numbers, texts and dates.</content>
internal sealed partial class ColumnCompiler
{
    private NumberNode? Number(Expression tree)
    {
        switch (tree)
        {
            case ConstantExpression { Value: double value }:
                return NumberOf(value, isInt: false);
            case ConstantExpression { Value: int value }:
                return NumberOf(value, isInt: true);
            case ParameterExpression variable:
                return Variable(variable) as NumberNode;
            case UnaryExpression unary:
                return NumberOfUnary(unary);
            case BinaryExpression binary:
                return NumberOfBinary(binary);
            case ConditionalExpression { Test: var test, IfTrue: var yes, IfFalse: var no } when IsNullLiteral(yes) != IsNullLiteral(no):
                return NumberUnlessMissing(test, IsNullLiteral(yes) ? no : yes, nullWhen: IsNullLiteral(yes));
            case ConditionalExpression { Test: var test, IfTrue: var yes, IfFalse: var no } conditional:
                return Condition(test) is { } t && Align(Number(yes), Number(no)) is { Left.HasOtherNulls: false, Right.HasOtherNulls: false } branches && Common(t, branches.Left) is { } table
                    ? Once(Key("number ?" + conditional.Type, t, branches.Left, branches.Right), () => new ConditionalNumber(table, Widen(t, table), Widen(branches.Left, table), Widen(branches.Right, table))
                    {
                        MayFail = t.MayFail || branches.Left.MayFail || branches.Right.MayFail,
                        HasOtherNulls = IsNullable(conditional),
                    })
                    : null;
            case MemberExpression { Member.Name: "Value", Expression: { } operand } when IsNullable(operand):
                return NumberValue(Number(operand));
            case MemberExpression { Member.Name: "Length", Expression: { } text } when text.Type == typeof(string):
                return Text(text) is { } t2 && !IsConstant(t2)
                    ? Once(Key("length", t2), () => new TextLength(t2.Table, t2, columns.Texts) { MayFail = t2.MayFail || t2.HasOtherNulls })
                    : null;
            case MemberExpression { Member.Name: "Count", Expression: { } list } when Source(list) is { Belongs: null, IsMapped: false } source:
                return Count(source, null);
            case MemberExpression { Expression: { } operand } member when operand.Type == typeof(DateTime) || operand.Type == typeof(TimeSpan):
                return NumberOfTicks(member, operand);
            case MemberExpression member when IsNullable(member):
                return Fact<NumberNode>(member, (column, owner) => new FactNumber(column, owner));
            case MethodCallExpression call when call.Method.DeclaringType == typeof(Enumerable):
                return OnceOrForEach(() => NumberOfList(call));
            case MethodCallExpression call when Nullable.GetUnderlyingType(call.Type) == typeof(double) || call.Type == typeof(double):
                return ScriptCall<NumberNode, double?>(call, (table, calls, function, mayFail) => new ScriptNumber(table, calls) { MayFail = mayFail, IsAlwaysRisky = !function.NeverFails, TellsAbsence = true, HasOtherNulls = IsNullable(call) });
            default:
                return null;
        }
    }

    /// <summary><c>x == null ? null : …</c>: nothing where a fact is missing, and unknown for that reason.</summary>
    /// <param name="nullWhen">What the test is where the result is null.</param>
    private NumberNode? NumberUnlessMissing(Expression test, Expression value, bool nullWhen)
    {
        // The test must hold exactly where the fact is missing.
        if (Condition(test) is not IsNullNode { Operand.HasOtherNulls: false, Operand.MayFail: false } asks || asks.IsNegated == nullWhen)
            return null;
        return Number(value) is { } number && !IsConstant(number) && Common(asks, number) is { } table
            ? Once(Key("number unless", asks, number), () => new NumberUnlessMissing(table, Widen(asks, table), asks.IsNegated, Widen(number, table)) { MayFail = number.MayFail, HasOtherNulls = number.HasOtherNulls, TellsAbsence = number.TellsAbsence })
            : null;
    }

    private NumberNode NumberOf(double value, bool isInt) =>
        Once($"number {(isInt ? "int " : "")}{BitConverter.DoubleToInt64Bits(value)}", () => new ConstantNumber(columns.Cases, value, isInt));

    private NumberNode? NumberValue(NumberNode? operand) => operand is null or ConstantNumber
        ? operand
        : Once(Key("number value", operand), () => new NumberValueNode(operand.Table, operand) { MayFail = operand.MayFail || operand.HasOtherNulls });

    private NumberNode? NumberOfUnary(UnaryExpression unary)
    {
        var (from, to) = (Nullable.GetUnderlyingType(unary.Operand.Type) ?? unary.Operand.Type, Nullable.GetUnderlyingType(unary.Type) ?? unary.Type);
        if (unary.Method is not null || Number(unary.Operand) is not { } operand)
            return null;
        if (unary.NodeType == ExpressionType.Negate && to == typeof(double))
        {
            return operand is ConstantNumber constant
                ? NumberOf(-constant.Value, isInt: false)
                : Once(Key("-x", operand), () => new NegateNode(operand.Table, operand) { MayFail = operand.MayFail, HasOtherNulls = operand.HasOtherNulls });
        }

        var isWider = from == to || (from == typeof(int) && to == typeof(double));
        if (unary.NodeType != ExpressionType.Convert || !isWider)
            return null;
        return IsNullable(unary.Operand) && !IsNullable(unary) ? NumberValue(operand) : operand;
    }

    private NumberNode? NumberOfBinary(BinaryExpression binary)
    {
        if (binary.NodeType == ExpressionType.Coalesce)
        {
            return binary.Conversion is null && Number(binary.Left) is { HasOtherNulls: false, MayFail: false } operand && !IsConstant(operand)
                && Align(operand, Number(binary.Right)) is { } parts
                ? Once(Key("number ??", parts.Left, parts.Right), () => new NumberCoalesceNode(parts.Table, parts.Left, parts.Right) { MayFail = parts.Right.MayFail, HasOtherNulls = parts.Right.HasOtherNulls, TellsAbsence = parts.Right.TellsAbsence })
                : null;
        }

        var type = Nullable.GetUnderlyingType(binary.Type) ?? binary.Type;
        if (binary.Method is not null || Align(Number(binary.Left), Number(binary.Right)) is not { } sides || (IsConstant(sides.Left) && IsConstant(sides.Right)))
            return null;
        var (table, left, right) = sides;
        if (type == typeof(double) && binary.NodeType is ExpressionType.Add or ExpressionType.Subtract or ExpressionType.Multiply or ExpressionType.Divide or ExpressionType.Modulo)
        {
            return Once(Key(binary.NodeType.ToString(), left, right), () => new ArithmeticNode(table, left, binary.NodeType, right)
            {
                MayFail = left.MayFail || right.MayFail,
                HasOtherNulls = left.HasOtherNulls || right.HasOtherNulls,
            });
        }

        return binary.Type == typeof(int) && binary.NodeType is ExpressionType.Add or ExpressionType.Subtract or ExpressionType.Multiply
            ? Once(Key("int " + binary.NodeType, left, right), () => new IntArithmeticNode(table, left, binary.NodeType, right) { MayFail = left.MayFail || right.MayFail })
            : null;
    }

    private NumberNode? NumberOfTicks(MemberExpression member, Expression operand)
    {
        (bool IsInt, Func<long, double> Read)? part = (operand.Type == typeof(TimeSpan), member.Member.Name) switch
        {
            (true, "TotalDays") => (false, t => new TimeSpan(t).TotalDays),
            (true, "TotalHours") => (false, t => new TimeSpan(t).TotalHours),
            (true, "Days") => (true, t => new TimeSpan(t).Days),
            (false, "Year") => (true, t => new DateTime(t).Year),
            (false, "Month") => (true, t => new DateTime(t).Month),
            (false, "Day") => (true, t => new DateTime(t).Day),
            (false, "DayOfYear") => (true, t => new DateTime(t).DayOfYear),
            _ => null,
        };
        return part is { } found && Ticks(operand) is { } ticks && !IsConstant(ticks)
            ? Once(Key($"{operand.Type.Name}.{member.Member.Name}", ticks), () => new TicksMemberNode(ticks.Table, ticks, found.IsInt, found.Read) { MayFail = ticks.MayFail })
            : null;
    }

    private TextNode? Text(Expression tree)
    {
        switch (tree)
        {
            case ConstantExpression { Value: string value }:
                return Once("text=" + value, () => new ConstantText(columns.Cases, columns.Texts.CodeOf(value)));
            case ParameterExpression variable:
                return Variable(variable) as TextNode;
            case ConditionalExpression { Test: var test, IfTrue: var yes, IfFalse: var no }:
                return Condition(test) is { } t && Align(Text(yes), Text(no)) is { Left.HasOtherNulls: false, Right.HasOtherNulls: false } branches && Common(t, branches.Left) is { } table
                    ? Once(Key("text ?", t, branches.Left, branches.Right), () => new ConditionalText(table, Widen(t, table), Widen(branches.Left, table), Widen(branches.Right, table))
                    {
                        MayFail = t.MayFail || branches.Left.MayFail || branches.Right.MayFail,
                        HasOtherNulls = true,
                    })
                    : null;
            case BinaryExpression { NodeType: ExpressionType.Coalesce, Conversion: null } coalesce:
                return Text(coalesce.Left) is { HasOtherNulls: false, MayFail: false } operand && !IsConstant(operand) && Align(operand, Text(coalesce.Right)) is { } parts
                    ? Once(Key("text ??", parts.Left, parts.Right), () => new TextCoalesceNode(parts.Table, parts.Left, parts.Right) { MayFail = parts.Right.MayFail, HasOtherNulls = parts.Right.HasOtherNulls, TellsAbsence = parts.Right.TellsAbsence })
                    : null;
            case MemberExpression member:
                return Fact<TextNode>(member, (column, owner) => new FactText(column, owner));
            case MethodCallExpression call when scripts.Find(call.Method) is not null:
                return ScriptCall<TextNode, string?>(call, (table, calls, function, mayFail) => new ScriptText(table, calls, columns.Texts) { MayFail = mayFail, IsAlwaysRisky = !function.NeverFails, TellsAbsence = true, HasOtherNulls = true });
            case MethodCallExpression { Object: { } target, Arguments.Count: 0 } call when call.Method.DeclaringType == typeof(string):
                Func<string, string>? map = call.Method.Name switch
                {
                    "ToLower" => text => text.ToLower(CultureInfo.CurrentCulture),
                    "ToUpper" => text => text.ToUpper(CultureInfo.CurrentCulture),
                    "ToLowerInvariant" => text => text.ToLowerInvariant(),
                    "ToUpperInvariant" => text => text.ToUpperInvariant(),
                    "Trim" => text => text.Trim(),
                    _ => null,
                };
                return map is not null && Text(target) is { } mapped && !IsConstant(mapped)
                    ? Once(Key(call.Method.Name, mapped), () => new TextMap(mapped.Table, mapped, columns.Texts, map) { MayFail = mapped.MayFail || mapped.HasOtherNulls })
                    : null;
            default:
                return null;
        }
    }

    private TicksNode? Ticks(Expression tree)
    {
        switch (tree)
        {
            case ConstantExpression { Value: DateTime value }:
                return Once($"date {value.Ticks}", () => new ConstantTicks(columns.Cases, value.Ticks));
            case ConstantExpression { Value: TimeSpan value }:
                return Once($"span {value.Ticks}", () => new ConstantTicks(columns.Cases, value.Ticks));
            case ParameterExpression variable:
                return Variable(variable) as TicksNode;
            case UnaryExpression { NodeType: ExpressionType.Convert, Method: null } convert when Nullable.GetUnderlyingType(convert.Type) == convert.Operand.Type:
                return Ticks(convert.Operand);
            case UnaryExpression { NodeType: ExpressionType.Convert, Method: null } convert when Nullable.GetUnderlyingType(convert.Operand.Type) == convert.Type:
                return TicksValue(Ticks(convert.Operand));
            case MemberExpression { Member.Name: "Value", Expression: { } operand } when IsNullable(operand):
                return TicksValue(Ticks(operand));
            case MemberExpression member:
                return Fact<TicksNode>(member, (column, owner) => new FactTicks(column, owner));
            case BinaryExpression { NodeType: ExpressionType.Subtract } difference
                when (Nullable.GetUnderlyingType(difference.Left.Type) ?? difference.Left.Type) == typeof(DateTime) && (Nullable.GetUnderlyingType(difference.Right.Type) ?? difference.Right.Type) == typeof(DateTime):
                return Align(Ticks(difference.Left), Ticks(difference.Right)) is { } sides && !(IsConstant(sides.Left) && IsConstant(sides.Right))
                    ? Once(Key("span", sides.Left, sides.Right), () => new SpanNode(sides.Table, sides.Left, sides.Right)
                    {
                        MayFail = sides.Left.MayFail || sides.Right.MayFail,
                        HasOtherNulls = sides.Left.HasOtherNulls || sides.Right.HasOtherNulls,
                    })
                    : null;
            case MethodCallExpression call when scripts.Find(call.Method) is not null && (Nullable.GetUnderlyingType(call.Type) ?? call.Type) == typeof(DateTime):
                return ScriptCall<TicksNode, DateTime?>(call, (table, calls, function, mayFail) => new ScriptDate(table, calls) { MayFail = mayFail, IsAlwaysRisky = !function.NeverFails, TellsAbsence = true, HasOtherNulls = IsNullable(call) });
            case MethodCallExpression { Object: { } date } call when call.Method.DeclaringType == typeof(DateTime) && call.Arguments.Count == 1:
                return AddTo(call, date);
            default:
                return null;
        }
    }

    private TicksNode? TicksValue(TicksNode? operand) => operand is null or ConstantTicks
        ? operand
        : Once(Key("ticks value", operand), () => new TicksValueNode(operand.Table, operand) { MayFail = operand.MayFail || operand.HasOtherNulls });

    private TicksNode? AddTo(MethodCallExpression call, Expression date)
    {
        Func<long, double, long>? add = call.Method.Name switch
        {
            "AddDays" => (ticks, amount) => new DateTime(ticks).AddDays(amount).Ticks,
            "AddMonths" => (ticks, amount) => new DateTime(ticks).AddMonths((int)amount).Ticks,
            "AddYears" => (ticks, amount) => new DateTime(ticks).AddYears((int)amount).Ticks,
            _ => null,
        };
        if (add is null || Ticks(date) is not { } start || IsConstant(start) || Number(call.Arguments[0]) is not { } amount || Common(start, amount) is not { } table)
            return null;
        var isTotal = TotalMethods.Contains(call);
        if (!isTotal && amount.Table == columns.Cases && TotalMethods.MostToAdd(call) is { } most)
        {
            // A policy value, mostly: as long as it is there and not huge, nothing fails.
            premises.Add((amount, most));
            isTotal = true;
        }

        return Once(Key($"{call.Method.Name} {isTotal}", start, amount), () => new AddToDate(table, Widen(start, table), Widen(amount, table), add, isTotal)
        {
            MayFail = start.MayFail || amount.MayFail || !isTotal,
        });
    }
}
