using System.Linq.Expressions;

namespace RuleWorkbench.Compilation.Rows;

/// <summary>A tree as the CLR runs it on the values of its variables, missing facts being null; compiled when it is needed first.
/// </summary>
/// <param name="variables">The variables that it can read.</param>
internal sealed class RowTree(Expression tree, IReadOnlyDictionary<ParameterExpression, RowNode> variables)
{
    private readonly Lazy<(RowNode[] Read, object?[] Defaults, Func<object?[], object?> Run)> compiled = new(() =>
    {
        var (free, code) = TreeRunner.Close(tree);
        return (Array.ConvertAll(free, v => variables[v]), Array.ConvertAll(free, v => TreeRunner.Default(v.Type)), ((Expression<Func<object?[], object?>>)HeldInstances.In(ListLoops.In(code))).Compile());
    });

    /// <summary>Its value; what is not known is null.</summary>
    public RowValue Run(RowScope scope) => Run(scope, out _);

    /// <param name="isBound">Whether each variable is known, or null because a fact is missing.</param>
    public RowValue Run(RowScope scope, out bool isBound)
    {
        isBound = true;
        var (read, defaults, run) = compiled.Value;
        var values = new object?[read.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var value = read[i].Evaluate(scope);
            isBound &= value.IsKnown || value.AsksForMissingness;
            values[i] = (value.IsKnown ? value.Value : null) ?? defaults[i];
        }

        try
        {
            return RowValue.Known(run(values));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever the user's expression throws is that expression's failure.
            return RowValue.Failed;
        }
    }
}
