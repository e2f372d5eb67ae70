using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cohorts.Rows;

/// <summary>Writes a row of a table as a line of a cohort. A cell that is not what its fact can be is written as the text that
/// it is, so that the case is refused with the reason and not changed.</summary>
internal sealed partial class RowWriter
{
    /// <summary>More digits than this may not fit a double exactly.</summary>
    private const int MostDigits = 15;

    private readonly Node root = new("", -1, null);
    private readonly int id = -1;
    private readonly int clock = -1;
    private readonly RecordBytes output;
    private RowCells cells = new(0);

    public RowWriter(ColumnMap map, RecordBytes output)
    {
        this.output = output;
        for (var i = 0; i < map.Columns.Length; i++)
        {
            var column = map.Columns[i];
            if (column.Fact is not null)
                root.At(Steps().Matches(column.Target!).Select(m => m.Value)).Set(i, column.Fact);
            else if (column.Target == "id")
                id = i;
            else if (column.Target == "clock")
                clock = i;
        }
    }

    /// <param name="defect">Why the row is none, or null; the line then holds nothing else, and is refused.</param>
    public void Write(RowCells row, string? defect)
    {
        if (defect is not null)
        {
            output.Add(RecordBytes.Quoted(defect));
            output.Add((byte)'\n');
            return;
        }

        cells = row;
        output.Add((byte)'{');
        if (id >= 0 && !row.IsEmpty(id))
        {
            output.Add("\"id\":"u8);
            output.AddQuoted(row[id]);
            output.Add((byte)',');
        }

        if (clock >= 0 && !row.IsEmpty(clock))
        {
            output.Add("\"clock\":"u8);
            output.AddQuoted(row[clock]);
            output.Add((byte)',');
        }

        output.Add("\"facts\":{"u8);
        WriteChildren(root);
        output.Add("}}\n"u8);
    }

    private bool IsThere(Node node)
    {
        if (node.Column >= 0 && !cells.IsEmpty(node.Column))
            return true;
        foreach (var child in node.Children)
        {
            if (IsThere(child))
                return true;
        }

        return false;
    }

    /// <summary>Members with their names, elements without.</summary>
    private void WriteChildren(Node node)
    {
        var isFirst = true;
        foreach (var child in node.Children)
        {
            // An element without a single cell is not there.
            if (!IsThere(child))
                continue;
            if (!isFirst)
                output.Add((byte)',');
            isFirst = false;
            if (!child.IsElement)
                output.Add(child.Key);
            WriteValue(child);
        }
    }

    private void WriteValue(Node node)
    {
        if (node.Column >= 0 && !cells.IsEmpty(node.Column))
        {
            WriteCell(cells[node.Column], node.Fact!);
            return;
        }

        var isList = node.Children is [{ IsElement: true }, ..];
        output.Add(isList ? (byte)'[' : (byte)'{');
        WriteChildren(node);
        output.Add(isList ? (byte)']' : (byte)'}');
    }

    private void WriteCell(ReadOnlySpan<byte> cell, FactSchema fact)
    {
        switch (fact.Kind)
        {
            case FactKind.Number or FactKind.Integer when IsPlainNumber(cell):
                output.Add(cell);
                break;
            case FactKind.Number or FactKind.Integer when double.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number):
                output.Add(number);
                break;
            case FactKind.Flag when Is(cell, "true"u8) || Is(cell, "yes"u8) || cell.SequenceEqual("1"u8):
                output.Add("true"u8);
                break;
            case FactKind.Flag when Is(cell, "false"u8) || Is(cell, "no"u8) || cell.SequenceEqual("0"u8):
                output.Add("false"u8);
                break;
            case FactKind.List when IsJson(cell):
                output.Add(cell);
                break;
            default:
                output.AddQuoted(cell);
                break;
        }
    }

    private static bool Is(ReadOnlySpan<byte> cell, ReadOnlySpan<byte> word) => Ascii.EqualsIgnoreCase(cell, word);

    /// <summary>Whether a number stands there as JSON has it, short enough to be the same number wherever it is read.</summary>
    private static bool IsPlainNumber(ReadOnlySpan<byte> cell)
    {
        var digits = cell[0] == '-' ? cell[1..] : cell;
        if (digits.IsEmpty || digits.Length > MostDigits)
            return false;
        var point = digits.IndexOf((byte)'.');
        var whole = point < 0 ? digits : digits[..point];
        return !whole.IsEmpty && (whole.Length == 1 || whole[0] != '0') && !whole.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && (point < 0 || (point + 1 < digits.Length && !digits[(point + 1)..].ContainsAnyExceptInRange((byte)'0', (byte)'9')));
    }

    private static bool IsJson(ReadOnlySpan<byte> cell)
    {
        if (cell.ContainsAny((byte)'\n', (byte)'\r'))
            return false;
        try
        {
            var reader = new Utf8JsonReader(cell);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"[^.\[\]]+|\[\d+\]")]
    private static partial Regex Steps();

    /// <summary>A fact, or what holds facts.</summary>
    private sealed class Node(string name, int column, FactSchema? fact)
    {
        public string Name => name;

        /// <summary>The name as it stands in front of a member.</summary>
        public byte[] Key { get; } = [.. RecordBytes.Quoted(name), (byte)':'];

        public bool IsElement { get; } = name.StartsWith('[');

        public int Column { get; private set; } = column;

        public FactSchema? Fact { get; private set; } = fact;

        public List<Node> Children { get; } = [];

        public void Set(int at, FactSchema of) => (Column, Fact) = (at, of);

        public Node At(IEnumerable<string> steps)
        {
            var at = this;
            foreach (var step in steps)
            {
                var child = at.Children.Find(c => c.Name == step);
                if (child is null)
                {
                    at.Children.Add(child = new Node(step, -1, null));

                    // Elements stand in the order of their positions, whatever that of the columns is.
                    if (child.IsElement)
                        at.Children.Sort((a, b) => int.Parse(a.Name[1..^1], CultureInfo.InvariantCulture).CompareTo(int.Parse(b.Name[1..^1], CultureInfo.InvariantCulture)));
                }

                at = child;
            }

            return at;
        }
    }
}
