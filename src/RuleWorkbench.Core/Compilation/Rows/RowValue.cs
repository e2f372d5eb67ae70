namespace RuleWorkbench.Compilation.Rows;

/// <summary>What is known of a value; see <see cref="Kleene"/>, whose meanings these are.</summary>
[Flags]
internal enum RowState
{
    Known = 0,
    Unknown = 1,
    Failed = 2,
    IsNull = 4,
    MayFail = 8,
    MayBeNull = 16,

    /// <summary>There are missing facts behind it.</summary>
    HasFacts = 32,

    /// <summary>An unknown count between two bounds, which stand in its value.</summary>
    HasBounds = 64,
}

/// <summary>A <see cref="Kleene"/> that does not say which facts are missing, only that some are.</summary>
internal readonly struct RowValue(object? value, RowState state)
{
    private static readonly object BoxedTrue = true;
    private static readonly object BoxedFalse = false;

    public static RowValue True => new(BoxedTrue, RowState.Known);

    public static RowValue False => new(BoxedFalse, RowState.Known);

    public static RowValue Failed => new(null, RowState.Failed);

    public static RowValue Missing => new(null, RowState.Unknown | RowState.IsNull | RowState.HasFacts);

    /// <summary>The value when it is known, or the bounds of a count.</summary>
    public object? Value => value;

    public RowState State => state;

    public bool IsKnown => (state & (RowState.Unknown | RowState.Failed)) == 0;

    public bool IsUnknown => (state & RowState.Unknown) != 0;

    public bool IsFailed => (state & RowState.Failed) != 0;

    public bool IsTrue => IsKnown && value is true;

    public bool IsFalse => IsKnown && value is false;

    public bool IsNull => (state & RowState.IsNull) != 0;

    public bool MayFail => (state & RowState.MayFail) != 0;

    public bool MayBeNull => (state & RowState.MayBeNull) != 0;

    public bool HasFacts => (state & RowState.HasFacts) != 0;

    public bool AsksForMissingness => IsUnknown && IsNull && !MayFail;

    public bool CouldBeNull => MayBeNull || (IsKnown && value is null);

    public static RowValue Known(object? value) => new(value, RowState.Known);

    public static RowValue Of(bool value) => value ? True : False;

    /// <param name="facts">Values behind whose unknowns or answers the facts stand.</param>
    public static RowValue Unknown(RowState facts, bool mayFail) =>
        new(null, RowState.Unknown | (facts & RowState.HasFacts) | (mayFail ? RowState.MayFail : 0));

    /// <summary>Facts behind the value if it is unknown.</summary>
    public RowState UnknownFacts => IsUnknown ? state & RowState.HasFacts : 0;

    public RowValue With(RowState more) => new(value, state | more);

    public RowValue Without(RowState less) => new(value, state & ~less);

    /// <summary>With the facts of another value.</summary>
    public RowValue WithFactsOf(RowValue other) => new(value, state | (other.State & RowState.HasFacts));

    public RowValue Not() => IsKnown && value is bool flag ? Of(!flag).WithFactsOf(this) : this;

    /// <summary><see cref="Kleene.ShortCircuit"/> with a right side that has been evaluated because it is needed.</summary>
    public static RowValue ShortCircuit(RowValue left, RowValue right, bool decisive)
    {
        if (!left.IsUnknown)
            return left.Value is null && right.IsKnown && right.Value as bool? != decisive ? left : right.WithFactsOf(left);
        if (right.IsKnown && right.Value is bool decided && decided == decisive && !left.MayFail)
            return right;
        return Unknown(left.State | right.UnknownFacts, left.MayFail || right.MayFail || right.IsFailed);
    }

    /// <summary>Whether the left side of <c>&amp;&amp;</c> (<c>||</c> when <paramref name="decisive"/> is true) is all there is to know.</summary>
    public bool Decides(bool decisive) => IsFailed || (IsKnown && value is bool flag && flag == decisive);

    /// <summary><see cref="Kleene.Combine"/>.</summary>
    public static RowValue Combine(ReadOnlySpan<RowValue> values, bool decisive)
    {
        RowValue? unknown = null, failed = null;
        foreach (var value in values)
        {
            if (value.IsKnown && value.Value is bool flag && flag == decisive)
                return value;
            if (value.IsUnknown)
                unknown = unknown is { } first ? Unknown(first.State | value.State, first.MayFail || value.MayFail) : value;
            else if (value.IsFailed)
                failed ??= value;
        }

        return unknown ?? failed ?? Of(!decisive);
    }

    /// <summary>The same as operations that look at it closely take it.</summary>
    public Kleene ToKleene() => new(IsUnknown ? KleeneState.Unknown : IsFailed ? KleeneState.Failed : KleeneState.Known)
    {
        Value = IsKnown ? value : null,
        IsNull = IsNull,
        MayFail = MayFail,
        MayBeNull = MayBeNull,
        Bounds = (state & RowState.HasBounds) != 0 ? ((double, double))value! : null,
    };
}
