using System.Numerics;
using System.Runtime.CompilerServices;
using RuleWorkbench.Compilation.Columns;

namespace RuleWorkbench.Cohorts;

/// <summary>Writes what the cases of a batch did that columns told, each as one line of JSON, in the same form as
/// <see cref="CohortRecord"/>. Names are made to bytes once.</summary>
internal sealed class BatchRecords
{
    private static readonly byte[][] StatusNames = [.. ((string[])["recommended", "held", "undetermined", "vetoed"]).Select(RecordBytes.Quoted)];

    private readonly ColumnWalk walk;
    private readonly RecordBytes output;
    private readonly (WalkedWorkflow Workflow, WalkedRule Rule, byte[] Name, FigureWriter? Figures)[] rules;
    private readonly byte[][] codes;
    private readonly byte[][] workflows;
    private readonly RowBits statuses;
    private readonly RowBits met;
    private readonly RowBits open;
    private readonly RowBits figures;
    private readonly List<int> path = [];
    private int turned = -1;

    public BatchRecords(ColumnWalk walk, FactColumns columns, RecordBytes output)
    {
        this.walk = walk;
        this.output = output;
        codes = [.. walk.Codes.Select(Listed)];
        workflows = [.. walk.Workflows.ToArray().Select(w => Listed(w.Workflow.Name))];
        rules = [.. walk.Workflows.ToArray().SelectMany(w => w.Rules.Select(r => (w, r, Listed(r.Rule.Id), r.IsTold && !r.Compiled.Figures.IsEmpty ? new FigureWriter(r, columns.Texts) : null)))];
        (met, open, figures) = (new RowBits(rules.Length), new RowBits(rules.Length), new RowBits(rules.Length));
        statuses = new RowBits(codes.Length * StatusNames.Length);
    }

    /// <summary>Tells that there is another batch.</summary>
    public void Begin() => turned = -1;

    /// <summary>Writes a case that columns told.</summary>
    /// <param name="id">Its id as it stands in the input.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(ReadOnlySpan<byte> id, int row)
    {
        if (turned != row >> 6)
            Turn(row >> 6);
        output.Add("{\"id\":"u8);
        output.AddQuoted(id);
        output.Add(",\"recommendations\":{"u8);
        WriteStatuses(row);
        output.Add("},\"rules\":{"u8);
        var hasMet = WriteRules("\"met\":["u8, met.Of(row));
        if (hasMet)
            output.Add((byte)',');
        if (!WriteRules("\"undetermined\":["u8, open.Of(row)) && hasMet)
            output.Replace((byte)'}');
        else
            output.Add((byte)'}');
        output.Add(",\"walk\":["u8);
        WritePath(row);
        WriteFigures(row);
        output.Add("}\n"u8);
    }

    /// <summary>A name as an element of a list, with the comma behind it.</summary>
    private static byte[] Listed(string name) => [.. RecordBytes.Quoted(name), (byte)','];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Turn(int word)
    {
        turned = word;
        met.Clear();
        open.Clear();
        figures.Clear();
        statuses.Clear();
        for (var i = 0; i < rules.Length; i++)
        {
            var (workflow, rule, _, writer) = rules[i];
            var spoken = rule.Rule.IsGuard ? ulong.MaxValue : workflow.Speaks[word];
            met.Add(i, rule.Met[word] & spoken);
            open.Add(i, rule.Open[word] & spoken);
            if (writer is not null)
                figures.Add(i, rule.Met[word] & spoken & writer.WithoutError(word));
        }

        for (var status = 0; status < StatusNames.Length; status++)
        {
            for (var code = 0; code < codes.Length; code++)
                statuses.Add((status * codes.Length) + code, walk.Statuses[code][StatusNames.Length - 1 - status][word]);
        }
    }

    private void WriteStatuses(int row)
    {
        var last = -1;
        var bits = statuses.Of(row);
        for (var word = 0; word < bits.Length; word++)
        {
            for (var left = bits[word]; left != 0; left &= left - 1)
            {
                var (status, code) = Math.DivRem((word << 6) + BitOperations.TrailingZeroCount(left), codes.Length);
                if (status != last)
                {
                    if (last >= 0)
                    {
                        output.Replace((byte)']');
                        output.Add((byte)',');
                    }

                    output.Add(StatusNames[status]);
                    output.Add(":["u8);
                    last = status;
                }

                output.Add(codes[code]);
            }
        }

        if (last >= 0)
            output.Replace((byte)']');
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool WriteRules(ReadOnlySpan<byte> name, ReadOnlySpan<ulong> bits)
    {
        var isFirst = true;
        for (var word = 0; word < bits.Length; word++)
        {
            for (var left = bits[word]; left != 0; left &= left - 1)
            {
                if (isFirst)
                    output.Add(name);
                isFirst = false;
                output.Add(rules[(word << 6) + BitOperations.TrailingZeroCount(left)].Name);
            }
        }

        if (!isFirst)
            output.Replace((byte)']');
        return !isFirst;
    }

    /// <summary>Breadth first, as the walker goes.</summary>
    private void WritePath(int row)
    {
        path.Clear();
        path.Add(walk.Entry);
        for (var at = 0; at < path.Count; at++)
        {
            output.Add(workflows[path[at]]);
            foreach (var edge in walk.Workflows[path[at]].Edges)
            {
                if (Mask.Has(edge.Passes, row) && !path.Contains(edge.Next))
                    path.Add(edge.Next);
            }
        }

        output.Replace((byte)']');
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteFigures(int row)
    {
        var isFirst = true;
        var bits = figures.Of(row);
        for (var word = 0; word < bits.Length; word++)
        {
            for (var left = bits[word]; left != 0; left &= left - 1)
            {
                output.Add(isFirst ? ",\"figures\":{"u8 : ","u8);
                isFirst = false;
                rules[(word << 6) + BitOperations.TrailingZeroCount(left)].Figures!.Write(row, output);
            }
        }

        if (!isFirst)
            output.Add((byte)'}');
    }
}
