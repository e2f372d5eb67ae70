using System.Collections.Immutable;

namespace RuleWorkbench.Reporting.Drawing;

/// <summary>All arrows to one workflow on their way through one gutter: they come from several places on the left, join
/// on an upright track, and leave together on the right.</summary>
internal sealed class Strand(string target, ColumnSlot sink)
{
    public string Target => target;

    public ColumnSlot Sink => sink;

    public List<double> SourceYs { get; } = [];

    public double Top => Math.Min(SourceYs.Min(), sink.EntryY);

    public double Bottom => Math.Max(SourceYs.Max(), sink.EntryY);
}

/// <summary>The space between two columns: in which order the strands' tracks stand there, so that few lines cross and
/// none lies on another.</summary>
internal static class Gutter
{
    public const double TrackDistance = 12;

    private const double FirstTrackAfter = 24;
    private const double ColumnAfterLastTrack = 34;
    private const double LeastDistance = 5;
    private const int CostOfOverlap = 100;
    private const int MostPasses = 12;

    public static double Width(int strands) => FirstTrackAfter + Math.Max(0, strands - 1) * TrackDistance + ColumnAfterLastTrack;

    public static double TrackX(double left, int index) => left + FirstTrackAfter + index * TrackDistance;

    /// <summary>Moves each strand's way in a little, so that it is not level with another strand's way out.</summary>
    public static void ChooseEntries(IReadOnlyList<Strand> strands)
    {
        foreach (var strand in strands)
        {
            var middle = strand.Sink.Entry;
            // A strand that is nearly level already goes straight.
            var reach = strand.Sink.Card is null ? 5.0 : 10.0;
            var straight = strand.SourceYs.Select(y => y - strand.Sink.Y).Where(e => Math.Abs(e - middle) <= reach);
            var others = strands.Where(s => s != strand).SelectMany(s => s.SourceYs).ToList();
            double[] candidates = [.. straight, middle, middle - 5, middle + 5, middle - reach, middle + reach];
            strand.Sink.Entry = candidates
                .Cast<double?>()
                .FirstOrDefault(e => others.TrueForAll(y => Math.Abs(y - strand.Sink.Y - e!.Value) >= LeastDistance)) ?? middle;
        }
    }

    /// <summary>The strands in the order of their tracks, from left to right.</summary>
    public static ImmutableArray<Strand> Order(IReadOnlyList<Strand> strands)
    {
        var order = strands.OrderBy(s => s.Sink.EntryY).ToList();
        for (var pass = 0; pass < MostPasses; pass++)
        {
            var improved = false;
            for (var i = 0; i < order.Count; i++)
                improved |= MoveToBestPlace(order, i);
            if (!improved)
                break;
        }

        return [.. order];
    }

    private static bool MoveToBestPlace(List<Strand> order, int index)
    {
        var strand = order[index];
        var (best, gain) = (index, 0);
        foreach (var direction in (ReadOnlySpan<int>)[-1, 1])
        {
            var saved = 0;
            for (var to = index + direction; to >= 0 && to < order.Count; to += direction)
            {
                saved += direction > 0
                    ? Cost(strand, order[to]) - Cost(order[to], strand)
                    : Cost(order[to], strand) - Cost(strand, order[to]);
                if (saved > gain)
                    (best, gain) = (to, saved);
            }
        }

        order.RemoveAt(index);
        order.Insert(best, strand);
        return best != index;
    }

    /// <summary>What it costs to have the track of <paramref name="left"/> at the left of that of
    /// <paramref name="right"/>.</summary>
    private static int Cost(Strand left, Strand right)
    {
        var cost = right.SourceYs.Count(y => y > left.Top && y < left.Bottom);
        if (left.Sink.EntryY > right.Top && left.Sink.EntryY < right.Bottom)
            cost++;
        return cost + CostOfOverlap * right.SourceYs.Count(y => Math.Abs(y - left.Sink.EntryY) < LeastDistance);
    }
}
