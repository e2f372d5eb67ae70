using System.Collections.Immutable;
using System.Globalization;
using RuleWorkbench.Model;

namespace RuleWorkbench.Reporting.Drawing;

/// <summary>Lays a pathway out for drawing: the workflows of the walk in columns from left to right, each after those
/// that lead to it; arrows in the gutters between the columns; the guards of the whole pathway below.</summary>
public static class PathwayArranger
{
    private const double Margin = 44;
    private const double CardWidth = 464;
    private const double LeastWidth = 900;
    private const double WidestColumn = 540;
    private const double BandGap = 40;
    private const double PortDistance = 7;

    public static PathwayLayout Arrange(Pathway pathway)
    {
        var signs = CategorySign.Of(pathway);
        var builder = new CardBuilder(pathway, new Vetoes(pathway), signs);
        var layers = WorkflowLayers.Of(pathway);
        var reached = WorkflowLayers.Reached(pathway);

        var columns = layers.Layers
            .Select(layer => layer.Select(w => Slot(builder.Build(w, Tag(pathway, w.Name, reached), false, CardWidth, 1))).ToList())
            .ToList();
        if (columns.Count == 0)
            columns.Add([]);
        var links = Links(columns, layers.Steps);
        var legend = LegendBuilder.Build(signs, pathway, CardWidth);
        var legendSlot = new ColumnSlot(null, null, legend.Box.Height);
        columns[0].Add(legendSlot);
        ColumnOrder.Apply(columns, links);
        foreach (var gutter in links)
            OrderPorts(gutter);

        var gutters = links.Select(Strands).ToList();
        foreach (var strands in gutters)
            Gutter.ChooseEntries(strands);
        // The lanes' ways in have moved, and with them the ways out of the next gutter.
        gutters = [.. links.Select(Strands)];
        var tracks = gutters.Select(Gutter.Order).ToList();
        var lefts = new List<double> { Margin };
        foreach (var gutter in tracks)
            lefts.Add(lefts[^1] + CardWidth + Gutter.Width(gutter.Length));

        var width = Math.Max(LeastWidth, lefts[^1] + CardWidth + Margin);
        var heading = Heading(pathway, width, out var top);
        var cards = columns.SelectMany((column, c) => column
            .Where(s => s.Card is not null)
            .Select(s => s.Card!.Moved(lefts[c], top + s.Y)));
        var arrows = Arrows(columns, links, tracks, lefts).Select(a => a with { Points = [.. a.Points.Select(p => p.Moved(0, top))] });
        var y = top + columns.Max(ColumnBottom);

        var below = ImmutableArray.CreateBuilder<Card>();
        foreach (var workflow in layers.Apart)
        {
            var room = width - 2 * Margin;
            var fitting = Math.Max(1, (int)(room / CardWidth));
            var used = Math.Clamp((workflow.Rules.Length + 2) / 3, 1, fitting);
            var cardWidth = used == fitting ? Math.Min(room, used * WidestColumn) : used * CardWidth;
            var card = builder.Build(workflow, "evaluated for every case, after the walk", true, cardWidth, used);
            below.Add(card.Moved(Margin, y + BandGap));
            y = below[^1].Box.Bottom;
        }

        var footer = Footer(pathway, width, y + BandGap);
        var height = footer.IsEmpty ? y + Margin : footer[^1].Box.Bottom + Margin - 10;
        return new PathwayLayout(
            width,
            Math.Ceiling(height),
            heading,
            [.. cards, .. below],
            [.. arrows],
            legend.Moved(Margin, top + legendSlot.Y),
            footer);
    }

    private static ColumnSlot Slot(Card card) => new(card, null, card.Box.Height);

    private static double ColumnBottom(List<ColumnSlot> column) => column.Count == 0 ? 0 : column[^1].Y + column[^1].Height;

    private static string? Tag(Pathway pathway, string name, HashSet<string> reached) =>
        name == pathway.Entry ? "the walk begins here"
        : pathway.Always.Contains(name) ? "evaluated for every case"
        : reached.Contains(name) ? null : "no rule leads here";

    /// <summary>The lines of each gutter; where an arrow passes a column on its way, a lane is put into it.</summary>
    private static List<List<Link>> Links(List<List<ColumnSlot>> columns, ImmutableArray<Step> steps)
    {
        var columnOf = new Dictionary<string, int>();
        for (var c = 0; c < columns.Count; c++)
        {
            foreach (var slot in columns[c])
                columnOf[slot.Target!] = c;
        }

        var links = Enumerable.Range(0, columns.Count - 1).Select(_ => new List<Link>()).ToList();
        foreach (var target in columns.SelectMany(c => c).Where(s => s.Card is not null).ToList())
        {
            var incoming = steps.Where(s => s.To == target.Target).ToList();
            if (incoming.Count == 0)
                continue;
            var last = columnOf[target.Target!];
            ColumnSlot? lane = null;
            for (var c = incoming.Min(s => columnOf[s.From]); c < last; c++)
            {
                var next = c + 1 == last ? target : new ColumnSlot(null, target.Target, ColumnSlot.LaneHeight);
                if (next.LaneTo is not null)
                    columns[c + 1].Add(next);
                foreach (var step in incoming.Where(s => columnOf[s.From] == c))
                {
                    var from = columns[c].First(s => s.Card?.Workflow == step.From);
                    var port = from.Card!.Rows[step.Rule].ExitY + (step.Port - (step.Ports - 1) / 2.0) * PortDistance;
                    links[c].Add(new Link(from, Math.Round(port), next, step));
                }

                if (lane is not null)
                    links[c].Add(new Link(lane, 0, next, null));
                lane = next;
            }
        }

        return links;
    }

