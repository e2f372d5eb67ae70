using RuleWorkbench.Compilation.Columns;

namespace RuleWorkbench.Cohorts.Live;

/// <summary>What a version of a pathway does to a batch.</summary>
/// <param name="Cases">For each number of the summary the cases that it counts; null where there are none.</param>
/// <param name="Alone">The lines that columns do not tell, by row.</param>
internal sealed record BatchResult(ulong[]?[] Cases, IReadOnlyDictionary<int, WalkedAlone> Alone)
{
    /// <summary>A set to keep: the one that was kept before, where it is the same.</summary>
    public static ulong[]? Kept(ReadOnlySpan<ulong> cases, ulong[]? before) =>
        before is not null && cases.SequenceEqual(before) ? before : cases.ContainsAnyExcept(0UL) ? cases.ToArray() : null;

    public static void Add(ref ulong[]? cases, int row, int words)
    {
        // What was taken over from before belongs to the other version too.
        cases = cases is null ? new ulong[words] : Mask.Has(cases, row) ? cases : [.. cases];
        Mask.Add(cases, row);
    }
}
