namespace RuleWorkbench.Compilation.Rows;

/// <summary>A tree as something that evaluates itself on one case in three-valued logic. Each kind of node does what
/// <see cref="KleeneEvaluator"/> does for the same tree, the names of facts aside.</summary>
internal abstract class RowNode
{
    public abstract RowValue Evaluate(RowScope scope);

    /// <summary>Whether it, or a part of it that may not decide, is unknown: where the CLR fails, that may be all that is wrong.</summary>
    public bool HidesUnknown(RowScope scope) => Evaluate(scope) is { IsUnknown: true } unknown ? unknown.HasFacts : PartsHideUnknown(scope);

    protected abstract bool PartsHideUnknown(RowScope scope);
}

/// <summary>What has no parts.</summary>
internal abstract class RowLeaf : RowNode
{
    protected sealed override bool PartsHideUnknown(RowScope scope) => false;
}

internal sealed class RowConstant(object? value) : RowLeaf
{
    private readonly RowValue known = RowValue.Known(value);

    public override RowValue Evaluate(RowScope scope) => known;
}

/// <summary>An input, or what a lambda looks at.</summary>
internal sealed class RowVariable(int variable) : RowLeaf
{
    public override RowValue Evaluate(RowScope scope) =>
        scope.TryGet(variable, out var value) ? value : throw new InvalidOperationException("A variable is not bound.");
}

/// <summary>What is evaluated once a case: when it is read first.</summary>
internal abstract class RowOnce(int variable, RowNode definition) : RowNode
{
    protected RowNode Definition => definition;

    public sealed override RowValue Evaluate(RowScope scope)
    {
        if (scope.TryGet(variable, out var known))
            return known;
        var value = definition.Evaluate(scope);
        scope.Set(variable, value);
        return value;
    }
}

/// <summary>A parameter. Where it is read, nothing of its definition is a part.</summary>
internal sealed class RowParameter(int variable, RowNode definition) : RowOnce(variable, definition)
{
    protected override bool PartsHideUnknown(RowScope scope) => false;
}

/// <summary>A member of a class, or whatever else has no parts.</summary>
internal sealed class RowFixed(RowOperation operation) : RowLeaf
{
    public override RowValue Evaluate(RowScope scope) => operation.Apply([]);
}

/// <summary>What cannot be looked into.</summary>
internal sealed class RowOpaque : RowLeaf
{
    public static readonly RowValue Value = RowValue.Unknown(RowState.HasFacts, mayFail: true);

    public override RowValue Evaluate(RowScope scope) => Value;
}

/// <summary>A member of an object.</summary>
/// <param name="owner">The fact object that has it, where it is a fact.</param>
/// <param name="fact">The fact that it is, or null.</param>
/// <param name="isHasValue">Whether it asks a value for its missingness.</param>
/// <param name="canHoldNull">Whether its type holds null.</param>
internal sealed class RowMember(RowNode target, FactObject? owner, FactProperty? fact, bool isHasValue, bool canHoldNull, RowOperation operation) : RowNode
{
    public override RowValue Evaluate(RowScope scope)
    {
        var found = target.Evaluate(scope);
        if (found.IsFailed)
            return found;
        if (found.IsUnknown)
        {
            if (isHasValue)
                return found.AsksForMissingness ? RowValue.False.WithFactsOf(found) : RowValue.Unknown(found.State, found.MayFail);

            // A fact of a missing object has a name of its own, so that there is always one.
            var unknown = RowValue.Unknown(found.State, found.MayFail || found.MayBeNull);
            return fact is null && canHoldNull ? unknown.With(RowState.MayBeNull) : unknown;
        }

        if (fact is null || found.Value is null)
            return operation.Apply(found.Value);
        return owner!.Access.Get(found.Value, fact.Slot) is { } value ? RowValue.Known(value) : RowValue.Missing;
    }

    protected override bool PartsHideUnknown(RowScope scope) => target.HidesUnknown(scope);
}

