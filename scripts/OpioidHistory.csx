// Histories of orders. Days are days before the reference day: 0 is that day, 30 is thirty days earlier.

/// <summary>How many days of a window the supplies of orders cover: the union of [begun, begun + supply] cut to the window,
/// end minus start, so that a window of 10 days holds at most 10.</summary>
/// <param name="begunDaysAgo">When each order was written.</param>
/// <param name="supplyDays">How long each supply lasts, in the same order.</param>
/// <param name="fromDaysAgo">Where the window begins.</param>
/// <param name="toDaysAgo">Where it ends; less than where it begins.</param>
/// <example>OpioidHistory.DaysCovered(new [] { double?(31) }, new [] { double?(30) }, 10, 0) = 9</example>
/// <example>OpioidHistory.DaysCovered(new [] { double?(31), double?(29) }, new [] { double?(5), double?(30) }, 31, 0) = 31</example>
/// <example>OpioidHistory.DaysCovered(new [] { double?(60) }, new [] { double?(30) }, 10, 0) = 0</example>
/// <example>OpioidHistory.DaysCovered(new [] { double?(5) }, new [] { double?(30) }, 40, 20) = 0</example>
/// <example>OpioidHistory.DaysCovered(new [] { double?(60) }, new [] { double?(null) }, 10, 0) = null</example>
double? DaysCovered(IReadOnlyList<double?> begunDaysAgo, IReadOnlyList<double?> supplyDays, double? fromDaysAgo, double? toDaysAgo)
{
    if (begunDaysAgo == null || supplyDays == null || fromDaysAgo == null || toDaysAgo == null)
        return null;

    // Time runs forwards here: a day before the reference day is below 0.
    var supplies = new List<(double From, double To)>();
    for (var i = 0; i < begunDaysAgo.Count; i++)
    {
        if (begunDaysAgo[i] is not { } begun || supplyDays[i] is not { } days)
            return null;
        supplies.Add((Math.Max(-begun, -fromDaysAgo.Value), Math.Min(days - begun, -toDaysAgo.Value)));
    }

    supplies.Sort((a, b) => a.From.CompareTo(b.From));
    var covered = 0.0;
    var until = -fromDaysAgo.Value;
    foreach (var (from, to) in supplies)
    {
        if (to <= Math.Max(from, until))
            continue;
        covered += to - Math.Max(from, until);
        until = to;
    }

    return covered;
}

/// <summary>How many days ago the day was that lies so many calendar months before a day.</summary>
/// <example>OpioidHistory.MonthsAsDays(DateTime(2023, 5, 1), 1) = 30</example>
/// <example>OpioidHistory.MonthsAsDays(DateTime(2023, 5, 1), 3) = 89</example>
double? MonthsAsDays(DateTime? day, double? months) =>
    day is { } on && months is { } count ? (on - on.AddMonths(-(int)count)).TotalDays : null;

/// <summary>Whether an order makes it probable that a drug was taken on so many of the last days, as the guideline of 2016
/// reckons it: the supplies that were ordered, spread over the days since the order began, once a day at most.</summary>
/// <param name="least">Days with the drug.</param>
/// <param name="window">Days that are looked at.</param>
/// <missing>Without a number of supplies there is one; without an end the order runs on; without a timing it is daily.</missing>
/// <example>OpioidHistory.IsProbable(7, 10, 3, 30, 1, 3, "d", 14, -182) = true</example>
/// <example>OpioidHistory.IsProbable(7, 10, 3, 30, 1, 3, "d", 122, -182) = false</example>
/// <example>OpioidHistory.IsProbable(63, 90, 1, 30, 1, 1, "d", 28, -91) = false</example>
/// <example>OpioidHistory.IsProbable(7, 10, 3, 30, 1, 1, "d", 60, 4) = true</example>
/// <example>OpioidHistory.IsProbable(7, 10, 3, null, 1, 1, "d", 60, 4) = null</example>
bool? IsProbable(double? least, double? window, double? repeats, double? supplyDays, double? times, double? period, string periodUnit, double? validFromDaysAgo, double? validToDaysAgo)
{
    if (least == null || window == null || supplyDays == null || validFromDaysAgo == null)
        return null;
    var total = (repeats ?? 1) * supplyDays;
    if (total < least)
        return false;
    var perDay = Math.Min(1, Mme.OrderTimesPerDay(times, period, periodUnit, null) ?? 1);
    var looked = window.Value - Math.Max(0, validToDaysAgo ?? 0);

    // An order that begins today has not been taken on any earlier day.
    return validFromDaysAgo > 0 && perDay * total / validFromDaysAgo * looked >= least;
}
