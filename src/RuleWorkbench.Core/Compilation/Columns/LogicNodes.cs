namespace RuleWorkbench.Compilation.Columns;

/// <summary><c>&amp;&amp;</c> and <c>||</c> on flags that are never null.</summary>
internal sealed class ShortCircuitNode(FactTable table, FlagNode left, FlagNode right, bool isOr) : FlagNode(table)
{
    private ulong[]? value, unknown, error, ask, risky;

    protected override void Evaluate(int current)
    {
        left.Run(current);
        var words = Table.Words;
        var result = True = Mask.Take(ref value, words);
        var (l, lu) = (left.True, left.Unknown);

        // Where the left side decides for sure everywhere, the right side is not looked at.
        right.Run(current);
        var (r, ru) = (right.True, right.Unknown);
        if (isOr)
        {
            for (var i = 0; i < words; i++)
                result[i] = l[i] | r[i];
        }
        else
        {
            for (var i = 0; i < words; i++)
                result[i] = l[i] & r[i];
        }

        Unknown = lu is null && ru is null ? null : Open(words, lu, ru);
        Error = right.Error is null ? left.Error : Reached(words, left.Error, right.Error, l, ref error);
        Ask = right.Ask is null ? left.Ask : MayMatter(words, left.Ask, right.Ask, l, lu);
        Risky = Mask.Or(left.Risky, right.Risky, ref risky, words);
        if (left.Risky is not null)
            Ask = AskWhereRiskMatters(words, left.Risky);
    }

    /// <summary>A left side that could fail keeps the right one from being reached: only where that one decides does it
    /// matter whether it really could.</summary>
    private ulong[] AskWhereRiskMatters(int words, ulong[] leftRisky)
    {
        var own = new ulong[Math.Max(words, 1)];
        for (var i = 0; i < words; i++)
            own[i] = (Ask?[i] ?? 0) | (leftRisky[i] & (isOr ? right.True[i] : ~right.True[i]) & ~(right.Unknown?[i] ?? 0));
        return own;
    }

    /// <summary>Unknown is what one side leaves open and the other side does not decide.</summary>
    private ulong[] Open(int words, ulong[]? leftUnknown, ulong[]? rightUnknown)
    {
        var open = Mask.Take(ref unknown, words);
        for (var i = 0; i < words; i++)
        {
            var (lu, ru) = (leftUnknown?[i] ?? 0, rightUnknown?[i] ?? 0);
            var l = isOr ? ~left.True[i] : left.True[i];
            var r = isOr ? ~right.True[i] : right.True[i];
            open[i] = (lu & (r | ru)) | (ru & (l | lu));
        }

        return open;
    }

    /// <summary>Errors of the left side, and those of the right side where the left one does not keep it from being
    /// evaluated.</summary>
    private ulong[] Reached(int words, ulong[]? leftError, ulong[] rightError, ulong[] l, ref ulong[]? buffer)
    {
        var errors = Mask.Take(ref buffer, words);
        for (var i = 0; i < words; i++)
            errors[i] = (leftError?[i] ?? 0) | ((isOr ? ~l[i] : l[i]) & rightError[i]);
        return errors;
    }

    private ulong[] MayMatter(int words, ulong[]? leftAsk, ulong[] rightAsk, ulong[] l, ulong[]? leftUnknown)
    {
        var asks = Mask.Take(ref ask, words);
        for (var i = 0; i < words; i++)
            asks[i] = (leftAsk?[i] ?? 0) | (rightAsk[i] & ((isOr ? ~l[i] : l[i]) | (leftUnknown?[i] ?? 0)));
        return asks;
    }
}

/// <summary><c>&amp;</c> and <c>|</c> on flags that are never null: both sides are always evaluated.</summary>
internal sealed class BothNode(FactTable table, FlagNode left, FlagNode right, bool isOr) : FlagNode(table)
{
    private ulong[]? value, unknown, error, ask, risky;

    protected override void Evaluate(int current)
    {
        left.Run(current);
        right.Run(current);
        var words = Table.Words;
        Risky = Mask.Or(left.Risky, right.Risky, ref risky, words);
        var result = True = Mask.Take(ref value, words);
        for (var i = 0; i < words; i++)
            result[i] = isOr ? left.True[i] | right.True[i] : left.True[i] & right.True[i];
        Error = Mask.Or(left.Error, right.Error, ref error, words);
        Ask = Mask.Or(left.Ask, right.Ask, ref ask, words);
        Unknown = null;
        if (left.Unknown is null && right.Unknown is null)
            return;
        var open = Unknown = Mask.Take(ref unknown, words);
        for (var i = 0; i < words; i++)
        {
            var (lu, ru) = (left.Unknown?[i] ?? 0, right.Unknown?[i] ?? 0);
            var l = isOr ? ~left.True[i] : left.True[i];
            var r = isOr ? ~right.True[i] : right.True[i];
            open[i] = (lu & (r | ru)) | (ru & (l | lu));
        }

        if (Risky is null)
            return;
        var asked = new ulong[Math.Max(words, 1)];
        for (var i = 0; i < words; i++)
            asked[i] = (Ask?[i] ?? 0) | (Risky[i] & ~open[i]);
        Ask = asked;
    }
}

