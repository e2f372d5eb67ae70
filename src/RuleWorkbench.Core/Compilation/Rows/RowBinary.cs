using System.Linq.Expressions;

namespace RuleWorkbench.Compilation.Rows;

/// <summary>An operator that evaluates both of its sides.</summary>
/// <param name="asked">The side that is compared with a null literal: -1 the left one, 1 the right one, 0 none.</param>
/// <param name="isFlags">Whether it is <c>&amp;</c> or <c>|</c> on conditions.</param>
internal sealed class RowBinary(BinaryExpression node, RowNode left, RowNode right, int asked, bool isFlags, RowOperation operation) : RowNode
{
    private readonly bool isLifted = node.IsLiftedToNull;

    public override RowValue Evaluate(RowScope scope)
    {
        var (first, second) = (left.Evaluate(scope), right.Evaluate(scope));
        if (first.IsKnown && second.IsKnown && asked == 0)
            return operation.Apply(first.Value, second.Value);
        if (first.IsFailed || second.IsFailed)
            return first.IsFailed ? first : second;
        if (isFlags && (first.IsUnknown || second.IsUnknown))
            return Both(first, second);
        if (asked != 0)
        {
            var side = asked < 0 ? first : second;
            if (side.IsKnown)
                return RowValue.Of(side.Value is null == (node.NodeType == ExpressionType.Equal)).WithFactsOf(side);
            if (side.AsksForMissingness)
                return RowValue.Of(node.NodeType == ExpressionType.Equal).WithFactsOf(side);
        }

        return first.IsUnknown || second.IsUnknown ? Unknown(first, second) : operation.Apply(first.Value, second.Value);
    }

    private RowValue Unknown(RowValue first, RowValue second)
    {
        if (((first.State | second.State) & RowState.HasBounds) != 0 && CountBounds.Compare(node, first.ToKleene(), second.ToKleene()) is { } decided)
            return RowValue.Known(decided.Value);
        var mayFail = first.MayFail || second.MayFail || TotalOperations.MayFail(node, second.ToKleene());
        var unknown = RowValue.Unknown(first.UnknownFacts | second.UnknownFacts, mayFail);
        if (!isLifted)
            return unknown;
        return unknown.With((first.IsNull || second.IsNull ? RowState.IsNull : 0) | (first.CouldBeNull || second.CouldBeNull ? RowState.MayBeNull : 0));
    }

    private RowValue Both(RowValue first, RowValue second)
    {
        var combined = RowValue.Combine([first, second], node.NodeType == ExpressionType.Or);
        return combined.IsUnknown || !(first.MayFail || second.MayFail)
            ? combined
            : RowValue.Unknown(first.UnknownFacts | second.UnknownFacts, mayFail: true);
    }

    protected override bool PartsHideUnknown(RowScope scope) => left.HidesUnknown(scope) || right.HidesUnknown(scope);
}

/// <summary><c>x ?? y</c>.</summary>
internal sealed class RowCoalesce(BinaryExpression node, RowNode left, RowNode right, RowOperation operation, NodeOperations conversions) : RowNode
{
    public override RowValue Evaluate(RowScope scope)
    {
        var first = left.Evaluate(scope);
        if (first.IsFailed)
            return first;
        if (first.IsUnknown && !first.AsksForMissingness)
        {
            if (!first.IsNull && !first.MayBeNull)
                return first;
            var other = right.Evaluate(scope);
            var unknown = RowValue.Unknown(first.State | other.UnknownFacts, first.MayFail || other.MayFail || other.IsFailed);
            return other.CouldBeNull ? unknown.With(RowState.MayBeNull) : unknown;
        }

        if (!first.IsUnknown && first.Value is not null)
            return node.Conversion is null ? first : operation.Apply(first.Value, null);
        var second = right.Evaluate(scope);
        return (second is { IsKnown: true, Value: { } value } && node.Type != node.Right.Type ? Converted(value) : second).WithFactsOf(first);
    }

    private RowValue Converted(object value)
    {
        if ((Nullable.GetUnderlyingType(node.Type) ?? node.Type) == value.GetType())
            return RowValue.Known(value);
        var converted = conversions.Convert(Kleene.Known(value), node.Type);
        return converted.IsFailed ? RowValue.Failed : RowValue.Known(converted.Value);
    }

    protected override bool PartsHideUnknown(RowScope scope) => left.HidesUnknown(scope) || right.HidesUnknown(scope);
}
