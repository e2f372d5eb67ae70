using System.Collections.Immutable;
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
    private readonly RecordBytes output = new();
    private readonly RecordBytes rejects = new();
    private readonly BatchRecords batch;
    private readonly CohortRecord single;
    private readonly (int Start, int Length, long Number)[] lines = new (int, int, long)[BatchSize];
    private readonly (int Start, int Length)[] ids = new (int, int)[BatchSize];
    private readonly bool[] isRead = new bool[BatchSize];
    private readonly Case?[] singles = new Case?[BatchSize];
    private readonly FactProperty[] allFacts;
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
        batch = new BatchRecords(walk, columns, output);
        single = new CohortRecord(walk, output);
        allFacts = [.. compiled.Facts.All];
        Counts = CohortSummary.Empty(compiled, walk);
    }

    public CohortCounts Counts { get; }

    public ColumnWalk Walk => walk;

    /// <summary>Hands over the records and the rejects of the chunk that was run last, in exchange for buffers for the next one.
    /// </summary>
    public void Exchange(RecordBytes records, RecordBytes refused)
    {
        output.Exchange(records);
        rejects.Exchange(refused);
    }

    /// <summary>Runs the lines of a chunk.</summary>
    /// <param name="firstLine">1-based number of its first line.</param>
    public async ValueTask RunAsync(ReadOnlyMemory<byte> chunk, long firstLine, CancellationToken cancellation)
    {
        output.Clear();
        rejects.Clear();
        var (at, number) = (firstLine == 1 && chunk.Span.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0, firstLine);
        while (at < chunk.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = 0;
            while (count < BatchSize && at < chunk.Length)
            {
                var end = chunk.Span[at..].IndexOf((byte)'\n');
                var length = end < 0 ? chunk.Length - at : end;
                var line = chunk.Span.Slice(at, length).TrimEnd((byte)'\r');
                if (!line.Trim(" \t"u8).IsEmpty)
                    lines[count++] = (at, line.Length, number);
                at += length + 1;
                number++;
            }

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
            var read = CohortLine.Read(Encoding.UTF8.GetString(chunk.Span.Slice(start, length)), options.DisplayPath, number, compiled.Pathway, options.Clock);
            if (read.Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } reason)
                Reject(read, reason, chunk.Span.Slice(start, length));
            else
                singles[row] = read;
        }

        Count(count);
        batch.Begin();
        for (var row = 0; row < count; row++)
        {
            if (Mask.Has(live, row))
            {
                if (options.WritesRecords)
                    batch.Write(IdOf(chunk.Span, row), row);
            }
            else if (singles[row] is { } found)
            {
                var facts = BoundCase.Bind(compiled.Facts, compiled.Pathway, found);
                var result = await walker.WalkAsync(facts, cancellation).ConfigureAwait(false);
                Count(result, StratumOf(facts));
                if (options.WritesRecords)
                    single.Write(found.Id, result);
            }
        }
    }

    private void WalkColumns(ReadOnlySpan<byte> chunk, int count)
    {
        columns.Begin();
        for (var row = 0; row < count; row++)
        {
            var (start, length, _) = lines[row];
            isRead[row] = rows.TryAdd(WithLineBreak(chunk, start, length), out var id);
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

    private static ReadOnlySpan<byte> WithLineBreak(ReadOnlySpan<byte> chunk, int start, int length) =>
        chunk.Slice(start, start + length < chunk.Length && chunk[start + length] == '\n' ? length + 1 : length);

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

    private void Count(int count)
    {
        var cases = Mask.Count(live, count);
        Counts.Cases += cases;
        var rule = 0;
        var edge = 0;
        for (var w = 0; w < walk.Workflows.Length; w++)
        {
            var workflow = walk.Workflows[w];
            Counts.Reached[w] += Both(workflow.Reached, live, count);
            foreach (var walked in workflow.Rules)
            {
                CountRule(rule++, workflow, walked, count);
            }

            foreach (var passed in workflow.Edges)
                Counts.Passed[edge++] += Both(passed.Passes, live, count);
        }

        CountStratum(Counts.Everybody, live, cases, count);
        foreach (var (name, members) in Strata(count))
            CountStratum(Counts.Stratum(name), members, Mask.Count(members, count), count);
    }

    private void CountRule(int position, WalkedWorkflow workflow, WalkedRule rule, int count)
    {
        if (!rule.Rule.Enabled)
            return;
        long evaluated = 0, met = 0, open = 0;
        for (var i = 0; i < (count + 63) >> 6; i++)
        {
            var here = live[i] & (rule.Rule.IsGuard ? ulong.MaxValue : workflow.Speaks[i]);
            evaluated += System.Numerics.BitOperations.PopCount(here);
            met += System.Numerics.BitOperations.PopCount(here & rule.Met[i]);
            open += System.Numerics.BitOperations.PopCount(here & rule.Open[i]);
        }

        Counts.RuleEvaluated[position] += evaluated;
        Counts.RuleMet[position] += met;
        Counts.RuleOpen[position] += open;
        if (open == 0)
            return;
        for (var f = 0; f < allFacts.Length; f++)
        {
            if (!rule.Compiled.Reads.Contains(allFacts[f].Index) || columns.Find(allFacts[f]) is not { Missing: { } missing } column)
                continue;
            for (var row = 0; row < count; row++)
            {
                if (Mask.Has(live, row) && Mask.Has(rule.Open, row) && (rule.Rule.IsGuard || Mask.Has(workflow.Speaks, row)) && FactColumns.Lacks(column, missing, row))
                    Counts.RuleLacks[position, f]++;
            }
        }
    }

    private void CountStratum(StratumCounts stratum, ulong[] members, int cases, int count)
    {
        stratum.Cases += cases;
        for (var code = 0; code < walk.Codes.Length; code++)
        {
            for (var status = 0; status < StratumCounts.Statuses; status++)
                stratum.Counts[(code * StratumCounts.Statuses) + status] += Both(walk.Statuses[code][status], members, count);
        }
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

    private void Count(WalkResult result, string stratum)
    {
        Counts.Cases++;
        Counts.WalkedSingly++;
        Counts.InError += result.Errors.IsEmpty ? 0 : 1;
        var byWorkflow = result.Visited.Concat(result.Beside).ToDictionary(w => w.Workflow.Name);
        var visited = result.Path.ToHashSet();
        var rule = 0;
        var edge = 0;
        for (var w = 0; w < walk.Workflows.Length; w++)
        {
            var workflow = walk.Workflows[w];
            Counts.Reached[w] += visited.Contains(workflow.Workflow.Name) ? 1 : 0;
            var results = byWorkflow.GetValueOrDefault(workflow.Workflow.Name)?.Rules.DistinctBy(r => r.Rule.Id).ToDictionary(r => r.Rule.Id);
            foreach (var walked in workflow.Rules)
            {
                if (results?.GetValueOrDefault(walked.Rule.Id) is { } found && found.Verdict != Verdict.Skipped)
                {
                    Counts.RuleEvaluated[rule]++;
                    Counts.RuleMet[rule] += found.IsMet ? 1 : 0;
                    Counts.RuleError[rule] += found.IsError ? 1 : 0;
                    Counts.RuleOpen[rule] += found.IsDetermined ? 0 : 1;
                    foreach (var fact in found.MissingFacts.Select(compiled.Facts.IndexOf).OfType<int>().Distinct())
                        Counts.RuleLacks[rule, Array.FindIndex(allFacts, f => f.Index == fact)]++;
                }

                rule++;
            }

            foreach (var way in workflow.Edges)
                Counts.Passed[edge++] += visited.Contains(workflow.Workflow.Name) && results?.GetValueOrDefault(way.Rule.Rule.Id) is { IsMet: true } && visited.Contains(walk.Workflows[way.Next].Workflow.Name) ? 1 : 0;
        }

        Count(Counts.Everybody, result);
        if (strata.Count > 0)
            Count(Counts.Stratum(stratum), result);
    }

    private void Count(StratumCounts stratum, WalkResult result)
    {
        stratum.Cases++;
        foreach (var recommendation in result.Recommendations.Where(r => r.Status != RecommendationStatus.None))
            stratum.Counts[(walk.Codes.IndexOf(recommendation.Code) * StratumCounts.Statuses) + StratumCounts.Position(recommendation.Status)]++;
    }

    private static int Both(ulong[] a, ulong[] b, int rows)
    {
        var both = 0;
        for (var i = 0; i < (rows + 63) >> 6; i++)
            both += System.Numerics.BitOperations.PopCount(a[i] & b[i]);
        return both;
    }
}
