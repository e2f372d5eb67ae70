namespace RuleWorkbench.Compilation.Columns;

/// <summary><c>x == null ? null : …</c> where only a missing fact makes <c>x</c> null: there the result is null and unknown.
/// </summary>
/// <param name="asks">Whether the fact is missing, or whether it is there when <paramref name="isNegated"/>.</param>
internal sealed class NumberUnlessMissing(FactTable table, FlagNode asks, bool isNegated, NumberNode number) : NumberNode(table, isInt: false)
{
    protected override void Evaluate(int current)
    {
        asks.Run(current);
        number.Run(current);
        var words = Table.Words;
        var missing = new ulong[Math.Max(words, 1)];
        for (var i = 0; i < words; i++)
            missing[i] = isNegated ? ~asks.True[i] : asks.True[i];
        Values = number.Values;
        Unknown = Or(missing, number.Unknown);
        Null = Or(missing, number.Null);
        Absent = Or(missing, number.Absent);
        Error = Mask.Union(asks.Error is null ? null : [.. asks.Error], Elsewhere(number.Error), words);
        Ask = Mask.Union(asks.Ask is null ? null : [.. asks.Ask], Elsewhere(number.Ask), words);
        Risky = Elsewhere(number.Risky);
        SurelyRisky = Elsewhere(number.SurelyRisky);

        ulong[] Or(ulong[] own, ulong[]? more) => Mask.Union([.. own], more, words)!;

        ulong[]? Elsewhere(ulong[]? rows)
        {
            if (rows is null)
                return null;
            var there = new ulong[Math.Max(words, 1)];
            for (var i = 0; i < words; i++)
                there[i] = rows[i] & ~missing[i];
            return there;
        }
    }
}
