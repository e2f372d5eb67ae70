using System.Linq.Expressions;

namespace RuleWorkbench.Compilation.Columns;

/// <summary><c>+ - *</c> on whole numbers that are never null; what does not fit wraps around, as it does in the CLR.</summary>
internal sealed class IntArithmeticNode(FactTable table, NumberNode left, ExpressionType operation, NumberNode right)
    : NumberNode(table, isInt: true)
{
    private ulong[]? unknown, error, ask, risky;

    protected override void Evaluate(int current)
    {
        left.Run(current);
        right.Run(current);
        if (Values.Length < Table.Words << 6)
            Values = new double[Math.Max(64, Table.Words << 6)];
        if (operation == ExpressionType.Multiply)
            Multiply();
        else if (right is ConstantNumber constant)
            Add(operation == ExpressionType.Add ? constant.Value : -constant.Value);
        else
            AddOrSubtract();
        Unknown = Mask.Or(left.Unknown, right.Unknown, ref unknown, Table.Words);
        Error = Mask.Or(left.Error, right.Error, ref error, Table.Words);
        Ask = Mask.Or(left.Ask, right.Ask, ref ask, Table.Words);
        Risky = Mask.Or(left.Risky, right.Risky, ref risky, Table.Words);
    }

    /// <summary>Adds a number that is the same for all rows.</summary>
    private void Add(double constant)
    {
        var (values, a) = (Values, left.Values);
        for (var row = 0; row < Table.Rows; row++)
            values[row] = Wrapped(a[row] + constant);
    }

    private void AddOrSubtract()
    {
        var sign = operation == ExpressionType.Add ? 1.0 : -1.0;
        for (var row = 0; row < Table.Rows; row++)
            Values[row] = Wrapped(At(left, row) + (sign * right.Values[row]));
    }

    private void Multiply()
    {
        for (var row = 0; row < Table.Rows; row++)
            Values[row] = unchecked((int)At(left, row) * (int)At(right, row));
    }

    /// <summary>A sum of two whole numbers, which a double holds exactly, as an <c>int</c> has it; zero has no sign.</summary>
    private static double Wrapped(double sum) => sum is >= int.MinValue and <= int.MaxValue ? sum + 0.0 : unchecked((int)(long)sum);

    private static double At(NumberNode node, int row) => node is ConstantNumber constant ? constant.Value : node.Values[row];
}
