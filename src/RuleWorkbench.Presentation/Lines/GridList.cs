using System.Collections.Immutable;

namespace RuleWorkbench.Presentation.Lines;

/// <summary>A table: rows of things, sorted and filtered. Cells are made when they are seen.</summary>
public sealed class GridList<T>(ImmutableArray<GridColumn<T>> columns) : LineList
    where T : class
{
    private const int Hidden = -1;

    private IReadOnlyList<T> items = [];
    private IReadOnlyList<T> seen = [];
    private Func<T, bool>? filter;

    public override int Count => seen.Count;

    /// <summary>How many there are, filtered out or not.</summary>
    public int Total => items.Count;

    /// <summary>The things in the order in which they are seen.</summary>
    public IReadOnlyList<T> Seen => seen;

    /// <summary>Index of the column that sorts; null for the order in which the things came.</summary>
    public int? SortColumn { get; private set; }

    public bool IsDescending { get; private set; }

    /// <summary>The thing that is selected; null when there is none.</summary>
    public T? Current => seen.Count == 0 ? null : seen[Selected];

    public override Line? Header => columns.All(c => c.Title.Length == 0) ? null : Row(i => new Piece(columns[i].Title + (SortColumn == i ? IsDescending ? " ▾" : " ▴" : ""), Tone.Quiet));

    /// <summary>Puts other things in the place of these; the same row stays selected.</summary>
    /// <param name="isSame">Whether a new thing stands for the one that was selected.</param>
    public void Show(IReadOnlyList<T> things, Func<T, T, bool>? isSame = null)
    {
        var selected = Current;
        items = things;
        Arrange(selected, isSame ?? ReferenceEquals);
    }

    /// <summary>Only some of the things are seen; null for all.</summary>
    public void Where(Func<T, bool>? wanted)
    {
        filter = wanted;
        Arrange(Current, ReferenceEquals);
    }

    /// <summary>Sorts by a column; by the same again, the other way round; and then as the things came.</summary>
    public void SortBy(int column)
    {
        (SortColumn, IsDescending) = SortColumn != column ? (column, false) : !IsDescending ? (column, true) : ((int?)null, false);
        Arrange(Current, ReferenceEquals);
    }

    /// <summary>Sorts by the next column.</summary>
    public void SortByNext() => SortBy(IsDescending || SortColumn is null ? ((SortColumn ?? -1) + 1) % columns.Length : SortColumn.Value);

    /// <summary>Something about the things has changed, but not which there are.</summary>
    public void Refresh() => OnChanged();

    public override Line At(int row) => Row(i => columns[i].Cell(seen[row]));

    public override bool Click(int row, int column)
    {
        if (row >= 0)
            return false;
        var widths = Widths();
        var at = 0;
        for (var i = 0; i < columns.Length; i++)
        {
            at += widths[i] < 0 ? 0 : widths[i] + 1;
            if (column < at)
            {
                SortBy(i);
                return true;
            }
        }

        return false;
    }

    private void Arrange(T? selected, Func<T, T, bool> isSame)
    {
        var wanted = filter is null ? items : [.. items.Where(filter)];
        if (SortColumn is { } index)
        {
            var column = columns[index];
            Func<T, IComparable> key = column.SortBy ?? (t => column.Cell(t).Text);
            var comparer = Comparer<IComparable>.Create((a, b) => a is string x && b is string y ? string.CompareOrdinal(x, y) : a.CompareTo(b));
            wanted = IsDescending ? [.. wanted.OrderByDescending(key, comparer)] : [.. wanted.OrderBy(key, comparer)];
        }

        seen = wanted;
        if (selected is not null && wanted.Select((t, i) => (Thing: t, Index: i)).FirstOrDefault(t => isSame(t.Thing, selected)) is { Thing: not null } found)
            Selected = found.Index;
        OnChanged();
    }

    private Line Row(Func<int, Piece> cell)
    {
        var widths = Widths();
        var line = Line.Empty;
        for (var i = 0; i < columns.Length; i++)
        {
            if (widths[i] < 0)
                continue;
            var piece = cell(i);
            line = line.And(Line.Of(piece.Text, piece.Tone).Fit(widths[i], columns[i].IsNumber)).And(" ");
        }

        return line;
    }

    private int[] Widths()
    {
        var widths = columns.Select(c => c.From > Width ? Hidden : c.Width).ToArray();
        var left = Width - widths.Where(w => w >= 0).Sum(w => w + 1);
        var shares = widths.Count(w => w == 0);
        for (var i = 0; i < widths.Length && shares > 0; i++)
        {
            if (widths[i] != 0)
                continue;
            widths[i] = Math.Max(6, left / shares);
            left -= widths[i];
            shares--;
        }

        return widths;
    }
}
