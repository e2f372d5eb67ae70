using RuleWorkbench.Cohorts;
using RuleWorkbench.Compilation.Columns;

namespace RuleWorkbench.Impact;

/// <summary>Compares figures without writing them.</summary>
internal static class ColumnFigures
{
    /// <summary>Numbers that differ by more are written differently: figures are shown to 12 digits.</summary>
    private const double SurelyShown = 1e-10;

    /// <summary>Whether what two rules compute for a case reads the same; null where that must be written to be told.</summary>
    public static bool? AreSameNumbers(WalkedRule before, WalkedRule after, int row)
    {
        var (old, now) = (before.Compiled.Figures, after.Compiled.Figures);
        if (old.Length != now.Length || before.FiguresBeside.ContainsKey(row) || after.FiguresBeside.ContainsKey(row))
            return null;
        var areSame = true;
        for (var i = 0; i < old.Length; i++)
        {
            if (old[i].Name != now[i].Name || NumberOf(before.Figures![i], row) is not { } a || NumberOf(after.Figures![i], row) is not { } b)
                return null;
            if (BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b))
                continue;
            if (!(Math.Abs(a - b) > Math.Max(Math.Abs(a), Math.Abs(b)) * SurelyShown))
                return null;
            areSame = false;
        }

        return areSame;
    }

    private static double? NumberOf(ColumnNode figure, int row) =>
        figure is NumberNode number and not ConstantNumber && !Mask.Has(number.Null, row) && !Mask.Has(number.Error, row) ? number.Values[row] : null;
}