/// <summary><c>!</c> on a condition.</summary>
internal sealed class RowNot(RowNode operand) : RowNode
{
    public override RowValue Evaluate(RowScope scope) => operand.Evaluate(scope).Not();

    protected override bool PartsHideUnknown(RowScope scope) => operand.HidesUnknown(scope);
}

/// <summary>A conversion or a sign.</summary>
internal sealed class RowUnary(RowNode operand, bool canHoldNull, bool isConversion, bool isPlainConversion, bool mayFail, RowOperation operation) : RowNode
{
    public override RowValue Evaluate(RowScope scope)
    {
        var found = operand.Evaluate(scope);
        if (found.IsFailed)
            return found;
        if (found.IsUnknown)
        {
            var fails = found.MayFail || (found.MayBeNull && !canHoldNull) || mayFail;
            if (!canHoldNull)
                found = found.Without(RowState.IsNull | RowState.MayBeNull);
            if (!isConversion)
                found = found.Without(RowState.HasBounds);
            return fails ? found.With(RowState.MayFail) : found;
        }

        var value = operation.Apply(found.Value);
        return isPlainConversion && !value.IsFailed ? value.WithFactsOf(found) : value;
    }

    protected override bool PartsHideUnknown(RowScope scope) => operand.HidesUnknown(scope);
}

/// <summary><c>&amp;&amp;</c>, or <c>||</c> when it is decisive to be true.</summary>
internal sealed class RowShortCircuit(RowNode left, RowNode right, bool decisive, bool isLifted) : RowNode
{
    public override RowValue Evaluate(RowScope scope)
    {
        var first = left.Evaluate(scope);
        if (first.Decides(decisive))
            return first;
        var combined = RowValue.ShortCircuit(first, right.Evaluate(scope), decisive);
        return combined.IsUnknown && isLifted ? combined.With(RowState.MayBeNull) : combined;
    }

    protected override bool PartsHideUnknown(RowScope scope) =>
        left.HidesUnknown(scope) || (!(left.Evaluate(scope) is { IsKnown: true, Value: bool flag } && flag == decisive) && right.HidesUnknown(scope));
}

/// <summary>A condition with two branches.</summary>
internal sealed class RowConditional(RowNode test, bool isFlag, RowNode ifTrue, RowNode ifFalse) : RowNode
{
    public override RowValue Evaluate(RowScope scope)
    {
        var tested = test.Evaluate(scope);
        if (tested.IsFailed)
            return tested;
        if (tested.IsKnown)
        {
            var value = (isFlag && tested.Value is true ? ifTrue : ifFalse).Evaluate(scope);
            return value is { IsKnown: true, Value: null } && tested.HasFacts
                ? RowValue.Unknown(tested.State, mayFail: false).With(RowState.IsNull)
                : value.WithFactsOf(tested);
        }

        var (whenTrue, whenFalse) = (ifTrue.Evaluate(scope), ifFalse.Evaluate(scope));
        if (whenTrue.IsKnown && whenFalse.IsKnown && !tested.MayFail && Equals(whenTrue.Value, whenFalse.Value))
            return whenTrue;
        var mayFail = tested.MayFail || whenTrue.MayFail || whenFalse.MayFail || whenTrue.IsFailed || whenFalse.IsFailed;
        var unknown = RowValue.Unknown(tested.State | whenTrue.UnknownFacts | whenFalse.UnknownFacts, mayFail);
        return whenTrue.CouldBeNull || whenFalse.CouldBeNull ? unknown.With(RowState.MayBeNull) : unknown;
    }

    protected override bool PartsHideUnknown(RowScope scope)
    {
        var tested = test.Evaluate(scope);
        return test.HidesUnknown(scope) || (!tested.IsFalse && ifTrue.HidesUnknown(scope)) || (!tested.IsTrue && ifFalse.HidesUnknown(scope));
    }
}
