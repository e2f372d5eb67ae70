namespace RuleWorkbench.Compilation.Columns;

/// <summary><c>Any</c> and <c>All</c>: whether some element of each row's list decides.</summary>
/// <param name="elements">The table of the elements, next below this node's own.</param>
/// <param name="list">Null where the list is: the CLR throws there.</param>
/// <param name="test">Over elements; null when every element decides.</param>
/// <param name="decisive">What an element must be to decide: true for <c>Any</c>, false for <c>All</c>.</param>
internal sealed class QuantifierNode(FactTable elements, ColumnNode list, FlagNode? test, bool decisive) : FlagNode(elements.Parent!)
{
    private ulong[]? value, error, others;

    protected override void Evaluate(int current)
    {
        elements.Prepare(current);
        list.Run(current);
        test?.Run(current);
        var words = Table.Words;
        var result = True = Mask.Clear(ref value, words);
        var (tests, testUnknown, testError, testAsk, testRisky) = (test?.True, test?.Unknown, test?.Error, test?.Ask, test?.Risky);
        var isSimple = testUnknown is null && testError is null && testAsk is null;
        var offsets = elements.Offsets;
        Unknown = list.Unknown;
        Error = Mask.Or(list.Error, list.Null, ref error, words);
        Ask = list.Ask;

        // Of a list that is missing nobody knows whether the test would fail on its elements.
        Risky = test is { MayFail: true } ? list.Unknown : null;
        if (isSimple)
        {
            EvaluateSimply(tests, result, offsets);
            return;
        }

        ulong[]? openRows = null, failedRows = null, askRows = null, riskyRows = null;
        for (var row = 0; row < Table.Rows; row++)
        {
            bool isFailed = false, isFound = false, isDecided = false, isOpen = false, isAsked = false, isRisky = false;
            for (var e = offsets[row]; e < offsets[row + 1] && !isDecided; e++)
            {
                var (holds, open, fails) = (Mask.Has(tests, e) == decisive, Mask.Has(testUnknown, e), Mask.Has(testError, e));
                isAsked |= Mask.Has(testAsk, e);

                // The CLR goes from one element to the next until one decides or fails.
                if (!isFound && !isFailed)
                    (isFound, isFailed) = (holds && !fails, fails);
                isOpen |= open;
                isDecided = holds && !open;
                isAsked |= isDecided && isRisky;
                isRisky |= Mask.Has(testRisky, e);
            }

            if (isFound == decisive)
                Mask.Add(result, row);
            if (isFailed)
                Mask.Add(failedRows ??= new ulong[Math.Max(words, 1)], row);
            if (isAsked)
                Mask.Add(askRows ??= new ulong[Math.Max(words, 1)], row);
            if (isRisky)
                Mask.Add(riskyRows ??= new ulong[Math.Max(words, 1)], row);
            if (isOpen && !isDecided)
                Mask.Add(openRows ??= new ulong[Math.Max(words, 1)], row);
            else if (isDecided && isFound != true)
            {
                // What three-valued logic knows, which a failure kept the CLR from seeing.
                if (decisive)
                    Mask.Add(result, row);
                else
                    result[row >> 6] &= ~(1UL << (row & 63));
            }
        }

        Unknown = Union(Unknown, openRows, words);
        Error = Union(Error, failedRows, words);
        Ask = Union(Ask, askRows, words);
        Risky = Union(Risky, riskyRows, words);
    }

    /// <summary>Where every element has an answer, those that decide tell the rows.</summary>
    private void EvaluateSimply(ulong[]? tests, ulong[] result, ReadOnlySpan<int> offsets)
    {
        if (tests is null)
        {
            for (var row = 0; row < Table.Rows; row++)
            {
                if (offsets[row] < offsets[row + 1])
                    Mask.Add(result, row);
            }

            return;
        }

        if (decisive)
        {
            elements.AddOwners(tests, result);
            return;
        }

        var failing = Mask.Take(ref others, elements.Words);
        for (var i = 0; i < elements.Words; i++)
            failing[i] = ~tests[i];
        elements.AddOwners(failing, result);
        for (var i = 0; i < Table.Words; i++)
            result[i] = ~result[i];
    }

    private static ulong[]? Union(ulong[]? a, ulong[]? own, int words) => own is null ? a : Mask.Union(own, a, words);
}
