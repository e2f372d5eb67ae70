using System.Linq.Expressions;

namespace RuleWorkbench.Compilation.Columns;

/// <summary><c>+ - * / %</c> on numbers that may be null: null with a null.</summary>
internal sealed class ArithmeticNode(FactTable table, NumberNode left, ExpressionType operation, NumberNode right)
    : NumberNode(table, isInt: false)
{
    private ulong[]? unknown, nulls, error, ask, risky;

    protected override void Evaluate(int current)
    {
        left.Run(current);
        right.Run(current);
        var (rows, words) = (Table.Rows, Table.Words);
        if (Values.Length < words << 6)
            Values = new double[Math.Max(64, words << 6)];
        var result = Values;
        if (right is ConstantNumber r)
        {
            var (a, b) = (left.Values, r.Value);
            switch (operation)
            {
                case ExpressionType.Add:
                    for (var i = 0; i < rows; i++)
                        result[i] = a[i] + b;
                    break;
                case ExpressionType.Subtract:
                    for (var i = 0; i < rows; i++)
                        result[i] = a[i] - b;
                    break;
                case ExpressionType.Multiply:
                    for (var i = 0; i < rows; i++)
                        result[i] = a[i] * b;
                    break;
                case ExpressionType.Divide:
                    for (var i = 0; i < rows; i++)
                        result[i] = a[i] / b;
                    break;
                default:
                    for (var i = 0; i < rows; i++)
                        result[i] = a[i] % b;
                    break;
            }
        }
        else if (left is ConstantNumber l)
        {
            for (var i = 0; i < rows; i++)
                result[i] = Apply(l.Value, right.Values[i]);
        }
        else
        {
            var (a, b) = (left.Values, right.Values);
            switch (operation)
            {
                case ExpressionType.Add:
                    for (var i = 0; i < rows; i++)
                        result[i] = a[i] + b[i];
                    break;
                case ExpressionType.Subtract:
                    for (var i = 0; i < rows; i++)
                        result[i] = a[i] - b[i];
                    break;
                case ExpressionType.Multiply:
                    for (var i = 0; i < rows; i++)
                        result[i] = a[i] * b[i];
                    break;
                case ExpressionType.Divide:
                    for (var i = 0; i < rows; i++)
                        result[i] = a[i] / b[i];
                    break;
                default:
                    for (var i = 0; i < rows; i++)
                        result[i] = a[i] % b[i];
                    break;
            }
        }

        Unknown = Mask.Or(left.Unknown, right.Unknown, ref unknown, words);
        Null = Mask.Or(left.Null, right.Null, ref nulls, words);
        Error = Mask.Or(left.Error, right.Error, ref error, words);
        Ask = Mask.Or(left.Ask, right.Ask, ref ask, words);
        Risky = Mask.Or(left.Risky, right.Risky, ref risky, words);
    }

    private double Apply(double a, double b) => operation switch
    {
        ExpressionType.Add => a + b,
        ExpressionType.Subtract => a - b,
        ExpressionType.Multiply => a * b,
        ExpressionType.Divide => a / b,
        _ => a % b,
    };
}

/// <summary><c>-x</c></summary>
internal sealed class NegateNode(FactTable table, NumberNode operand) : NumberNode(table, isInt: false)
{
    protected override void Evaluate(int current)
    {
        operand.Run(current);
        if (Values.Length < Table.Words << 6)
            Values = new double[Math.Max(64, Table.Words << 6)];
        for (var i = 0; i < Table.Rows; i++)
            Values[i] = -operand.Values[i];
        (Unknown, Error, Ask, Null, Risky) = (operand.Unknown, operand.Error, operand.Ask, operand.Null, operand.Risky);
    }
}

/// <summary>A number that must not be null, such as <c>x.Value</c>: the CLR throws where it is.</summary>
internal sealed class NumberValueNode(FactTable table, NumberNode operand) : NumberNode(table, operand.IsInt)
{
    private ulong[]? error, ask;

    protected override void Evaluate(int current)
    {
        operand.Run(current);
        Values = operand.Values;
        Risky = operand.Risky;
        (Unknown, Error, Ask) = NullThrows.Of(operand, Table.Words, ref error, ref ask);
    }
}
