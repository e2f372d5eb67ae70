using System.Collections;
using System.Numerics;

namespace RuleWorkbench.Cohorts.Live;

/// <summary>Cases of a population, by their position in it (0 is the first line that is not blank), in order. Immutable.</summary>
public sealed class CaseSet : IEnumerable<int>
{
    private readonly int[] firsts;
    private readonly ulong[]?[] batches;

    /// <param name="firsts">The position of the first case of each batch.</param>
    internal CaseSet(int[] firsts, ulong[]?[] batches)
    {
        (this.firsts, this.batches) = (firsts, batches);
        Count = batches.Sum(b => b is null ? 0L : b.Sum(w => (long)BitOperations.PopCount(w)));
    }

    public long Count { get; }

    /// <summary>The cases of this set that are not in another one of the same population.</summary>
    public CaseSet Without(CaseSet other) => new(firsts, [.. batches.Select((own, b) => Without(own, other.batches[b]))]);

    /// <summary>The cases that are in another set of the same population too.</summary>
    public CaseSet Within(CaseSet other) => Without(Without(other));

    public IEnumerator<int> GetEnumerator()
    {
        for (var b = 0; b < batches.Length; b++)
        {
            for (var i = 0; i < batches[b]?.Length; i++)
            {
                for (var word = batches[b]![i]; word != 0; word &= word - 1)
                    yield return firsts[b] + (i << 6) + BitOperations.TrailingZeroCount(word);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static ulong[]? Without(ulong[]? own, ulong[]? other)
    {
        if (own is null || other is null || ReferenceEquals(own, other))
            return ReferenceEquals(own, other) ? null : own;
        var left = new ulong[own.Length];
        for (var i = 0; i < left.Length; i++)
            left[i] = own[i] & ~other[i];
        return left;
    }
}
