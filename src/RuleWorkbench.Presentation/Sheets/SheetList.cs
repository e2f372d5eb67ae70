using System.Collections.Immutable;
using RuleWorkbench.Presentation.Lines;

namespace RuleWorkbench.Presentation.Sheets;

/// <summary>Rows of cells of which one is chosen: arrows go from cell to cell. The first column stays in sight.</summary>
public sealed class SheetList : LineList
{
    private const int Widest = 34;
    private const int Narrowest = 4;

    private ImmutableArray<SheetColumn> columns = [];
    private ImmutableArray<SheetRow> rows = [];
    private int column;
    private int firstColumn = 1;

    public override int Count => rows.Length;

    /// <summary>The row of the chosen cell; null when there is none.</summary>
    public SheetRow? Current => rows.IsEmpty ? null : rows[Selected];

    /// <summary>The column of the chosen cell.</summary>
    public int Column
    {
        get => Math.Clamp(column, 0, Math.Max(0, columns.Length - 1));
        set
        {
            column = Math.Clamp(value, 0, Math.Max(0, columns.Length - 1));
            OnChanged();
        }
    }

    public override Line? Header => Row(i => i == Column ? new Piece("▾" + columns[i].Title, Tone.Accent) : new Piece(columns[i].Title, Tone.Quiet));

    /// <summary>Shows other rows; the same row stays chosen.</summary>
    public void Show(ImmutableArray<SheetColumn> titles, ImmutableArray<SheetRow> now)
    {
        var key = Current?.Key;
        (columns, rows) = (titles, now);
        if (now.ToList().FindIndex(r => r.Key == key) is >= 0 and var at)
            Selected = at;
        OnChanged();
    }

    /// <summary>Chooses a row by its key, where there is one.</summary>
    public void Choose(string key)
    {
        if (rows.ToList().FindIndex(r => r.Key == key) is >= 0 and var at)
            Selected = at;
    }

    public override Line At(int row) => Row(i => new Piece(rows[row].Cells[i], row == Selected && i == Column ? Tone.Chosen : i == 0 ? Tone.Strong : Tone.Normal));

    public override bool Expand(int row)
    {
        Column++;
        return true;
    }

    public override bool Collapse(int row)
    {
        Column--;
        return true;
    }

    public override bool Click(int row, int at)
    {
        foreach (var (index, start, width) in Seen())
        {
            if (at >= start && at <= start + width)
                Column = index;
        }

        return row >= 0;
    }

    private Line Row(Func<int, Piece> cell)
    {
        var line = Line.Empty;
        foreach (var (index, _, width) in Seen())
        {
            var piece = cell(index);
            line = line.And(Line.Of(piece.Text, piece.Tone).Fit(width)).And(" ");
        }

        return line;
    }

    /// <summary>The columns that are seen, with where they begin and how wide they are.</summary>
    private IEnumerable<(int Index, int Start, int Width)> Seen()
    {
        if (columns.IsEmpty)
            yield break;
        var widths = columns.Select((c, i) => Math.Clamp(rows.Select(r => Columns.Of(r.Cells[i])).Append(Columns.Of(c.Title) + 1).Max(), Narrowest, Widest)).ToArray();

        // From the column on with which the chosen one still fits.
        firstColumn = Math.Clamp(firstColumn, 1, Math.Max(1, Column));
        while (firstColumn < Column && widths[0] + 1 + widths[firstColumn..(Column + 1)].Sum(w => w + 1) > Width)
            firstColumn++;
        yield return (0, 0, widths[0]);
        var start = widths[0] + 1;
        for (var i = firstColumn; i < columns.Length && start < Width; i++)
        {
            var width = i == columns.Length - 1 ? Math.Max(widths[i], Width - start - 1) : widths[i];
            yield return (i, start, Math.Min(width, Math.Max(Narrowest, Width - start - 1)));
            start += width + 1;
        }
    }
}
