using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cohorts.Making;

/// <summary>The numbers that a fact can take: whole multiples of a step, counted as integers so that no rounding differs
/// between machines.</summary>
/// <param name="Step">The step times ten to the power of <paramref name="Decimals"/>.</param>
internal sealed record NumberGrid(long Step, int Decimals)
{
    public static readonly NumberGrid Whole = new(1, 0);

    private const int MostDecimals = 9;
    private const double Wide = 200;

    private readonly double scale = Power(Decimals);

    /// <summary>The grid of a fact: its own step, whole numbers, or as fine as a person would write them.</summary>
    public static NumberGrid Of(FactSchema fact)
    {
        if (fact.Step is { } step && decimal.TryParse(step.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact))
        {
            var decimals = 0;
            while (exact != decimal.Truncate(exact) && decimals < MostDecimals)
                (exact, decimals) = (exact * 10, decimals + 1);
            if (exact is >= 1 and < 1_000_000_000)
                return new NumberGrid((long)exact, decimals);
        }

        return fact.Kind == FactKind.Integer || fact.Range is not { Minimum: { } low, Maximum: { } high } || high - low > Wide ? Whole : new NumberGrid(1, 1);
    }

    /// <summary>The number at a position.</summary>
    public double At(long position) => position * Step / scale;

    public long Nearest(double number) => Position(Math.Floor((number * scale / Step) + 0.5));

    public long AtLeast(double number) => Position(Math.Ceiling(number * scale / Step));

    public long AtMost(double number) => Position(Math.Floor(number * scale / Step));

    /// <summary>Writes the number at a position without zeros that say nothing.</summary>
    public void Write(long position, IBufferWriter<byte> into)
    {
        var number = new decimal(position * Step) / (decimal)scale;
        var span = into.GetSpan(40);
        Utf8Formatter.TryFormat(number, span, out var length);
        if (Decimals > 0 && span[..length].Contains((byte)'.'))
            length = span[..length].TrimEnd((byte)'0').TrimEnd((byte)'.').Length;
        into.Advance(length);
    }

    /// <summary>Far from where a product would overflow.</summary>
    private static long Position(double value) => double.IsNaN(value) ? 0 : (long)Math.Clamp(value, -1e9, 1e9);

    private static double Power(int decimals)
    {
        var power = 1.0;
        for (var i = 0; i < decimals; i++)
            power *= 10;
        return power;
    }
}
