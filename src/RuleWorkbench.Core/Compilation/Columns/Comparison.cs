using System.Numerics;
using System.Runtime.Intrinsics;

namespace RuleWorkbench.Compilation.Columns;

internal enum Comparer
{
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
}

/// <summary>Comparisons of whole columns, 64 rows to a word. Arrays are readable up to the end of their last word.</summary>
internal static class Comparison
{
    /// <summary>Fewer rows than this do not pay for compiling the wide form.</summary>
    private const int Few = 512;

    public static Comparer Mirror(Comparer comparer) => comparer switch
    {
        Comparer.Less => Comparer.Greater,
        Comparer.LessOrEqual => Comparer.GreaterOrEqual,
        Comparer.Greater => Comparer.Less,
        Comparer.GreaterOrEqual => Comparer.LessOrEqual,
        _ => comparer,
    };

    public static bool Holds<T>(T a, Comparer comparer, T b)
        where T : IComparisonOperators<T, T, bool> => comparer switch
        {
            Comparer.Less => a < b,
            Comparer.LessOrEqual => a <= b,
            Comparer.Greater => a > b,
            Comparer.GreaterOrEqual => a >= b,
            Comparer.Equal => a == b,
            _ => a != b,
        };

    public static void Compare(double[] a, Comparer comparer, double[] b, ulong[] result, int rows)
    {
        if (rows >= Few && Vector512.IsHardwareAccelerated)
            WideComparison.Compare(a, comparer, b, result, rows);
        else
            CompareEach(a, comparer, b, result, rows);
    }

    public static void Compare(double[] a, Comparer comparer, double b, ulong[] result, int rows)
    {
        if (rows >= Few && Vector512.IsHardwareAccelerated)
            WideComparison.Compare(a, comparer, b, result, rows);
        else
            CompareEach(a, comparer, b, result, rows);
    }

    public static void Compare(long[] a, Comparer comparer, long[] b, ulong[] result, int rows) => CompareEach(a, comparer, b, result, rows);

    public static void Compare(long[] a, Comparer comparer, long b, ulong[] result, int rows) => CompareEach(a, comparer, b, result, rows);

    public static void Equate(int[] a, int[] b, ulong[] result, int rows) => CompareEach(a, Comparer.Equal, b, result, rows);

    public static void Equate(int[] a, int b, ulong[] result, int rows)
    {
        if (rows >= Few && Vector512.IsHardwareAccelerated)
            WideComparison.Equate(a, b, result, rows);
        else
            CompareEach(a, Comparer.Equal, b, result, rows);
    }

    private static void CompareEach<T>(T[] a, Comparer comparer, T[] b, ulong[] result, int rows)
        where T : IComparisonOperators<T, T, bool>
    {
        for (var start = 0; start < rows; start += 64)
        {
            var word = 0UL;
            var end = Math.Min(64, rows - start);
            for (var i = 0; i < end; i++)
                word |= Holds(a[start + i], comparer, b[start + i]) ? 1UL << i : 0;
            result[start >> 6] = word;
        }
    }

    private static void CompareEach<T>(T[] a, Comparer comparer, T b, ulong[] result, int rows)
        where T : IComparisonOperators<T, T, bool>
    {
        for (var start = 0; start < rows; start += 64)
        {
            var word = 0UL;
            var end = Math.Min(64, rows - start);
            for (var i = 0; i < end; i++)
                word |= Holds(a[start + i], comparer, b) ? 1UL << i : 0;
            result[start >> 6] = word;
        }
    }
}
