namespace RuleWorkbench.Reporting.Drawing;

/// <summary>Puts the slots of a column one below the other, each as near as possible to where it would like to be.</summary>
internal static class ColumnPlacement
{
    // A card that stands level with what leads to it matters more than a lane without a bend.
    private const double CardWeight = 4;

    /// <summary>How high the column is with no more space than there must be.</summary>
    public static double Height(IReadOnlyList<ColumnSlot> column)
    {
        var height = 0.0;
        for (var i = 0; i < column.Count; i++)
            height += column[i].Height + (i == 0 ? 0 : column[i - 1].GapTo(column[i]));
        return height;
    }

    /// <summary>Least squares of the distances between wish and place, order and gaps kept, between 0 and
    /// <paramref name="height"/>: neighbours whose wishes collide are pooled and share the mean of what they want.</summary>
    public static void Place(IReadOnlyList<ColumnSlot> column, IReadOnlyList<double> wishes, double height)
    {
        var offsets = new double[column.Count];
        for (var i = 1; i < column.Count; i++)
            offsets[i] = offsets[i - 1] + column[i - 1].Height + column[i - 1].GapTo(column[i]);

        var pools = new List<(double Mean, double Weight, int Count)>();
        for (var i = 0; i < column.Count; i++)
        {
            pools.Add((wishes[i] - offsets[i], column[i].LaneTo is null ? CardWeight : 1, 1));
            while (pools.Count > 1 && pools[^2].Mean > pools[^1].Mean)
            {
                var (upper, lower) = (pools[^2], pools[^1]);
                pools.RemoveRange(pools.Count - 2, 2);
                var weight = upper.Weight + lower.Weight;
                pools.Add(((upper.Mean * upper.Weight + lower.Mean * lower.Weight) / weight, weight, upper.Count + lower.Count));
            }
        }

        var most = Math.Max(0, height - Height(column));
        var at = 0;
        foreach (var (mean, _, count) in pools)
        {
            for (var i = 0; i < count; i++, at++)
                column[at].Y = Math.Round(Math.Clamp(mean, 0, most)) + offsets[at];
        }
    }
}
