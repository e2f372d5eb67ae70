// Relief of pain after a block: how much there was, how long it lasted, and whether it counts.
// Pain scores run from 0 (none) to 10; relief is in percent of the pain before the block.

/// <summary>Relief in percent of the pain before: 100 is no pain left, below 0 is more pain than before.
/// Without pain before there is nothing to relieve, and no answer.</summary>
/// <example>Relief.Percent(8, 4) = 50</example>
/// <example>Relief.Percent(10, 0) = 100</example>
/// <example>Relief.Percent(4, 6) = -50</example>
/// <example>Relief.Percent(0, 3) = null</example>
double? Percent(double? before, double? after) => before > 0 ? (before - after) * 100 / before : null;

/// <summary>Whether the relief is at least so many percent.</summary>
/// <example>Relief.Responder(8, 4, 50) = true</example>
/// <example>Relief.Responder(8, 5, 50) = false</example>
/// <example>Relief.Responder(0, 0, 50) = null</example>
bool? Responder(double? before, double? after, double? leastPercent) =>
    Percent(before, after) is { } relief && leastPercent is { } least ? relief >= least : null;

/// <summary>Whole days from the block until the pain was back.</summary>
/// <example>Relief.Days(DateTime(2026, 3, 1), DateTime(2026, 3, 29)) = 28</example>
/// <example>Relief.Days(DateTime(2026, 3, 2), DateTime(2026, 3, 1)) = null</example>
double? Days(DateTime? block, DateTime? painBack) =>
    painBack >= block ? Math.Floor((painBack.Value - block.Value).TotalDays) : null;

/// <summary>How many days in a row, from the first of a pain diary on, the relief was at least so many percent.</summary>
/// <missing>A day without an entry gives no answer, unless the relief was over before it.</missing>
/// <example>Relief.LastingDays(8, new [] { double?(2), double?(4), double?(4), double?(6), double?(2) }, 50) = 3</example>
double? LastingDays(double? before, IReadOnlyList<double?> diary, double? leastPercent)
{
    if (diary == null)
        return null;
    var days = 0;
    foreach (var pain in diary)
    {
        if (Responder(before, pain, leastPercent) is not { } holds)
            return null;
        if (!holds)
            break;
        days++;
    }

    return days;
}

/// <summary>The best relief of several follow-ups, in percent of the pain before.</summary>
/// <missing>Follow-ups without a pain score are left out; with none left there is no answer.</missing>
/// <example>Relief.Best(8, new [] { double?(6), double?(2), double?(null) }) = 75</example>
double? Best(double? before, IReadOnlyList<double?> followUps)
{
    var reliefs = (followUps ?? new List<double?>()).Select(pain => Percent(before, pain)).Where(relief => relief != null).ToList();
    return reliefs.Count == 0 ? null : reliefs.Max();
}
