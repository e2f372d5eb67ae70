using RuleWorkbench.Cohorts;
using RuleWorkbench.Compilation;
using RuleWorkbench.Compilation.Columns;
using RuleWorkbench.Diffing;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Impact;

/// <summary>What a version does to some cases: in columns for all of them at once, and singly for those that columns cannot
/// tell. Once loaded, it may be compared from any thread.</summary>
internal sealed class BatchWalk
{
    private readonly FactColumns columns;
    private readonly ColumnWalk walk;
    private readonly Walker walker;
    private IReadOnlyList<BoundCase> cases = [];
    private WalkResult?[] singly = [];

    public BatchWalk(CompiledPathway compiled)
    {
        using var invariant = InvariantScope.Enter();
        Compiled = compiled;
        columns = new FactColumns(compiled.Facts);
        walk = new ColumnWalk(compiled, columns);
        walker = new Walker(new Plan(compiled));
    }

    public CompiledPathway Compiled { get; }

    /// <summary>Takes these cases in place of those before.</summary>
    /// <param name="some">At most a few thousand: all of them are in memory at once.</param>
    public BatchWalk Load(IReadOnlyList<BoundCase> some)
    {
        using var invariant = InvariantScope.Enter();
        (cases, singly) = (some, new WalkResult?[some.Count]);
        columns.Load([.. some]);
        walk.Walk(columns.Batch, some.Count);
        return this;
    }

    /// <summary>What another version does otherwise to the same cases: a set of positions for each difference.</summary>
    public async Task<IReadOnlyDictionary<Difference, ulong[]>> CompareAsync(PathwayDiff diff, BatchWalk after, CancellationToken cancellation)
    {
        var told = new ulong[(cases.Count + 63) >> 6];
        var canCompare = ColumnDiffer.CanCompare(walk) && ColumnDiffer.CanCompare(after.walk);
        for (var row = 0; row < cases.Count; row++)
        {
            if (canCompare && !Mask.Has(walk.Asked, row) && !Mask.Has(after.walk.Asked, row))
                Mask.Add(told, row);
        }

        var found = new Dictionary<Difference, ulong[]>();
        if (canCompare)
        {
            using var invariant = InvariantScope.Enter();
            found = new(new ColumnDiffer(diff, walk, after.walk, columns.Texts, after.columns.Texts).Compare(told, cases.Count));
        }

        var walks = new WalkDiffer(diff);
        for (var row = 0; row < cases.Count; row++)
        {
            if (Mask.Has(told, row))
                continue;
            foreach (var difference in walks.Compare(await WalkAsync(row, cancellation).ConfigureAwait(false), await after.WalkAsync(row, cancellation).ConfigureAwait(false)))
            {
                if (!found.TryGetValue(difference, out var shown))
                    found[difference] = shown = new ulong[told.Length];
                Mask.Add(shown, row);
            }
        }

        return found;
    }

    private async ValueTask<WalkResult> WalkAsync(int row, CancellationToken cancellation) =>
        singly[row] ??= await walker.WalkAsync(cases[row], cancellation).ConfigureAwait(false);
}
