using System.Collections.Immutable;

namespace RuleWorkbench.Presentation.Lines;

/// <summary>One line of a screen: text in tones, without control characters.</summary>
public sealed record Line(ImmutableArray<Piece> Pieces)
{
    public static readonly Line Empty = new([]);

    /// <summary>Where its text goes on when it is broken; 0 for where it begins.</summary>
    public int Hanging { get; init; }

    /// <summary>The text without its tones.</summary>
    public string Text => string.Concat(Pieces.Select(p => p.Text));

    public static Line Of(string text, Tone tone = Tone.Normal) => Empty.And(text, tone);

    /// <summary>The same line with more text at its end.</summary>
    public Line And(string text, Tone tone = Tone.Normal) => text.Length == 0 ? this : this with { Pieces = Pieces.Add(new Piece(OnOneLine(text), tone)) };

    public Line And(Line other) => this with { Pieces = Pieces.AddRange(other.Pieces) };

    /// <summary>The line cut or filled up to a width in columns.</summary>
    public Line Fit(int width, bool atEnd = false)
    {
        var total = Pieces.Sum(p => Columns.Of(p.Text));
        if (total <= width)
        {
            var blank = new Piece(new string(' ', width - total));
            return total == width ? this : new(atEnd ? Pieces.Insert(0, blank) : Pieces.Add(blank));
        }

        var kept = ImmutableArray.CreateBuilder<Piece>();
        var left = width - 1;
        foreach (var piece in Pieces)
        {
            var text = Columns.Of(piece.Text) <= left ? piece.Text : Columns.Cut(piece.Text, left);
            kept.Add(piece with { Text = text });
            left -= Columns.Of(text);
            if (text.Length < piece.Text.Length || left == 0)
            {
                kept.Add(new Piece("…" + new string(' ', left), piece.Tone));
                break;
            }
        }

        return width <= 0 ? Empty : new(kept.ToImmutable());
    }

    public override string ToString() => Text;

    private static string OnOneLine(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;
}