/// <summary><c>!</c></summary>
internal sealed class NotNode(FactTable table, FlagNode operand) : FlagNode(table)
{
    private ulong[]? value;

    protected override void Evaluate(int current)
    {
        operand.Run(current);
        var words = Table.Words;
        var result = True = Mask.Take(ref value, words);
        for (var i = 0; i < words; i++)
            result[i] = ~operand.True[i];
        (Unknown, Error, Ask, Null, Risky) = (operand.Unknown, operand.Error, operand.Ask, operand.Null, operand.Risky);
    }
}

/// <summary>Whether a value is null: an answer, not an unknown, as long as nothing but a missing fact can stand behind it.
/// </summary>
internal sealed class IsNullNode(FactTable table, ColumnNode operand, bool isNegated) : FlagNode(table)
{
    public ColumnNode Operand => operand;

    public bool IsNegated => isNegated;

    private ulong[]? value, ask;

    protected override void Evaluate(int current)
    {
        operand.Run(current);
        var words = Table.Words;
        var result = True = Mask.Take(ref value, words);
        for (var i = 0; i < words; i++)
            result[i] = isNegated ? ~(operand.Null?[i] ?? 0) : operand.Null?[i] ?? 0;
        Error = operand.Error;
        (Risky, SurelyRisky) = (null, null);
        if (operand.HasOtherNulls && operand.TellsAbsence)
        {
            TellOfAbsence(words);
            return;
        }

        Ask = operand.HasOtherNulls ? Mask.Or(operand.Ask, operand.Unknown, ref ask, words) : Mask.Or(operand.Ask, operand.Error, ref ask, words);
        if (operand.Risky is not null)
            Ask = Mask.Union([.. Ask ?? new ulong[Math.Max(words, 1)]], operand.Risky, words);
        Unknown = operand.Unknown is null ? null : Absence.Except(operand.Unknown, operand.Null, words);
    }

    /// <summary>An unknown that is not simply absent leaves the question open.</summary>
    private void TellOfAbsence(int words)
    {
        (Unknown, Ask) = (null, Mask.Or(operand.Ask, operand.Error, ref ask, words));
        if (operand.Unknown is null)
            return;
        var (open, asked) = (new ulong[Math.Max(words, 1)], new ulong[Math.Max(words, 1)]);
        for (var i = 0; i < words; i++)
        {
            var (absent, risky, sure) = (operand.Absent?[i] ?? 0, operand.Risky?[i] ?? 0, operand.SurelyRisky?[i] ?? 0);
            open[i] = operand.Unknown[i] & (~absent | sure);
            asked[i] = (Ask?[i] ?? 0) | (operand.Unknown[i] & absent & risky & ~sure);
        }

        (Unknown, Ask, Risky, SurelyRisky) = (open, asked, operand.Risky, operand.SurelyRisky);
    }
}

/// <summary>Compares two flags of which either may be null.</summary>
internal sealed class FlagEqualNode(FactTable table, FlagNode left, FlagNode right, bool isNegated) : FlagNode(table)
{
    private ulong[]? value, unknown, error, ask, risky;

    protected override void Evaluate(int current)
    {
        left.Run(current);
        right.Run(current);
        var words = Table.Words;
        var result = True = Mask.Take(ref value, words);
        for (var i = 0; i < words; i++)
        {
            var (ln, rn) = (left.Null?[i] ?? 0, right.Null?[i] ?? 0);
            var same = (ln & rn) | (~ln & ~rn & ~(left.True[i] ^ right.True[i]));
            result[i] = isNegated ? ~same : same;
        }

        Unknown = Mask.Or(left.Unknown, right.Unknown, ref unknown, words);
        Error = Mask.Or(left.Error, right.Error, ref error, words);
        Ask = Mask.Or(left.Ask, right.Ask, ref ask, words);
        Risky = Mask.Or(left.Risky, right.Risky, ref risky, words);
    }
}

/// <summary>A flag that must not be null, such as <c>x.Value</c>: the CLR throws where it is.</summary>
internal sealed class FlagValueNode(FactTable table, FlagNode operand) : FlagNode(table)
{
    private ulong[]? error, ask;

    protected override void Evaluate(int current)
    {
        operand.Run(current);
        True = operand.True;
        Risky = operand.Risky;
        (Unknown, Error, Ask) = NullThrows.Of(operand, Table.Words, ref error, ref ask);
    }
}

/// <summary>What becomes of a value that must not be null.</summary>
internal static class NullThrows
{
    public static (ulong[]? Unknown, ulong[]? Error, ulong[]? Ask) Of(ColumnNode operand, int words, ref ulong[]? error, ref ulong[]? ask)
    {
        var errors = Mask.Or(operand.Error, operand.Null, ref error, words);
        if (!operand.HasOtherNulls)
            return (operand.Unknown, errors, operand.Ask);

        // A null that no missing fact stands behind is an error for sure, and an unknown may turn out to be one.
        var asks = Mask.Or(operand.Ask, operand.Null, ref ask, words);
        if (operand.Unknown is null)
            return (null, errors, asks);
        var all = new ulong[Math.Max(words, 1)];
        for (var i = 0; i < words; i++)
            all[i] = (asks?[i] ?? 0) | operand.Unknown[i];
        return (operand.Unknown, errors, all);
    }
}
