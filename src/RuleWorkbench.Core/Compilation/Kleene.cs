using System.Collections.Immutable;

namespace RuleWorkbench.Compilation;

/// <summary>What three-valued evaluation knows of an expression on a case.</summary>
public enum KleeneState
{
    /// <summary>The value does not depend on a missing fact.</summary>
    Known,

    /// <summary>A missing fact decides.</summary>
    Unknown,

    /// <summary>Evaluation fails, whatever the missing facts are.</summary>
    Failed,
}

/// <summary>The three-valued value of an expression.</summary>
public sealed record Kleene(KleeneState State)
{
    public static readonly Kleene True = new(KleeneState.Known) { Value = true };

    public static readonly Kleene False = new(KleeneState.Known) { Value = false };

    /// <summary>The value, when it is known. Null means a null that no missing fact stands behind.</summary>
    public object? Value { get; init; }

    /// <summary>The missing facts behind an unknown, or those whose missingness a known value answers for.</summary>
    public ImmutableArray<string> Facts { get; init; } = [];

    /// <summary>For an unknown: RulesEngine sees null here (and does not fail).</summary>
    public bool IsNull { get; init; }

    /// <summary>For an unknown: some completion of the missing facts could make the evaluation fail.</summary>
    public bool MayFail { get; init; }

    /// <summary>For an unknown: some completion of the missing facts could leave null here.</summary>
    public bool MayBeNull { get; init; }

    /// <summary>For an unknown number that can only lie between two bounds: a count with some elements undecided.</summary>
    public (double Least, double Most)? Bounds { get; init; }

    /// <summary>For facts: where the value stands, e.g. <c>patient.anticoagulants[1]</c>.</summary>
    public string? Path { get; init; }

    /// <summary>Why evaluation fails.</summary>
    public string? Error { get; init; }

    public bool IsTrue => State == KleeneState.Known && Value is true;

    public bool IsFalse => State == KleeneState.Known && Value is false;

    public bool IsUnknown => State == KleeneState.Unknown;

    public bool IsFailed => State == KleeneState.Failed;

    /// <summary>True for an unknown that is null because a fact is missing, and nothing else: whoever asks whether it is
    /// null has an answer.</summary>
    public bool AsksForMissingness => IsUnknown && IsNull && !MayFail;

    /// <summary>Null, or null under some completion.</summary>
    public bool CouldBeNull => MayBeNull || (State == KleeneState.Known && Value is null);

    public static Kleene Known(object? value) => value switch
    {
        true => True,
        false => False,
        _ => new(KleeneState.Known) { Value = value },
    };

    public static Kleene Unknown(ImmutableArray<string> facts, bool mayFail) => new(KleeneState.Unknown) { Facts = facts, MayFail = mayFail };

    public static Kleene Missing(string path) => new(KleeneState.Unknown) { Facts = [path], IsNull = true, Path = path };

    public static Kleene Failed(string error) => new(KleeneState.Failed) { Error = error };

    /// <summary>The union of facts, in order of first appearance.</summary>
    public static ImmutableArray<string> Union(ImmutableArray<string> a, ImmutableArray<string> b) =>
        a.IsEmpty ? b : b.IsEmpty ? a : [.. a.Union(b)];

    /// <summary>C#'s <c>left &amp;&amp; right</c>, or <c>left || right</c> when <paramref name="decisive"/> is true. The
    /// right side counts only where the left one does not decide; a left side that could fail under some completion
    /// leaves the whole open, since the right side would then never be reached.</summary>
    public static Kleene ShortCircuit(Kleene left, Func<Kleene> rightSide, bool decisive)
    {
        if (left.IsFailed || (left.State == KleeneState.Known && left.Value is bool l && l == decisive))
            return left;
        var right = rightSide();
        if (!left.IsUnknown)
        {
            // A flag that is null for good stays so unless the right side decides.
            return left.Value is null && right.State == KleeneState.Known && right.Value as bool? != decisive
                ? left
                : right with { Facts = Union(left.Facts, right.Facts) };
        }

        if (right.State == KleeneState.Known && right.Value is bool r && r == decisive && !left.MayFail)
            return right;
        var facts = right.IsUnknown ? Union(left.Facts, right.Facts) : left.Facts;
        return Unknown(facts, left.MayFail || right.MayFail || right.IsFailed);
    }

    /// <summary>Kleene's table for And (or Or when <paramref name="decisive"/> is true) over values none of which can
    /// keep another from being evaluated: nested rules, each of which RulesEngine evaluates by itself.</summary>
    public static Kleene Combine(IEnumerable<Kleene> values, bool decisive)
    {
        Kleene? unknown = null, failed = null;
        foreach (var value in values)
        {
            if (value.State == KleeneState.Known && value.Value is bool b && b == decisive)
                return value;
            if (value.IsUnknown)
                unknown = unknown is null ? value : Unknown(Union(unknown.Facts, value.Facts), unknown.MayFail || value.MayFail);
            else if (value.IsFailed)
                failed ??= value;
        }

        return unknown ?? failed ?? (decisive ? False : True);
    }

    public Kleene Not() => State == KleeneState.Known && Value is bool b ? (b ? False : True) with { Facts = Facts } : this;
}
