using System.Linq.Expressions;

namespace RuleWorkbench.Compilation;

/// <summary>The values of variables on one case: inputs, and parameters as they are bound.</summary>
internal sealed class TreeScope(CompiledPathway compiled, TreeRunner trees, BoundCase facts)
{
    private readonly Dictionary<ParameterExpression, object?> values = [];

    /// <summary>Computes parameters in order; the first failure, or null.</summary>
    public string? Bind(IEnumerable<CompiledParameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            var (value, error) = trees.Run(parameter.Value, ValueOf);
            if (error is not null)
                return error;
            values[parameter.Variable] = value;
        }

        return null;
    }

    public object? ValueOf(ParameterExpression variable)
    {
        var input = compiled.Inputs.IndexOf(variable);
        return input >= 0 ? facts.Values[input] : values.GetValueOrDefault(variable);
    }
}
