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
    private readonly CohortStrata strata;
    private readonly CohortCounter counter;
    private readonly RecordBytes output = new();
    private readonly RecordBytes rejects = new();
    private readonly BatchRecords batch;
    private readonly CohortRecord single;
    private readonly (int Start, int Length, long Number)[] lines = new (int, int, long)[BatchSize];
    private readonly (int Start, int Length)[] ids = new (int, int)[BatchSize];
    private readonly bool[] isRead = new bool[BatchSize];
    private readonly Case?[] singles = new Case?[BatchSize];
    private ulong[] live = [];

    public CohortWorker(Plan plan, CohortOptions options)
    {
        compiled = plan.Compiled;
        this.options = options;
        columns = new FactColumns(new FactColumns(compiled.Facts), compiled.Pathway);
        walk = new ColumnWalk(compiled, columns, plan.Rows);
        foreach (var rule in compiled.Workflows.Values.SelectMany(w => w.Rules))
        {
            columns.AskFor(rule.Reads);
            columns.AskFor(rule.FigureReads);
        }

        strata = new CohortStrata(compiled, columns, options.StrataNames);
        rows = new JsonRows(compiled, columns, options.Clock);
        walker = new Walker(plan);
        batch = new BatchRecords(walk, columns, output);
        single = new CohortRecord(walk, output);
        counter = new CohortCounter(compiled, walk);
    }

    public CohortCounts Counts => counter.Counts;

    public ColumnWalk Walk => walk;

    /// <summary>The records of the chunk that was run last.</summary>
    public ReadOnlyMemory<byte> Records => output.Written;

    /// <summary>The rejects of the chunk that was run last.</summary>
    public ReadOnlyMemory<byte> Rejects => rejects.Written;

    /// <summary>Runs the lines of a chunk.</summary>
    /// <param name="firstLine">1-based number of its first line.</param>
    public async ValueTask RunAsync(LineChunk chunk, long firstLine, CancellationToken cancellation)
    {
        output.Clear();
        rejects.Clear();
        foreach (var count in chunk.Batches(firstLine, lines))
        {
            cancellation.ThrowIfCancellationRequested();
            await RunBatchAsync(chunk, count, cancellation).ConfigureAwait(false);
        }
    }

    private async ValueTask RunBatchAsync(LineChunk chunk, int count, CancellationToken cancellation)
    {
        using (InvariantScope.Enter())
            WalkColumns(chunk, count);
        Array.Clear(singles, 0, count);
        for (var row = 0; row < count; row++)
        {
            if (isRead[row] && !Mask.Has(walk.Asked, row) && !strata.Asks(row))
                continue;

            // What columns did not take, or cannot tell, is read and walked by itself.
            live[row >> 6] &= ~(1UL << (row & 63));
            var (start, length, number) = lines[row];
            var read = CohortLine.Read(Encoding.UTF8.GetString(chunk.Line(start, length)), options.DisplayPath, number, compiled.Pathway, options.Clock);
            if (read.Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } reason)
                Reject(read, reason, chunk.Line(start, length));
            else
                singles[row] = read;
        }

        counter.Add(live, count, strata.Members(live, count), columns.CasesLacking);
        batch.Begin();
        for (var row = 0; row < count; row++)
        {
            if (Mask.Has(live, row))
            {
                if (options.WritesRecords)
                    batch.Write(IdOf(chunk.Bytes.Span, row), row);
            }
            else if (singles[row] is { } found)
            {
                var facts = BoundCase.Bind(compiled.Facts, compiled.Pathway, found);
                var result = await walker.WalkAsync(facts, cancellation).ConfigureAwait(false);
                counter.Add(result, facts, strata.IsEmpty ? null : strata.Of(facts));
                if (options.WritesRecords)
                    single.Write(found.Id, result);
            }
        }
    }

    private void WalkColumns(LineChunk chunk, int count)
    {
        columns.Begin();
        for (var row = 0; row < count; row++)
        {
            var (start, length, _) = lines[row];
            isRead[row] = rows.TryAdd(chunk.LineAndBreak(start, length), out var id);
            var (offset, size) = id.GetOffsetAndLength(length);
            ids[row] = (start + offset, size);
        }

        columns.End();
        walk.Walk(columns.Batch, count);
        if (live.Length < columns.Cases.Words)
            live = new ulong[columns.Cases.Words];
        Array.Clear(live);
        for (var row = 0; row < count; row++)
        {
            if (isRead[row])
                Mask.Add(live, row);
        }

        strata.Evaluate();
    }

    private ReadOnlySpan<byte> IdOf(ReadOnlySpan<byte> chunk, int row)
    {
        var (start, length) = ids[row];
        return length > 0 ? chunk.Slice(start, length) : Encoding.UTF8.GetBytes(lines[row].Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private void Reject(Case single, Diagnostic reason, ReadOnlySpan<byte> line)
    {
        Counts.Rejected++;
        rejects.Add(RejectedLine.Write(single, reason, line));
    }
}
