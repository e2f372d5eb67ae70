using System.Buffers;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cohorts.Making;

/// <summary>Draws values of one fact and writes them as JSON.</summary>
internal abstract class ValueSource
{
    /// <summary>Writes a value, or nothing where the fact is missing.</summary>
    /// <returns>The value as expressions read it; null where it is missing.</returns>
    public abstract object? Draw(ref PersonRandom random, PersonFacts facts, ArrayBufferWriter<byte> into);
}

/// <summary>One of values that the spec or the schema lists.</summary>
internal sealed class ListedValues(Weights weights, byte[][] json, object[] values) : ValueSource
{
    public override object? Draw(ref PersonRandom random, PersonFacts facts, ArrayBufferWriter<byte> into)
    {
        var at = weights.Draw(ref random);
        into.Write(json[at]);
        return values[at];
    }
}

/// <summary>A number within the range of its fact.</summary>
internal sealed class DrawnNumber(NumberSource source, NumberGrid grid, NumberRange? range) : ValueSource
{
    /// <summary>So often is drawn again what lies outside the range; then the nearest bound is taken.</summary>
    private const int MostDraws = 16;

    public override object? Draw(ref PersonRandom random, PersonFacts facts, ArrayBufferWriter<byte> into)
    {
        long position = 0;
        for (var i = 0; i < MostDraws; i++)
        {
            if (source.Draw(ref random, facts, grid) is not { } drawn)
                return null;
            position = drawn;
            if (range?.Contains(grid.At(position)) != false)
                break;
        }

        position = Within(position);
        grid.Write(position, into);
        return grid.At(position);
    }

    private long Within(long position)
    {
        if (range?.Minimum is { } low && (range.ExcludesMinimum ? grid.At(position) <= low : grid.At(position) < low))
            return grid.AtLeast(low) is var least && range.ExcludesMinimum && grid.At(least) <= low ? least + 1 : least;
        if (range?.Maximum is { } high && (range.ExcludesMaximum ? grid.At(position) >= high : grid.At(position) > high))
            return grid.AtMost(high) is var most && range.ExcludesMaximum && grid.At(most) >= high ? most - 1 : most;
        return position;
    }
}

internal sealed class DrawnFlag(Quantity chance) : ValueSource
{
    private static readonly object True = true, False = false;

    public override object? Draw(ref PersonRandom random, PersonFacts facts, ArrayBufferWriter<byte> into)
    {
        var at = random.NextShare();
        if (chance.Of(facts) is not { } share)
            return null;
        into.Write(at < share ? "true"u8 : "false"u8);
        return at < share ? True : False;
    }
}

/// <summary>A date some days before that of the case.</summary>
internal sealed class DrawnDate(NumberSource days) : ValueSource
{
    public override object? Draw(ref PersonRandom random, PersonFacts facts, ArrayBufferWriter<byte> into)
    {
        if (days.Draw(ref random, facts, NumberGrid.Whole) is not { } before)
            return null;
        var (first, last) = Loading.FactChecker.Dates;
        var date = DateOnly.FromDayNumber((int)Math.Clamp(facts.Today - Math.Max(0, before), first.DayNumber, last.DayNumber));
        WriteDate(date, into);
        return date.ToDateTime(TimeOnly.MinValue);
    }

    public static void WriteDate(DateOnly date, ArrayBufferWriter<byte> into)
    {
        var span = into.GetSpan(12);
        span[0] = span[11] = (byte)'"';
        date.TryFormat(span[1..], out _, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        into.Advance(12);
    }
}
