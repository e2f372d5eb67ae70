using System.Collections;

namespace RuleWorkbench.Compilation.Rows;

/// <summary>An element of a list, and whether it belongs to it.</summary>
internal readonly record struct RowElement(RowValue Value, RowValue Belongs);

/// <summary>A list that can be looked into, filtered or mapped.</summary>
internal abstract class RowList
{
    /// <summary>The elements; null when the source is no list that can be looked into.</summary>
    public abstract List<RowElement>? Elements(RowScope scope);
}

/// <summary>A list as it stands.</summary>
internal sealed class RowSource(RowNode source) : RowList
{
    public override List<RowElement>? Elements(RowScope scope)
    {
        var list = source.Evaluate(scope);
        if (!list.IsKnown || list.Value is not IEnumerable items)
            return null;
        if (items is IList known)
        {
            var all = new List<RowElement>(known.Count);
            for (var i = 0; i < known.Count; i++)
                all.Add(new RowElement(RowValue.Known(known[i]), RowValue.True));
            return all;
        }

        var elements = new List<RowElement>();
        try
        {
            foreach (var item in items)
                elements.Add(new RowElement(RowValue.Known(item), RowValue.True));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A sequence runs the user's lambdas only now.
            elements.Add(new RowElement(RowValue.Known(null), RowValue.Failed));
        }

        return elements;
    }
}

/// <summary>What becomes of each element of a list.</summary>
internal abstract class RowEach(RowList list) : RowList
{
    public sealed override List<RowElement>? Elements(RowScope scope)
    {
        if (list.Elements(scope) is not { } elements)
            return null;
        for (var i = 0; i < elements.Count; i++)
            elements[i] = Of(elements[i], scope);
        return elements;
    }

    protected abstract RowElement Of(RowElement element, RowScope scope);
}

/// <summary>The elements of a list for which a condition holds.</summary>
internal sealed class RowFilter(RowList list, RowLambda condition) : RowEach(list)
{
    protected override RowElement Of(RowElement element, RowScope scope) => element.Belongs.Decides(false) ? element
        : element with { Belongs = RowValue.ShortCircuit(element.Belongs, condition.Evaluate(scope, element.Value), decisive: false) };
}

/// <summary>What a function makes of each element of a list.</summary>
internal sealed class RowMap(RowList list, RowLambda function) : RowEach(list)
{
    protected override RowElement Of(RowElement element, RowScope scope)
    {
        var belongs = element.Belongs;
        if (belongs.IsFalse || belongs.IsFailed)
            return element;
        var value = function.Evaluate(scope, element.Value);
        if (value.IsFailed || value.MayFail)
            belongs = belongs.Decides(false) ? belongs : RowValue.ShortCircuit(belongs, value.IsFailed ? value : RowValue.Unknown(value.State, mayFail: true), decisive: false);
        return new RowElement(value, belongs);
    }
}

/// <summary>The body of a lambda with one parameter.</summary>
/// <param name="variables">Its parameters.</param>
/// <param name="tree">The body as the CLR runs it.</param>
/// <param name="unseenMayBeNull">Whether elements of its source can be null.</param>
internal sealed class RowLambda(int[] variables, RowNode body, RowTree tree, bool unseenMayBeNull)
{
    /// <summary>Whether the body fails, run as it stands, on the element that it was evaluated on last.</summary>
    public bool Fails(RowScope scope) => tree.Run(scope).IsFailed;

    /// <summary>The body on an element.</summary>
    public RowValue Evaluate(RowScope scope, RowValue element)
    {
        scope.Set(variables[0], element);
        return body.Evaluate(scope);
    }

    /// <summary>The body on an element of a list that is missing.</summary>
    public RowValue EvaluateUnseen(RowScope scope, RowState facts)
    {
        var element = RowValue.Unknown(facts, mayFail: false);
        foreach (var variable in variables)
            scope.Set(variable, unseenMayBeNull ? element.With(RowState.MayBeNull) : element);
        return body.Evaluate(scope);
    }

    /// <summary>Whether its body hides something unknown on an element of a list.</summary>
    public bool HidesUnknown(RowScope scope, RowList list)
    {
        foreach (var element in list.Elements(scope) ?? [])
        {
            scope.Set(variables[0], element.Value);
            if (body.HidesUnknown(scope))
                return true;
        }

        return false;
    }

    /// <summary>The same on the element that it was evaluated on last.</summary>
    public bool HidesUnknown(RowScope scope) => body.HidesUnknown(scope);

    /// <summary>Whether it could fail on elements that a missing list may have.</summary>
    public bool MayFailUnseen(RowScope scope, RowState facts) => EvaluateUnseen(scope, facts) is { MayFail: true } or { IsFailed: true };
}
