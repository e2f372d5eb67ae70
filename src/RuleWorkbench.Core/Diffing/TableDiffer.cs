using System.Collections.Immutable;
using System.Globalization;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Diffing;

/// <summary>Compares tables row by row: what a row says of something is an edit, not a row that goes and one that comes.</summary>
public static class TableDiffer
{
    /// <summary>The edits between two texts of a table; null for a table that is not there.</summary>
    public static ImmutableArray<Edit> Compare(string? before, string? after)
    {
        var (olds, news) = (CsvText.Cells(before ?? ""), CsvText.Cells(after ?? ""));
        if (before is null || after is null)
            return [Edit.Logic("rows", Count(before, olds), Count(after, news))];
        var (head, newHead) = (olds.FirstOrDefault([]), news.FirstOrDefault([]));
        return head.SequenceEqual(newHead) ? CompareRows(head, [.. olds.Skip(1)], [.. news.Skip(1)]) : [Edit.Logic("columns", Join(head), Join(newHead))];
    }

    /// <summary>The edits between two sets of rows of a table.</summary>
    /// <param name="columns">The names of the columns.</param>
    public static ImmutableArray<Edit> CompareRows(ImmutableArray<string> columns, IReadOnlyList<ImmutableArray<string>> before, IReadOnlyList<ImmutableArray<string>> after)
    {
        var (gone, come) = (Without(before, after), Without(after, before));
        if (gone.Count + come.Count == 0)
            return [Edit.Logic("order", "the same rows", "in another order")];
        var edits = ImmutableArray.CreateBuilder<Edit>();
        foreach (var old in gone)
        {
            var now = come.Where(n => IsOfTheSame(old, n)).OrderByDescending(n => Equal(old, n)).FirstOrDefault();
            if (now.IsDefault)
            {
                edits.Add(Edit.Logic("row", Join(old), null));
                continue;
            }

            come.Remove(now);
            var cells = Enumerable.Range(0, columns.Length).Where(i => old[i] != now[i]).ToList();
            var row = string.Join(", ", Enumerable.Range(0, columns.Length).Where(i => old[i] == now[i] && old[i].Length > 0).Select(i => old[i]));
            edits.AddRange(cells.Select(i => Edit.Logic($"{row}: {columns[i]}", Cell(old[i]), Cell(now[i]))));
        }

        edits.AddRange(come.Select(n => Edit.Logic("row", null, Join(n))));
        return edits.ToImmutable();
    }

    /// <summary>The rows of one side that the other lacks, each as often as it stands there more often.</summary>
    private static List<ImmutableArray<string>> Without(IReadOnlyList<ImmutableArray<string>> rows, IReadOnlyList<ImmutableArray<string>> others)
    {
        var left = others.GroupBy(Key).ToDictionary(g => g.Key, g => g.Count());
        return [.. rows.Where(r => left.GetValueOrDefault(Key(r)) is 0 || left[Key(r)]-- == 0)];
    }

    private static string Key(ImmutableArray<string> row) => string.Join('\t', row);

    /// <summary>The same in its first column and in all words; only numbers differ, or what is empty.</summary>
    private static bool IsOfTheSame(ImmutableArray<string> old, ImmutableArray<string> now) =>
        old.Length == now.Length && old.Length > 0 && old[0] == now[0] && old.Zip(now).All(c => c.First == c.Second || (IsNumber(c.First) && IsNumber(c.Second)));

    private static int Equal(ImmutableArray<string> old, ImmutableArray<string> now) => old.Zip(now).Count(c => c.First == c.Second);

    private static bool IsNumber(string cell) => cell.Length == 0 || double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string Cell(string text) => text.Length == 0 ? "nothing" : text;

    private static string Join(ImmutableArray<string> row) => string.Join(", ", row.Where(c => c.Length > 0));

    private static string? Count(string? text, ImmutableArray<ImmutableArray<string>> rows) => text is null ? null : $"{Math.Max(0, rows.Length - 1)} rows";
}
