using System.Collections.Immutable;
using System.Text;
using RuleWorkbench.Cohorts;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Diffing;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Impact;

/// <summary>Takes the lines of one chunk after another through both versions; each thread has its own.</summary>
internal sealed class CohortImpactWorker
{
    private const int BatchSize = 1024;

    private readonly CommonFacts common;
    private readonly CohortOptions options;
    private readonly Strata? strata;
    private readonly ColumnNode? stratum;
    private readonly JsonRows rows;
    private readonly JsonRows? otherRows;
    private readonly ColumnDiffer columns;
    private readonly WalkDiffer walks;
    private readonly FactLimits limits;
    private readonly bool canCompare;
    private readonly ImmutableArray<(FactProperty Fact, FactColumns Columns)> known;
    private readonly (int Start, int Length, long Number)[] lines = new (int, int, long)[BatchSize];
    private readonly bool[] isRead = new bool[BatchSize];
    private ulong[] live = [];
    private ulong[] touched = [];

    /// <param name="before">The baseline over the common facts.</param>
    /// <param name="after">The candidate over the common facts.</param>
    public CohortImpactWorker(PathwayDiff diff, CommonFacts common, Plan before, Plan after, CohortOptions options, Strata? strata)
    {
        (this.common, this.options, this.strata) = (common, options, strata);
        var read = new FactColumns(common.After.Facts);
        After = new CohortImpactSide(after, read);
        Before = new CohortImpactSide(before, common.AreShared ? read : new FactColumns(common.Before.Facts));
        if (strata is not null && common.After.TryParse(strata.Fact, common.After.Inputs, null) is { } tree)
        {
            var compiler = new ColumnCompiler(common.After.Facts, common.After.Scripts, After.Columns);
            for (var i = 0; i < common.After.Inputs.Length; i++)
                compiler.BindInput(common.After.Inputs[i], common.After.Facts.Roots[i]);
            stratum = compiler.Figure(tree);
        }

        // Made last: they read the facts for which there are columns by now.
        rows = new JsonRows(common.After, After.Columns, options.Clock);
        otherRows = common.AreShared ? null : new JsonRows(common.Before, Before.Columns, options.Clock);
        columns = new ColumnDiffer(diff, Before.Walk, After.Walk, Before.Columns.Texts, After.Columns.Texts);
        walks = new WalkDiffer(diff);
        limits = new FactLimits(diff);
        canCompare = ColumnDiffer.CanCompare(Before.Walk) && ColumnDiffer.CanCompare(After.Walk) && (strata is null || stratum is not null);
        known = [.. common.After.Facts.All.Where(f => f.Object is null && f.Schema.Kind != FactKind.List && After.Columns.Find(f) is { Table.Parent: null } && CohortImpact.Knows(diff.Baseline.Pathway!, f.Path) != CohortImpact.Knows(diff.Candidate.Pathway!, f.Path)).Select(f => (f, After.Columns))];
    }

    public CohortImpactSide Before { get; }

    public CohortImpactSide After { get; }

    public CohortImpactCounts Counts { get; } = new();

    /// <param name="firstLine">1-based number of the chunk's first line.</param>
    public async ValueTask RunAsync(LineChunk chunk, long firstLine, CancellationToken cancellation)
    {
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
        for (var row = 0; row < count; row++)
        {
            if (isRead[row] && canCompare && !Mask.Has(Before.Walk.Asked, row) && !Mask.Has(After.Walk.Asked, row))
                Mask.Add(live, row);
        }

        CountColumns(chunk, count);
        for (var row = 0; row < count; row++)
        {
            // What columns did not take, or cannot tell, is read and walked by itself.
            if (!Mask.Has(live, row))
                await WalkSinglyAsync(Encoding.UTF8.GetString(chunk.Line(lines[row].Start, lines[row].Length)), lines[row].Number, cancellation).ConfigureAwait(false);
        }
    }

    private void WalkColumns(LineChunk chunk, int count)
    {
        Read(rows, After.Columns, chunk, count, isFirst: true);
        After.Walk.Walk(After.Columns.Batch, After.Columns.Cases.Rows);
        stratum?.Run(After.Columns.Batch);
        if (otherRows is null)
            Before.Columns.Give(After.Columns.Cases.Rows);
        else
            Read(otherRows, Before.Columns, chunk, count, isFirst: false);
        Before.Walk.Walk(Before.Columns.Batch, Before.Columns.Cases.Rows);
        var words = Math.Max(After.Columns.Cases.Words, 1);
        if (live.Length < words)
            (live, touched) = (new ulong[words], new ulong[words]);
        Array.Clear(live);
    }

