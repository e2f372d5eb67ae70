namespace RuleWorkbench.Compilation.Columns;

/// <summary>What is made of the numbers of a list.</summary>
internal enum Aggregate
{
    Sum,
    Average,
    Least,
    Greatest,
}

/// <summary><c>Sum</c>, <c>Average</c>, <c>Min</c> and <c>Max</c> of numbers that may be null, as the CLR computes them: in
/// order, nulls left out. It is unknown as soon as any number is.</summary>
internal sealed class AggregateNode(FactTable elements, ColumnNode list, FlagNode? belongs, NumberNode number, Aggregate aggregate)
    : NumberNode(elements.Parent!, isInt: false)
{
    private ulong[]? error;

    protected override void Evaluate(int current)
    {
        elements.Prepare(current);
        list.Run(current);
        belongs?.Run(current);
        number.Run(current);
        var words = Table.Words;
        var offsets = elements.Offsets;
        if (Values.Length < words << 6)
            Values = new double[Math.Max(64, words << 6)];
        Error = Mask.Or(list.Error, list.Null, ref error, words);
        Ask = list.Ask;
        Risky = number.MayFail || belongs is { MayFail: true } ? list.Unknown : null;
        ulong[]? openRows = null, nullRows = null, askRows = null;
        for (var row = 0; row < Table.Rows; row++)
        {
            var (sum, count, least, greatest) = (0.0, 0, 0.0, 0.0);
            for (var e = offsets[row]; e < offsets[row + 1]; e++)
            {
                if (Mask.Has(belongs?.Unknown, e) || Mask.Has(number.Unknown, e))
                    Mask.Add(openRows ??= new ulong[Math.Max(words, 1)], row);
                if (Mask.Has(belongs?.Ask, e) || Mask.Has(belongs?.Error, e) || Mask.Has(number.Ask, e) || Mask.Has(number.Error, e) || Mask.Has(belongs?.Risky, e) || Mask.Has(number.Risky, e))
                    Mask.Add(askRows ??= new ulong[Math.Max(words, 1)], row);
                if (belongs is not null && !Mask.Has(belongs.True, e))
                    continue;
                if (Mask.Has(number.Null, e))
                    continue;
                var value = number is ConstantNumber constant ? constant.Value : number.Values[e];
                sum += value;

                // Which of NaN and others is the least is for the CLR to say.
                if (double.IsNaN(value))
                    Mask.Add(askRows ??= new ulong[Math.Max(words, 1)], row);
                least = count == 0 || value < least ? value : least;
                greatest = count == 0 || value > greatest ? value : greatest;
                count++;
            }

            Values[row] = aggregate switch
            {
                Aggregate.Sum => sum,
                Aggregate.Average => sum / count,
                Aggregate.Least => least,
                _ => greatest,
            };
            if (count == 0 && aggregate != Aggregate.Sum)
                Mask.Add(nullRows ??= new ulong[Math.Max(words, 1)], row);
        }

        Null = nullRows;
        Unknown = openRows is null ? list.Unknown : Mask.Union(openRows, list.Unknown, words);
        Ask = askRows is null ? Ask : Mask.Union(askRows, Ask, words);

        // An unknown number that the CLR does have is no null; whoever asks is sent to the trees (HasOtherNulls).
    }
}
