using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RuleWorkbench.Compilation.Columns;

/// <summary>Comparisons eight or sixteen rows at a time. The arrays hold whole words of rows.</summary>
internal static class WideComparison
{
    public static void Compare(double[] a, Comparer comparer, double[] b, ulong[] result, int rows)
    {
        for (var word = 0; word < (rows + 63) >> 6; word++)
        {
            ref var x = ref a[word << 6];
            ref var y = ref b[word << 6];
            var bits = 0UL;
            for (nuint i = 0; i < 64; i += 8)
                bits |= Bits(Vector512.LoadUnsafe(ref x, i), comparer, Vector512.LoadUnsafe(ref y, i)) << (int)i;
            result[word] = bits;
        }
    }

    public static void Compare(double[] a, Comparer comparer, double b, ulong[] result, int rows)
    {
        var y = Vector512.Create(b);
        for (var word = 0; word < (rows + 63) >> 6; word++)
        {
            ref var x = ref a[word << 6];
            var bits = 0UL;
            for (nuint i = 0; i < 64; i += 8)
                bits |= Bits(Vector512.LoadUnsafe(ref x, i), comparer, y) << (int)i;
            result[word] = bits;
        }
    }

    public static void Equate(int[] a, int b, ulong[] result, int rows)
    {
        var y = Vector512.Create(b);
        for (var word = 0; word < (rows + 63) >> 6; word++)
        {
            ref var x = ref MemoryMarshal.GetArrayDataReference(a);
            var bits = 0UL;
            for (nuint i = 0; i < 64; i += 16)
                bits |= Vector512.Equals(Vector512.LoadUnsafe(ref x, (nuint)(word << 6) + i), y).ExtractMostSignificantBits() << (int)i;
            result[word] = bits;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Vector512<double> x, Comparer comparer, Vector512<double> y) => comparer switch
    {
        Comparer.Less => Vector512.LessThan(x, y).ExtractMostSignificantBits(),
        Comparer.LessOrEqual => Vector512.LessThanOrEqual(x, y).ExtractMostSignificantBits(),
        Comparer.Greater => Vector512.GreaterThan(x, y).ExtractMostSignificantBits(),
        Comparer.GreaterOrEqual => Vector512.GreaterThanOrEqual(x, y).ExtractMostSignificantBits(),
        Comparer.Equal => Vector512.Equals(x, y).ExtractMostSignificantBits(),
        _ => ~Vector512.Equals(x, y).ExtractMostSignificantBits() & 0xFF,
    };
}
