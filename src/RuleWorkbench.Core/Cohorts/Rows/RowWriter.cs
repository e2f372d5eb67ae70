using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cohorts.Rows;

/// <summary>Writes a row of a table as a line of a cohort. A cell that is not what its fact can be is written as the text that
/// it is, so that the case is refused with the reason and not changed.</summary>
internal sealed partial class RowWriter
{
    private readonly Node root = new("", -1, null);
    private readonly int id = -1;
    private readonly int clock = -1;
    private readonly Utf8JsonWriter writer;
    private readonly ArrayBufferWriter<byte> output;
    private string?[] cells = [];

    public RowWriter(ColumnMap map, ArrayBufferWriter<byte> output)
    {
        this.output = output;
        writer = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
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
    public void Write(string?[] row, string? defect)
    {
        if (defect is not null)
        {
            writer.WriteStringValue(defect);
            writer.Flush();
            writer.Reset();
            output.Write("\n"u8);
            return;
        }

        cells = row;
        writer.WriteStartObject();
        if (id >= 0 && row[id] is { } name)
            writer.WriteString("id"u8, name);
        if (clock >= 0 && row[clock] is { } date)
            writer.WriteString("clock"u8, date);
        writer.WriteStartObject("facts"u8);
        foreach (var child in root.Children)
            WriteMember(child);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        writer.Reset();
        output.Write("\n"u8);
    }

    private bool IsThere(Node node) => (node.Column >= 0 && cells[node.Column] is not null) || node.Children.Exists(IsThere);

    private void WriteMember(Node node)
    {
        if (!IsThere(node))
            return;
        writer.WritePropertyName(node.Name);
        WriteValue(node);
    }

    private void WriteValue(Node node)
    {
        if (node.Column >= 0 && cells[node.Column] is { } cell)
        {
            WriteCell(cell, node.Fact!);
            return;
        }

        // An element without a single cell is not there.
        var isList = node.Children is [{ IsElement: true }, ..];
        if (isList)
            writer.WriteStartArray();
        else
            writer.WriteStartObject();
        foreach (var child in node.Children)
        {
            if (!isList)
                WriteMember(child);
            else if (IsThere(child))
                WriteValue(child);
        }

        if (isList)
            writer.WriteEndArray();
        else
            writer.WriteEndObject();
    }

    private void WriteCell(string cell, FactSchema fact)
    {
        switch (fact.Kind)
        {
            case FactKind.Number or FactKind.Integer when double.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case FactKind.Flag when cell.ToLowerInvariant() is "true" or "yes" or "1":
                writer.WriteBooleanValue(true);
                break;
            case FactKind.Flag when cell.ToLowerInvariant() is "false" or "no" or "0":
                writer.WriteBooleanValue(false);
                break;
            case FactKind.List when IsJson(cell):
                writer.WriteRawValue(cell);
                break;
            default:
                writer.WriteStringValue(cell);
                break;
        }
    }

    private static bool IsJson(string cell)
    {
        try
        {
            using var parsed = JsonDocument.Parse(cell);
            return !cell.AsSpan().ContainsAny('\n', '\r');
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

        public bool IsElement => name.StartsWith('[');

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
