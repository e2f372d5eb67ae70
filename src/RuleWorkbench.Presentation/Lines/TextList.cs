using System.Collections.Immutable;

namespace RuleWorkbench.Presentation.Lines;

/// <summary>A text to read: lines that are broken where they are wider than the screen.</summary>
public sealed class TextList : LineList
{
    private ImmutableArray<Line> lines = [];
    private ImmutableArray<Line> wrapped = [];

    public override int Count => wrapped.Length;

    /// <summary>Puts another text in the place of this one.</summary>
    public void Show(IEnumerable<Line> text)
    {
        lines = [.. text];
        Wrap();
        OnChanged();
    }

    public override Line At(int row) => wrapped[row];

    protected override void OnResized() => Wrap();

    private void Wrap() => wrapped = [.. lines.SelectMany(l => Broken(l, Math.Max(10, Width - 1)))];

    /// <summary>A line broken between words; what follows is indented like it.</summary>
    private static IEnumerable<Line> Broken(Line line, int width)
    {
        if (Columns.Of(line.Text) <= width)
            return [line];
        var indent = new string(' ', Math.Min(line.Hanging > 0 ? line.Hanging : line.Text.Length - line.Text.TrimStart().Length, width / 2));
        var result = new List<Line>();
        var at = Line.Empty;
        var used = 0;
        foreach (var (text, tone) in line.Pieces.SelectMany(Words))
        {
            var rest = text;
            if (used + Columns.Of(rest.TrimEnd()) > width && used > indent.Length)
            {
                result.Add(at);
                at = Line.Of(indent);
                used = indent.Length;
                rest = rest.TrimStart();
            }

            while (used + Columns.Of(rest.TrimEnd()) > width)
            {
                var head = Columns.Cut(rest, width - used);
                result.Add(at.And(head, tone));
                rest = rest[head.Length..];
                at = Line.Of(indent);
                used = indent.Length;
            }

            at = at.And(rest, tone);
            used += Columns.Of(rest);
        }

        result.Add(at);
        return result;
    }

    /// <summary>Words with the blanks after them.</summary>
    private static IEnumerable<Piece> Words(Piece piece)
    {
        var start = 0;
        for (var i = 1; i < piece.Text.Length; i++)
        {
            if (piece.Text[i - 1] == ' ' && piece.Text[i] != ' ')
            {
                yield return piece with { Text = piece.Text[start..i] };
                start = i;
            }
        }

        yield return piece with { Text = piece.Text[start..] };
    }
}
