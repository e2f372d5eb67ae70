using System.Collections.Immutable;

namespace RuleWorkbench.Impact;

/// <summary>What either of two versions has.</summary>
internal static class EitherVersion
{
    /// <summary>Those of the candidate in its order, then those that only the baseline has.</summary>
    /// <param name="nameOf">What each is known by.</param>
    /// <param name="join">What becomes of one that both have: the candidate's and the baseline's.</param>
    public static ImmutableArray<T> Of<T>(ImmutableArray<T> before, ImmutableArray<T> after, Func<T, string> nameOf, Func<T, T, T> join)
        where T : class =>
    [
        .. after.Select(now => before.FirstOrDefault(o => nameOf(o) == nameOf(now)) is { } old ? join(now, old) : now),
        .. before.Where(o => after.All(n => nameOf(n) != nameOf(o))),
    ];
}
