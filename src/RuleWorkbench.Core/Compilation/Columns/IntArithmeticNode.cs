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
        for (var row = 0; row < Table.Rows; row++)
        {
            var (a, b) = ((int)At(left, row), (int)At(right, row));
            Values[row] = unchecked(operation switch
            {
                ExpressionType.Add => a + b,
                ExpressionType.Subtract => a - b,
                _ => a * b,
            });
        }

        Unknown = Mask.Or(left.Unknown, right.Unknown, ref unknown, Table.Words);
        Error = Mask.Or(left.Error, right.Error, ref error, Table.Words);
        Ask = Mask.Or(left.Ask, right.Ask, ref ask, Table.Words);
        Risky = Mask.Or(left.Risky, right.Risky, ref risky, Table.Words);
    }

    private static double At(NumberNode node, int row) => node is ConstantNumber constant ? constant.Value : node.Values[row];
}
