using System.Buffers;
using System.Linq.Expressions;
using System.Text;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Cohorts;

/// <summary>Takes the lines of one chunk after another through the pathway; each thread has its own.</summary>
internal sealed class CohortWorker
{
    private const int BatchSize = 1024;

    private readonly CompiledPathway compiled;
    private readonly CohortOptions options;
    private readonly FactColumns columns;
    private readonly ColumnWalk walk;
    private readonly JsonRows rows;
    private readonly Walker walker;
    private readonly IReadOnlyList<ColumnNode?> strata;
    private readonly IReadOnlyList<Expression> strataTrees;
    private readonly TreeRunner trees = new();
    private readonly ArrayBufferWriter<byte> output = new();
    private readonly ArrayBufferWriter<byte> rejects = new();
    private readonly CohortRecord record;
    private readonly (int Start, int Length, long Number)[] lines = new (int, int, long)[BatchSize];
    private readonly (int Start, int Length)[] ids = new (int, int)[BatchSize];
    private readonly bool[] isRead = new bool[BatchSize];
    private readonly Case?[] singles = new Case?[BatchSize];
    private readonly CohortTally tally;
    private ulong[] live = [];

    public CohortWorker(CompiledPathway compiled, CohortOptions options, IReadOnlyList<Expression> strata)
    {
        this.compiled = compiled;
        this.options = options;
        columns = new FactColumns(compiled.Facts);
        walk = new ColumnWalk(compiled, columns);
        var compiler = new ColumnCompiler(compiled.Facts, compiled.Scripts, columns);
        for (var i = 0; i < compiled.Inputs.Length; i++)
            compiler.BindInput(compiled.Inputs[i], compiled.Facts.Roots[i]);
        strataTrees = strata;
        this.strata = [.. strata.Select(compiler.Figure)];
        rows = new JsonRows(compiled, columns, options.Clock);
        walker = new Walker(new Plan(compiled));
        record = new CohortRecord(walk, columns, output);
        tally = new CohortTally(compiled, walk, columns);
    }

    public CohortCounts Counts => tally.Counts;

    public ColumnWalk Walk => walk;

    /// <summary>The records and the rejects of the chunk that was run last.</summary>
    public (ReadOnlyMemory<byte> Records, ReadOnlyMemory<byte> Rejects) Written => (output.WrittenMemory, rejects.WrittenMemory);

    /// <summary>Runs the lines of a chunk.</summary>
    /// <param name="firstLine">1-based number of its first line.</param>
    public async ValueTask RunAsync(ReadOnlyMemory<byte> chunk, long firstLine, CancellationToken cancellation)
    {
        output.ResetWrittenCount();
        rejects.ResetWrittenCount();
        var reader = new LineReader(chunk, firstLine);
        while (reader.Next(lines) is > 0 and var count)
        {
            cancellation.ThrowIfCancellationRequested();
            await RunBatchAsync(chunk, count, cancellation).ConfigureAwait(false);
        }
    }

    private async ValueTask RunBatchAsync(ReadOnlyMemory<byte> chunk, int count, CancellationToken cancellation)
    {
        using (InvariantScope.Enter())
            WalkColumns(chunk.Span, count);
        Array.Clear(singles, 0, count);
        for (var row = 0; row < count; row++)
        {
            if (isRead[row] && !Mask.Has(walk.Asked, row))
                continue;

            // What columns did not take, or cannot tell, is read and walked by itself.
            live[row >> 6] &= ~(1UL << (row & 63));
            var (start, length, number) = lines[row];
            var single = CohortLine.Read(Encoding.UTF8.GetString(chunk.Span.Slice(start, length)), options.DisplayPath, number, compiled.Pathway, options.Clock);
            if (single.Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } reason)
                Reject(single, reason, chunk.Span.Slice(start, length));
            else
                singles[row] = single;
        }

        tally.Add(live, count);
        foreach (var (name, members) in Strata(count))
            tally.AddStratum(name, members, count);
        for (var row = 0; row < count; row++)
        {
            if (Mask.Has(live, row))
            {
                if (options.WritesRecords)
                    record.Write(IdOf(chunk.Span, row), row);
            }
            else if (singles[row] is { } single)
            {
                var facts = BoundCase.Bind(compiled.Facts, compiled.Pathway, single);
                var result = await walker.WalkAsync(facts, cancellation).ConfigureAwait(false);
                tally.Add(result, strata.Count > 0 ? StratumOf(facts) : null);
                if (options.WritesRecords)
                    record.Write(single.Id, result);
            }
        }
    }

    private void WalkColumns(ReadOnlySpan<byte> chunk, int count)
    {
        columns.Begin();
        for (var row = 0; row < count; row++)
        {
            var (start, length, _) = lines[row];
            isRead[row] = rows.TryAdd(chunk.Slice(start, length), out var id);
            var (offset, size) = id.GetOffsetAndLength(length);
            ids[row] = (start + offset, size);
        }

        columns.End();
        walk.Walk();
        if (live.Length < columns.Cases.Words)
            live = new ulong[columns.Cases.Words];
        Array.Clear(live);
        for (var row = 0; row < count; row++)
        {
            if (isRead[row])
                Mask.Add(live, row);
        }

        foreach (var stratum in strata)
            stratum?.Run(columns.Batch);
    }

    private ReadOnlySpan<byte> IdOf(ReadOnlySpan<byte> chunk, int row)
    {
        var (start, length) = ids[row];
        return length > 0 ? chunk.Slice(start, length) : Encoding.UTF8.GetBytes(lines[row].Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private void Reject(Case single, Diagnostic reason, ReadOnlySpan<byte> line)
    {
        Counts.Rejected++;
        rejects.Write(RejectedLine.Write(single, reason, line));
    }

    /// <summary>The members of each stratum among the cases that columns told.</summary>
    private Dictionary<string, ulong[]> Strata(int count)
    {
        var members = new Dictionary<string, ulong[]>(StringComparer.Ordinal);
        for (var row = 0; strata.Count > 0 && row < count; row++)
        {
            if (!Mask.Has(live, row))
                continue;
            var name = StratumOf(row);
            if (!members.TryGetValue(name, out var rowsOfIt))
                members[name] = rowsOfIt = new ulong[live.Length];
            Mask.Add(rowsOfIt, row);
        }

        return members;
    }

    private string StratumOf(int row) => string.Join(", ", strata.Select((s, i) => $"{options.StrataNames[i]} = {Shown(s, row)}"));

    private string StratumOf(BoundCase facts)
    {
        var scope = new TreeScope(compiled, trees, facts);
        return string.Join(", ", strataTrees.Select((s, i) => $"{options.StrataNames[i]} = {Shown(trees.Run(s, scope.ValueOf))}"));
    }

    private string Shown(ColumnNode? stratum, int row) =>
        Shown(stratum is null || Mask.Has(stratum.Error, row) || Mask.Has(stratum.Ask, row) ? (null, "") : (ColumnValue.Of(stratum, row, columns.Texts), null));

    private static string Shown((object? Value, string? Error) stratum) => stratum.Error is not null ? "?" : RuleJudge.Simple(stratum.Value) switch
    {
        null => "missing",
        double number => Figures.Number(Math.Floor(number)),
        string text => text,
        var other => Figures.Display(other),
    };
}