    private void Read(JsonRows reader, FactColumns into, LineChunk chunk, int count, bool isFirst)
    {
        into.Begin();
        for (var row = 0; row < count; row++)
        {
            // Policy values of a case's own are few, and one version gets the same values for all cases.
            var isTaken = reader.TryAdd(chunk.LineAndBreak(lines[row].Start, lines[row].Length), out _) && !reader.HasOwnPolicy;
            isRead[row] = isTaken && (isFirst || isRead[row]);
        }

        into.End();
    }

    private void CountColumns(LineChunk chunk, int count)
    {
        Before.Counter.Add(live, count, [], Before.Columns.CasesLacking);
        After.Counter.Add(live, count, [], After.Columns.CasesLacking);
        Array.Clear(touched);
        var differences = columns.Compare(live, count);
        foreach (var (difference, shown) in differences)
        {
            for (var i = 0; i < shown.Length; i++)
                touched[i] |= shown[i];
            var room = Counts.Add(difference, Mask.Count(shown, count));
            for (var row = 0; row < count && room > 0; row++)
            {
                if (!Mask.Has(shown, row))
                    continue;
                Counts.AddExample(difference, lines[row].Number, Encoding.UTF8.GetString(chunk.Line(lines[row].Start, lines[row].Length)));
                room--;
            }
        }

        foreach (var (fact, of) in known)
            Counts.Known[fact.Path] = Counts.Known.GetValueOrDefault(fact.Path) + Mask.Count(live, count) - Both(of.Find(fact)!.Missing, live, count);
        foreach (var (value, members) in Members(count))
        {
            Counts.Add(value, s => s with
            {
                Cases = s.Cases + Mask.Count(members, count),
                Touched = s.Touched + Both(touched, members, count),
                Gained = s.Gained + differences.Where(d => d.Key.IsGained).Sum(d => Both(d.Value, members, count)),
                Lost = s.Lost + differences.Where(d => d.Key.IsLost).Sum(d => Both(d.Value, members, count)),
                RecommendedBefore = s.RecommendedBefore + Recommended(Before.Walk, members, count),
                RecommendedAfter = s.RecommendedAfter + Recommended(After.Walk, members, count),
            });
        }
    }

    /// <summary>The cases that columns told, by stratum; without strata all of them.</summary>
    private IEnumerable<(string? Value, ulong[] Members)> Members(int count)
    {
        if (strata is null)
            return [(null, live)];
        var members = new Dictionary<string, ulong[]>(StringComparer.Ordinal);
        for (var row = 0; row < count; row++)
        {
            if (!Mask.Has(live, row))
                continue;
            var value = strata.Of(ColumnValue.Of(stratum!, row, After.Columns.Texts));
            if (!members.TryGetValue(value, out var rowsOfIt))
                members[value] = rowsOfIt = new ulong[live.Length];
            Mask.Add(rowsOfIt, row);
        }

        return members.Select(m => ((string?)m.Key, m.Value));
    }

    private async ValueTask WalkSinglyAsync(string text, long number, CancellationToken cancellation)
    {
        var single = CohortLine.Read(text, options.DisplayPath, number, common.Reads, options.Clock);
        var values = limits.Compare(single.Facts);
        if (single.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
        {
            Counts.Rejected++;
            if (FactLimits.AreAllThatIsWrong(single, values))
                Add(values, number, text);
            return;
        }

        var before = await WalkAsync(Before, single, cancellation).ConfigureAwait(false);
        var after = await WalkAsync(After, single, cancellation).ConfigureAwait(false);
        var differences = walks.Compare(before, after).AddRange(values);
        Add(differences, number, text);
        Counts.Add(strata?.Of(single), s => s.Plus(before, after, differences));
    }

    private void Add(ImmutableArray<Difference> differences, long number, string text)
    {
        foreach (var difference in differences)
        {
            if (Counts.Add(difference, 1) > 0)
                Counts.AddExample(difference, number, text);
        }
    }

    private static async ValueTask<WalkResult> WalkAsync(CohortImpactSide side, Case source, CancellationToken cancellation)
    {
        var facts = CaseFit.Bind(side.Compiled, source);
        var result = await side.Walker.WalkAsync(facts, cancellation).ConfigureAwait(false);
        side.Counter.Add(result, facts, null);
        return result;
    }

    private static int Recommended(ColumnWalk walk, ulong[] members, int count) =>
        walk.Statuses.Sum(s => Both(s[StratumCounts.Position(RecommendationStatus.Recommended)], members, count));

    private static int Both(ulong[]? a, ulong[] b, int rows)
    {
        var both = 0;
        for (var i = 0; a is not null && i < Math.Min((rows + 63) >> 6, a.Length); i++)
            both += System.Numerics.BitOperations.PopCount(a[i] & b[i]);
        return both;
    }
}
