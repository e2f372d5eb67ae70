using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation.Columns;

/// <summary>One fact of many rows, kept as small as its values allow; see <see cref="FactColumn"/>.</summary>
/// <param name="Missing">Rows that lack it, or null.</param>
/// <param name="Lacking">Cases that lack it, themselves or in an element of a list, or null.</param>
internal sealed record KeptColumn(FactKind Kind, ulong[]? Missing, ulong[]? Lacking)
{
    /// <summary>Whole numbers of two bytes; else <see cref="Floats"/>, else <see cref="Doubles"/>.</summary>
    public short[]? Shorts { get; init; }

    /// <summary>Numbers that four bytes hold exactly.</summary>
    public float[]? Floats { get; init; }

    public double[]? Doubles { get; init; }

    /// <summary>Dates, in days.</summary>
    public int[]? Days { get; init; }

    /// <summary>Texts by their number in the pool.</summary>
    public int[]? Codes { get; init; }

    public ulong[]? Flags { get; init; }

    public long Bytes => (2L * (Shorts?.Length ?? 0)) + (4L * ((Floats?.Length ?? 0) + (Days?.Length ?? 0) + (Codes?.Length ?? 0)))
        + (8L * ((Doubles?.Length ?? 0) + (Flags?.Length ?? 0) + (Missing?.Length ?? 0) + (Lacking?.Length ?? 0)));

    public double NumberAt(int row) => Shorts?[row] ?? Floats?[row] ?? Doubles![row];

    public DateTime DateAt(int row) => new(Days![row] * TimeSpan.TicksPerDay);

    /// <summary>Keeps numbers in the narrowest form that loses nothing; zero stands where one is missing.</summary>
    public KeptColumn With(ReadOnlySpan<double> numbers)
    {
        var (areShort, areFloat) = (true, true);
        var known = new double[numbers.Length];
        for (var i = 0; i < known.Length; i++)
        {
            var number = known[i] = Mask.Has(Missing, i) ? 0 : numbers[i];
            areShort &= number is >= short.MinValue and <= short.MaxValue && BitConverter.DoubleToInt64Bits((double)(short)number) == BitConverter.DoubleToInt64Bits(number);
            areFloat &= (float)number == number && (number != 0 || !double.IsNegative(number));
        }

        return areShort ? this with { Shorts = Array.ConvertAll(known, n => (short)n) }
            : areFloat ? this with { Floats = Array.ConvertAll(known, n => (float)n) }
            : this with { Doubles = known };
    }
}
