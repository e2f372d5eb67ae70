// Relief of pain after a block: how much there was, how long it lasted, and whether it counts.
// Pain scores run from 0 (none) to 10; relief is in percent of the pain before the block.

/// <summary>Relief in percent of the pain before, to the nearest whole percent as it stands in the chart: 100 is no pain
/// left, below 0 is more pain than before. Without pain before there is nothing to relieve, and no answer.</summary>
/// <example>Relief.Percent(8, 4) = 50</example>
/// <example>Relief.Percent(10, 0) = 100</example>
/// <example>Relief.Percent(4, 6) = -50</example>
/// <example>Relief.Percent(9, 4.5) = 50</example>
/// <example>Relief.Percent(6.5, 3.28) = 50</example>
/// <example>Relief.Percent(0, 3) = null</example>
double? Percent(double? before, double? after) =>
    before is { } was && after is { } now && was > 0 ? Math.Floor((was - now) * 100 / was + 0.5) : null;

/// <summary>Whether the relief is at least so many percent.</summary>
/// <example>Relief.Responder(8, 4, 50) = true</example>
/// <example>Relief.Responder(8, 5, 50) = false</example>
/// <example>Relief.Responder(0, 0, 50) = null</example>
bool? Responder(double? before, double? after, double? leastPercent) =>
    Percent(before, after) is { } relief && leastPercent is { } least ? relief >= least : null;
