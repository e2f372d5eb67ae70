using System.Linq.Expressions;

namespace RuleWorkbench.Compilation.Rows;

/// <summary>What goes into an operation: a value, or a lambda.</summary>
internal abstract class RowPart
{
    public abstract RowValue Evaluate(RowScope scope);

    /// <summary>See <see cref="RowNode.HidesUnknown"/>.</summary>
    public abstract bool HidesUnknown(RowScope scope);
}

/// <summary>A value that goes into an operation. A filtered list of which it is open what belongs to it is itself unknown.</summary>
/// <param name="filtered">The list, where it is a filtered one.</param>
internal sealed class RowArgument(RowNode value, RowList? filtered) : RowPart
{
    public override RowValue Evaluate(RowScope scope)
    {
        if (filtered?.Elements(scope) is { } elements)
        {
            foreach (var element in elements)
            {
                if (element.Belongs.IsUnknown)
                    return element.Belongs;
            }
        }

        return value.Evaluate(scope);
    }

    public override bool HidesUnknown(RowScope scope) => value.HidesUnknown(scope);
}

/// <summary>A lambda of a method of lists: known when its body is for every element that it can be given.</summary>
/// <param name="source">The list as a value.</param>
internal sealed class RowLambdaPart(RowLambda lambda, RowList list, RowNode source) : RowPart
{
    public override RowValue Evaluate(RowScope scope)
    {
        if (list.Elements(scope) is not { } elements)
        {
            return source.Evaluate(scope) is { IsUnknown: true } missing && lambda.MayFailUnseen(scope, missing.State)
                ? RowValue.Unknown(missing.State, mayFail: true)
                : RowValue.Known(null);
        }

        RowState facts = 0;
        var mayFail = false;
        foreach (var element in elements)
        {
            if (element.Belongs.Decides(false))
            {
                mayFail |= element.Belongs.IsFailed;
                continue;
            }

            var value = RowValue.ShortCircuit(element.Belongs, lambda.Evaluate(scope, element.Value), decisive: false);
            facts |= value.UnknownFacts;
            mayFail |= value.MayFail || value.IsFailed;

            // A part that does not decide can still fail for want of a fact once the lambda is run as it stands.
            if (value.IsKnown && element.Belongs.IsTrue && lambda.HidesUnknown(scope) && lambda.Fails(scope))
                (facts, mayFail) = (RowState.HasFacts, true);
        }

        return facts == 0 ? RowValue.Known(null) : RowValue.Unknown(facts, mayFail);
    }

    public override bool HidesUnknown(RowScope scope) => lambda.HidesUnknown(scope, list);
}

/// <summary>A lambda that may be given anything.</summary>
internal sealed class RowForeignLambda(RowLambda lambda) : RowPart
{
    /// <summary>Asks: what it is given cannot be told here.</summary>
    public override bool HidesUnknown(RowScope scope) => scope.Asks = true;

    public override RowValue Evaluate(RowScope scope) => lambda.EvaluateUnseen(scope, RowState.HasFacts).IsKnown ? RowValue.Known(null) : RowOpaque.Value;
}

/// <summary>Any other operation: known when all that goes into it is known.</summary>
/// <param name="whole">The operation as the CLR runs it, where there are lambdas among its parts.</param>
internal sealed class RowWhole(Expression node, RowPart[] parts, bool mayBeNull, RowTree? whole, RowOperation operation) : RowNode
{
    private static readonly RowValue foreseen = RowValue.Known(new object());

    public override RowValue Evaluate(RowScope scope)
    {
        var values = Evaluated(scope);
        if (WithoutRunning(values) is { } found)
            return found;
        if (whole is null)
            return operation.Apply(Array.ConvertAll(values, v => v.Value));

        // The lambdas are run as they stand. Where they fail, a missing fact may be all that is wrong.
        var result = whole.Run(scope);
        return result.IsFailed && PartsHideUnknown(scope) ? RowValue.Unknown(RowState.HasFacts, mayFail: true) : result;
    }

    /// <summary>What it is where that shows without running it, else something that is known: for a sequence that is made again,
    /// and only then gone through, by what it goes into.</summary>
    public RowValue Foresee(RowScope scope)
    {
        var values = Evaluated(scope);
        return WithoutRunning(values) ?? (values[0].Value is null ? Evaluate(scope) : foreseen);
    }

    protected override bool PartsHideUnknown(RowScope scope) => Array.Exists(parts, p => p.HidesUnknown(scope));

    private RowValue[] Evaluated(RowScope scope)
    {
        var values = new RowValue[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            values[i] = parts[i].Evaluate(scope);
        return values;
    }

    /// <summary>That it fails or is unknown, as something does that goes into it; null where it takes a run to tell.</summary>
    private RowValue? WithoutRunning(RowValue[] values)
    {
        RowState facts = 0;
        var (isUnknown, mayFail) = (false, false);
        foreach (var value in values)
        {
            if (value.IsFailed)
                return value;
            isUnknown |= value.IsUnknown;
            mayFail |= value.MayFail;
            facts |= value.UnknownFacts;
        }

        if (!isUnknown)
            return null;
        mayFail = mayFail || TotalOperations.MayFail(node, Array.ConvertAll(values, v => v.ToKleene()));
        var unknown = RowValue.Unknown(facts, mayFail);
        return mayBeNull ? unknown.With(RowState.MayBeNull) : unknown;
    }
}

/// <summary>A filtered or mapped list that goes into an operation which is run as it stands, lambdas and all.</summary>
internal sealed class RowUnread(RowWhole sequence) : RowNode
{
    public override RowValue Evaluate(RowScope scope) => sequence.Foresee(scope);

    protected override bool PartsHideUnknown(RowScope scope) => sequence.HidesUnknown(scope);
}
