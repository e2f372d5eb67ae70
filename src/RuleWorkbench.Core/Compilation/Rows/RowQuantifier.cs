namespace RuleWorkbench.Compilation.Rows;

/// <summary><c>Any</c>, <c>All</c> or <c>Count</c> of a list that can be looked into.</summary>
/// <param name="source">The same list as a value.</param>
/// <param name="predicate">Null for <c>Any()</c> and <c>Count()</c>.</param>
internal abstract class RowQuantity(RowList list, RowNode source, RowLambda? predicate) : RowNode
{
    public override RowValue Evaluate(RowScope scope)
    {
        if (list.Elements(scope) is { } elements)
            return Over(elements, scope);
        var missing = source.Evaluate(scope);
        if (missing.IsFailed || missing.IsKnown)
            return RowValue.Failed;
        return RowValue.Unknown(missing.State, missing.MayFail || missing.MayBeNull || (predicate is not null && predicate.MayFailUnseen(scope, missing.State)));
    }

    protected override bool PartsHideUnknown(RowScope scope) => source.HidesUnknown(scope) || (predicate is not null && predicate.HidesUnknown(scope, list));

    protected abstract RowValue Over(List<RowElement> elements, RowScope scope);

    /// <summary>Whether an element belongs to the list and passes.</summary>
    protected RowValue Passes(RowElement element, RowScope scope) =>
        predicate is null || element.Belongs.Decides(false) ? element.Belongs
        : RowValue.ShortCircuit(element.Belongs, predicate.Evaluate(scope, element.Value), decisive: false);

    /// <summary>Whether an element does not belong to the list, or passes.</summary>
    protected RowValue PassesOrIsOut(RowElement element, RowScope scope)
    {
        var isOut = element.Belongs.Not();
        return isOut.Decides(true) ? isOut : RowValue.ShortCircuit(isOut, predicate is null ? RowValue.True : predicate.Evaluate(scope, element.Value), decisive: true);
    }
}

internal sealed class RowQuantifier(RowList list, RowNode source, RowLambda? predicate, bool decisive) : RowQuantity(list, source, predicate)
{
    protected override RowValue Over(List<RowElement> elements, RowScope scope)
    {
        var value = RowValue.Of(!decisive);
        foreach (var element in elements)
        {
            if (!value.Decides(decisive))
                value = RowValue.ShortCircuit(value, decisive ? Passes(element, scope) : PassesOrIsOut(element, scope), decisive);
            if (value.IsFailed || (decisive ? value.IsTrue : value.IsFalse))
                break;
        }

        return value;
    }
}

internal sealed class RowCount(RowList list, RowNode source, RowLambda? predicate) : RowQuantity(list, source, predicate)
{
    protected override RowValue Over(List<RowElement> elements, RowScope scope)
    {
        var (least, most, state) = (0, 0, (RowState)0);
        foreach (var element in elements)
        {
            var counts = Passes(element, scope);
            if (counts.IsFailed)
                return counts;
            least += counts.IsTrue ? 1 : 0;
            most += counts.IsFalse ? 0 : 1;
            state |= counts.UnknownFacts | (counts.State & RowState.MayFail);
        }

        return least == most ? RowValue.Known(least)
            : new RowValue(((double)least, (double)most), RowState.Unknown | RowState.HasBounds | state);
    }
}
