using System.Linq.Expressions;

namespace RuleWorkbench.Compilation.Rows;

/// <summary>Carries out one operation of a tree on known values, as the CLR would: the commonest directly, others by code that is
/// compiled when it is needed first.</summary>
internal sealed class RowOperation(Expression node)
{
    private readonly Func<object, object?>? common = CommonOperations.OfOne(node);
    private readonly Lazy<Func<object?[], object?>> compiled = new(() => NodeOperations.Alone(node).Compile());

    public RowValue Apply(object? operand)
    {
        if (operand is not null && common?.Invoke(operand) is { } value)
            return RowValue.Known(value);
        return Apply([operand]);
    }

    public RowValue Apply(object? left, object? right)
    {
        if (left is not null && right is not null && CommonOperations.Apply(node, left, right) is { } value)
            return RowValue.Known(value);
        return Apply([left, right]);
    }

    public RowValue Apply(object?[] parts)
    {
        try
        {
            return RowValue.Known(compiled.Value(parts));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever the user's expression throws is that expression's failure.
            return RowValue.Failed;
        }
    }
}
