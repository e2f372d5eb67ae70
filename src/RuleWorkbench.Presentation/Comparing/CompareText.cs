using System.Collections.Immutable;
using RuleWorkbench.Diffing;
using RuleWorkbench.Presentation.Lines;

namespace RuleWorkbench.Presentation.Comparing;

/// <summary>Texts of two versions: beside each other where there is room, else one above the other; what only one of them has
/// stands out.</summary>
public sealed class CompareText : LineList
{
    private const int WideEnough = 70;

    private ImmutableArray<Part> parts = [];
    private ImmutableArray<Line> lines = [];

    public override int Count => lines.Length;

    public void Show(IEnumerable<Part> shown)
    {
        parts = [.. shown];
        Arrange();
        Selected = 0;
        OnChanged();
    }

    public override Line At(int row) => lines[row];

    protected override void OnResized() => Arrange();

    private void Arrange() => lines = [.. parts.SelectMany(Lines)];

    private IEnumerable<Line> Lines(Part part)
    {
        if (part.Heading is { } heading)
            return Wrapped(heading, Width - 1);
        if (part.Left is not null || part.Right is not null)
            return Beside(part.Left, part.Right);
        var segments = part is { Before: { } before, After: { } after } ? WordDiff.Compare(RuleWords.Flat(before), RuleWords.Flat(after))
            : part.Before is { } gone ? [new TextSegment(SegmentKind.Removed, RuleWords.Flat(gone))]
            : [new TextSegment(SegmentKind.Added, RuleWords.Flat(part.After ?? ""))];
        ImmutableArray<Piece> Side(SegmentKind own, Tone tone) => [.. segments.Where(s => s.Kind == SegmentKind.Same || s.Kind == own).Select(s => new Piece(s.Text, s.Kind == own ? tone : Tone.Normal))];
        var (old, now) = (Side(SegmentKind.Removed, Tone.Removed), Side(SegmentKind.Added, Tone.Added));
        if (Width < WideEnough)
            return [.. Signed("- ", Tone.Bad, old), .. Signed("+ ", Tone.Good, now)];
        return Columns(new Line(old), new Line(now));
    }

    /// <summary>Two lines that belong together; one above the other where there is no room, and once where they are the same.</summary>
    private IEnumerable<Line> Beside(Line? left, Line? right)
    {
        if (Width >= WideEnough)
            return Columns(left ?? Line.Empty, right ?? Line.Empty);
        return left?.Text == right?.Text ? Wrapped(Line.Of("  ").And(left!) with { Hanging = left!.Hanging + 2 }, Width - 1) : [.. Signed("- ", Tone.Bad, left?.Pieces ?? []), .. Signed("+ ", Tone.Good, right?.Pieces ?? [])];
    }

    private IEnumerable<Line> Columns(Line old, Line now)
    {
        var half = (Width - 4) / 2;
        var (left, right) = (Wrapped(old, half).ToList(), Wrapped(now, half).ToList());
        return Enumerable.Range(0, Math.Max(left.Count, right.Count)).Select(i =>
            (i < left.Count ? left[i] : Line.Empty).Fit(half).And(" │ ", Tone.Quiet).And(i < right.Count ? right[i] : Line.Empty));
    }

    private IEnumerable<Line> Signed(string sign, Tone tone, ImmutableArray<Piece> text) =>
        text.All(p => p.Text.Length == 0) ? [] : Wrapped(new Line(text), Width - 4).Select((l, i) => Line.Of(i == 0 ? sign : "  ", tone).And(l));

    private static IEnumerable<Line> Wrapped(Line line, int width)
    {
        var text = new TextList();
        text.Resize(Math.Max(12, width + 1));
        text.Show([line]);
        return Enumerable.Range(0, text.Count).Select(i => Trimmed(text.At(i)));
    }

    /// <summary>Without the blank that a line was broken at.</summary>
    private static Line Trimmed(Line line) => line.Pieces.IsEmpty ? line : line with { Pieces = line.Pieces.SetItem(line.Pieces.Length - 1, line.Pieces[^1] with { Text = line.Pieces[^1].Text.TrimEnd(' ') }) };

    /// <summary>A heading, a text of two versions, or lines that stand beside each other as they are.</summary>
    public sealed record Part(Line? Heading, string? Before = null, string? After = null)
    {
        public Line? Left { get; private init; }

        public Line? Right { get; private init; }

        public static Part Beside(Line? left, Line? right) => new((Line?)null) { Left = left, Right = right };

        public static Part Of(string heading, Tone tone = Tone.Normal) => new(Line.Of(heading, tone));
    }
}
