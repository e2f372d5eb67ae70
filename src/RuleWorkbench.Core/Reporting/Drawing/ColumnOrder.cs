namespace RuleWorkbench.Reporting.Drawing;

/// <summary>Orders the slots of each column so that arrows cross little: sweeps to and fro, each column sorted by where
/// its arrows come from or go to, and the best order kept.</summary>
internal static class ColumnOrder
{
    private const int Sweeps = 6;

    /// <summary>Orders the columns and sets every slot's y.</summary>
    public static void Apply(IReadOnlyList<List<ColumnSlot>> columns, IReadOnlyList<IReadOnlyList<Link>> links)
    {
        var height = columns.Count == 0 ? 0 : columns.Max(ColumnPlacement.Height);
        Forward(sorts: true);
        var best = Snapshot();
        var fewest = Crossings(links);
        for (var sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            for (var c = columns.Count - 2; c > 0; c--)
            {
                var wishes = columns[c].ToDictionary(s => s, s => Mean(links[c].Where(l => l.From == s).Select(l => l.To.EntryY - l.Offset), s.Y));
                Sort(columns[c], wishes);
                ColumnPlacement.Place(columns[c], [.. columns[c].Select(s => wishes[s])], height);
            }

            Forward(sorts: true);
            if (Crossings(links) is var crossings && crossings < fewest)
                (best, fewest) = (Snapshot(), crossings);
        }

        for (var c = 0; c < columns.Count; c++)
        {
            columns[c].Clear();
            columns[c].AddRange(best[c]);
        }

        Forward(sorts: false);

        void Forward(bool sorts)
        {
            for (var c = 0; c < columns.Count; c++)
            {
                var wishes = columns[c].ToDictionary(
                    s => s,
                    s => c == 0 ? 0 : Mean(links[c - 1].Where(l => l.To == s).Select(l => l.FromY), s.Y) - s.Entry);
                if (sorts && c > 0)
                    Sort(columns[c], wishes);
                ColumnPlacement.Place(columns[c], [.. columns[c].Select(s => wishes[s])], height);
            }
        }

        List<List<ColumnSlot>> Snapshot() => [.. columns.Select(c => c.ToList())];
    }

    private static void Sort(List<ColumnSlot> column, Dictionary<ColumnSlot, double> wishes)
    {
        var sorted = column.OrderBy(s => wishes[s]).ToList();
        column.Clear();
        column.AddRange(sorted);
    }

    private static double Mean(IEnumerable<double> values, double otherwise)
    {
        var list = values.ToList();
        return list.Count == 0 ? otherwise : list.Average();
    }

    private static int Crossings(IReadOnlyList<IReadOnlyList<Link>> links) => links.Sum(between =>
    {
        var count = 0;
        for (var i = 0; i < between.Count; i++)
        {
            for (var j = i + 1; j < between.Count; j++)
            {
                var (a, b) = (between[i], between[j]);
                if (a.To != b.To && (a.FromY - b.FromY) * (a.To.EntryY - b.To.EntryY) < 0)
                    count++;
            }
        }

        return count;
    });
}

/// <summary>A line through one gutter.</summary>
/// <param name="Offset">Where it begins, below the y of <paramref name="From"/>.</param>
/// <param name="Step">The step that begins here, or null where the line comes out of a lane.</param>
internal sealed record Link(ColumnSlot From, double Offset, ColumnSlot To, Step? Step)
{
    public double FromY => From.LaneTo is not null ? From.EntryY : From.Y + Offset;
}
