using System.Collections.Immutable;
using System.Globalization;
using RuleWorkbench.Presentation.Lines;

namespace RuleWorkbench.Presentation.Language;

/// <summary>A text in rows of a given width: lines are broken at blanks, or anywhere where there is none.</summary>
public sealed class CodeLayout
{
    private readonly string text;

    /// <param name="width">In columns of a terminal; at least 2.</param>
    public CodeLayout(string text, int width)
    {
        this.text = text;
        width = Math.Max(2, width);
        var rows = ImmutableArray.CreateBuilder<(int Start, int End)>();
        for (var start = 0; ;)
        {
            var end = text.IndexOf('\n', start);
            AddLine(rows, start, end < 0 ? text.Length : end, width);
            if (end < 0)
                break;
            start = end + 1;
        }

        Rows = rows.ToImmutable();
    }

    /// <summary>Each row's first position and the one behind its last character. A row that goes on in the next one ends where
    /// that begins.</summary>
    public ImmutableArray<(int Start, int End)> Rows { get; }

    /// <summary>Row and column of a position.</summary>
    public (int Row, int Column) PlaceOf(int position)
    {
        // The last row that does not begin behind it.
        var (row, behind) = (0, Rows.Length);
        while (behind - row > 1)
        {
            var middle = (row + behind) / 2;
            (row, behind) = Rows[middle].Start <= position ? (middle, behind) : (row, middle);
        }

        return (row, Width(Rows[row].Start, Math.Min(position, Rows[row].End)));
    }

    /// <summary>The position nearest to a row and column.</summary>
    public int PositionAt(int row, int column)
    {
        row = Math.Clamp(row, 0, Rows.Length - 1);
        var (at, end) = Rows[row];

        // The end of a row that goes on is the beginning of the next; the caret stays in this one.
        var last = row + 1 < Rows.Length && Rows[row + 1].Start == end ? end - 1 : end;
        var x = 0;
        while (at < last)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            x += Width(at, at + length);
            if (x > column)
                break;
            at += length;
        }

        return Math.Min(at, Math.Max(last, Rows[row].Start));
    }

    /// <summary>Columns that a stretch of a row takes.</summary>
    public int Width(int start, int end)
    {
        var width = 0;
        while (start < end)
        {
            var length = StringInfo.GetNextTextElementLength(text, start);
            width += length == 1 && text[start] is >= ' ' and <= '~' or '\t' ? 1 : Columns.Of(text.Substring(start, length));
            start += length;
        }

        return width;
    }

    private void AddLine(ImmutableArray<(int Start, int End)>.Builder rows, int start, int end, int width)
    {
        if (end - start <= width && !text.AsSpan(start, end - start).ContainsAnyExceptInRange(' ', '~'))
        {
            rows.Add((start, end));
            return;
        }

        while (true)
        {
            var at = start;
            var x = 0;
            var blank = -1;
            while (at < end)
            {
                var length = StringInfo.GetNextTextElementLength(text, at);
                x += Width(at, at + length);
                if (x > width && at > start)
                    break;
                at += length;
                if (text[at - 1] == ' ')
                    blank = at;
            }

            if (at >= end)
            {
                rows.Add((start, end));
                return;
            }

            var next = blank > start ? blank : at;
            rows.Add((start, next));
            start = next;
        }
    }
}
