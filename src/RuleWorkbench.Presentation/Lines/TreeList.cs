using System.Collections.Immutable;

namespace RuleWorkbench.Presentation.Lines;

/// <summary>A tree whose nodes open and close. Made anew, it keeps what is open and what is selected.</summary>
public sealed class TreeList : LineList
{
    private readonly Dictionary<string, bool> open = [];
    private ImmutableArray<TreeNode> roots = [];
    private List<Row> rows = [];
    private string filter = "";

    public TreeList() => Toggled = Toggle;

    public override int Count => rows.Count;

    /// <summary>Only nodes with this text are seen, with those that they are in; empty for all. The first of them is selected.</summary>
    public string Filter
    {
        get => filter;
        set
        {
            filter = value.Trim();
            Flatten();
            if (filter.Length > 0 && Current is { } now && !HasText(now) && rows.FindIndex(r => HasText(r.Node)) is >= 0 and var first)
                Selected = first;
        }
    }

    /// <summary>The node that is selected; null when there is none.</summary>
    public TreeNode? Current => rows.Count == 0 ? null : rows[Selected].Node;

    public void Show(ImmutableArray<TreeNode> nodes)
    {
        roots = nodes;
        Flatten();
    }

    public TreeNode NodeAt(int row) => rows[row].Node;

    /// <summary>Selects the first node that stands for something; opens what it is in, and drops a filter that it does not fit.</summary>
    /// <returns>False when there is none.</returns>
    public bool Select(Func<object, bool> wanted)
    {
        if (PathTo(roots, "", wanted) is not { } path)
            return false;
        foreach (var parent in path[..^1])
            open[parent] = true;
        if (!rows.Exists(r => r.Path == path[^1]))
            filter = "";
        Flatten();
        Selected = rows.FindIndex(r => r.Path == path[^1]);
        return true;
    }

    public override Line At(int row)
    {
        var (node, _, depth) = rows[row];
        var sign = node.Children.IsEmpty ? "  " : IsOpen(rows[row]) ? "▾ " : "▸ ";
        return Line.Of(new string(' ', depth * 2)).And(sign, Tone.Quiet).And(node.Line);
    }

    public override bool Expand(int row)
    {
        if (rows.Count == 0 || rows[row].Node.Children.IsEmpty)
            return false;
        if (IsOpen(rows[row]))
            Selected = row + 1;
        else
            Open(row, true);
        return true;
    }

    public override bool Collapse(int row)
    {
        if (rows.Count == 0)
            return false;
        if (!rows[row].Node.Children.IsEmpty && IsOpen(rows[row]))
            Open(row, false);
        else if (rows.FindLastIndex(row, r => r.Depth < rows[row].Depth) is >= 0 and var parent)
            Selected = parent;
        return true;
    }

    public override bool Click(int row, int column)
    {
        if (row < 0 || row >= rows.Count || rows[row].Node.Children.IsEmpty || column / 2 != rows[row].Depth)
            return false;
        Open(row, !IsOpen(rows[row]));
        return true;
    }

    /// <summary>Opens or closes a node.</summary>
    public void Toggle(int row)
    {
        if (row < rows.Count && !rows[row].Node.Children.IsEmpty)
            Open(row, !IsOpen(rows[row]));
    }

    private void Open(int row, bool isOpen)
    {
        open[rows[row].Path] = isOpen;
        Flatten();
    }

    private bool IsOpen(Row row) => filter.Length > 0 || open.GetValueOrDefault(row.Path, row.Node.IsOpen);

    private void Flatten()
    {
        var selected = rows.Count == 0 ? null : rows[Math.Min(Selected, rows.Count - 1)].Path;
        var seen = new List<Row>();
        foreach (var root in roots)
            Add(root, "", 0, seen);
        rows = seen;
        if (rows.FindIndex(r => r.Path == selected) is >= 0 and var at)
            Selected = at;
        OnChanged();
    }

    private void Add(TreeNode node, string parent, int depth, List<Row> seen)
    {
        if (!Fits(node))
            return;
        var row = new Row(node, $"{parent}/{node.Key}", depth);
        seen.Add(row);
        if (IsOpen(row))
        {
            foreach (var child in node.Children)
                Add(child, row.Path, depth + 1, seen);
        }
    }

    private bool Fits(TreeNode node) =>
        filter.Length == 0 || HasText(node) || node.Children.Any(Fits);

    private bool HasText(TreeNode node) => node.Line.Text.Contains(filter, StringComparison.OrdinalIgnoreCase);

    private static ImmutableArray<string>? PathTo(ImmutableArray<TreeNode> nodes, string parent, Func<object, bool> wanted)
    {
        foreach (var node in nodes)
        {
            var path = $"{parent}/{node.Key}";
            if (node.Tag is { } tag && wanted(tag))
                return [path];
            if (PathTo(node.Children, path, wanted) is { } below)
                return below.Insert(0, path);
        }

        return null;
    }

    private sealed record Row(TreeNode Node, string Path, int Depth);
}