    /// <summary>Lets the arrows of one rule leave in the order in which they arrive, so that they do not cross at
    /// once.</summary>
    private static void OrderPorts(List<Link> links)
    {
        var rows = links.Select((link, i) => (Link: link, Index: i)).Where(l => l.Link.Step is { Ports: > 1 });
        foreach (var row in rows.GroupBy(l => (l.Link.From, l.Link.Step!.Rule)).Select(g => g.ToList()).ToList())
        {
            var offsets = row.Select(l => l.Link.Offset).Order();
            foreach (var (offset, (link, index)) in offsets.Zip(row.OrderBy(l => l.Link.To.EntryY)))
                links[index] = link with { Offset = offset };
        }
    }

    private static List<Strand> Strands(List<Link> links)
    {
        var strands = new List<Strand>();
        foreach (var link in links)
        {
            var strand = strands.Find(s => s.Sink == link.To);
            if (strand is null)
                strands.Add(strand = new Strand(link.To.Target!, link.To));
            strand.SourceYs.Add(link.FromY);
        }

        return strands;
    }

    private static IEnumerable<Arrow> Arrows(
        List<List<ColumnSlot>> columns, List<List<Link>> links, List<ImmutableArray<Strand>> tracks, List<double> lefts)
    {
        for (var first = 0; first < links.Count; first++)
        {
            foreach (var begin in links[first].Where(l => l.Step is not null))
            {
                var points = new List<Spot>();
                var link = begin;
                for (var c = first; ; c++)
                {
                    var left = lefts[c] + CardWidth;
                    var track = Gutter.TrackX(left, tracks[c].IndexOf(tracks[c].First(s => s.Sink == link.To)));
                    points.AddRange([
                        new(left, link.FromY), new(track, link.FromY), new(track, link.To.EntryY), new(lefts[c + 1], link.To.EntryY)]);
                    if (link.To.Card is not null)
                        break;
                    link = links[c + 1].First(l => l.From == link.To);
                }

                var from = columns[first].First(s => s == begin.From).Card!;
                yield return new Arrow(from.Workflow, from.Rows[begin.Step!.Rule].Rule.Id, begin.Step.To, Corners(points));
            }
        }
    }

    /// <summary>The points at which the way turns, with its two ends.</summary>
    private static ImmutableArray<Spot> Corners(List<Spot> points)
    {
        var corners = new List<Spot>();
        foreach (var point in points)
        {
            if (corners.Count > 0 && corners[^1] == point)
                continue;
            if (corners.Count > 1 && corners[^1].Y == point.Y && corners[^2].Y == point.Y)
                corners.RemoveAt(corners.Count - 1);
            corners.Add(point);
        }

        return [.. corners];
    }

    private static ImmutableArray<PlacedText> Heading(Pathway pathway, double width, out double bottom)
    {
        var texts = ImmutableArray.CreateBuilder<PlacedText>();
        var y = Margin - 6;
        var room = width - 2 * Margin;
        foreach (var line in TextWidth.Wrap(pathway.Title ?? pathway.Name, TextStyle.DocumentTitle, room, 2))
            texts.Add(new PlacedText(line, TextStyle.DocumentTitle, Margin, y += 32));
        var meta = new[]
        {
            pathway.Title is null ? null : pathway.Name,
            pathway.Version is null ? null : $"version {pathway.Version}",
            pathway.Owner is null ? null : $"owner: {pathway.Owner}",
            pathway.ReviewBy is { } date ? $"next review by {date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : null,
        };
        y += 2;
        foreach (var line in TextWidth.Wrap(string.Join("  ·  ", meta.Where(m => m is not null)), TextStyle.DocumentMeta, room, 2))
            texts.Add(new PlacedText(line, TextStyle.DocumentMeta, Margin, y += 20));
        y += 6;
        foreach (var line in TextWidth.Wrap(pathway.Description ?? "", TextStyle.DocumentBody, Math.Min(room, 1160), 4))
            texts.Add(new PlacedText(line, TextStyle.DocumentBody, Margin, y += 19));
        bottom = y + 30;
        return texts.ToImmutable();
    }

    private static ImmutableArray<PlacedText> Footer(Pathway pathway, double width, double top)
    {
        var y = top;
        var lines = TextWidth.Wrap(pathway.Disclaimer ?? "", TextStyle.Footer, width - 2 * Margin);
        return [.. lines.Select(line => new PlacedText(line, TextStyle.Footer, Margin, y += 16))];
    }
}
