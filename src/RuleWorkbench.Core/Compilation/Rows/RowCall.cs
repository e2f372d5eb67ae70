using System.Collections;
using System.Linq.Expressions;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Compilation.Rows;

/// <summary>A call of a script's function.</summary>
/// <param name="inside">For each argument, the fact object that it is or holds, or null.</param>
/// <param name="whole">The call as the CLR runs it.</param>
internal sealed class RowCall(MethodCallExpression call, ScriptFunction function, RowPart[] arguments, FactObject?[] inside, RowTree whole, RowOperation operation) : RowNode
{
    private readonly bool hasLambdas = call.Arguments.Any(a => KleeneEvaluator.Lambda(a) is not null);
    private readonly bool canHoldNull = Nullness.CanHoldNull(call.Type);
    private readonly bool[] takesNull = [.. call.Arguments.Select(a => Nullness.CanHoldNull(a.Type))];

    public override RowValue Evaluate(RowScope scope)
    {
        var values = new RowValue[arguments.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = arguments[i].Evaluate(scope);
        var (facts, mayFail) = ((RowState)0, !function.NeverFails);
        foreach (var value in values)
        {
            if (value.IsFailed)
                return value;
        }

        for (var i = 0; i < values.Length; i++)
        {
            facts |= values[i].IsUnknown ? values[i].UnknownFacts : IsMissingInside(values[i].Value, inside[i]) ? RowState.HasFacts : 0;
            mayFail |= values[i].MayFail || (values[i].MayBeNull && !takesNull[i]);
        }

        if (facts == 0)
            return hasLambdas ? whole.Run(scope) : operation.Apply(Array.ConvertAll(values, v => v.Value));
        if (function.HandlesMissing is null || whole.Run(scope, out var isBound) is not { IsFailed: false } answer || !isBound)
        {
            var unknown = RowValue.Unknown(facts, mayFail);
            return canHoldNull ? unknown.With(RowState.MayBeNull) : unknown;
        }

        return answer.Value is null ? RowValue.Unknown(facts, mayFail: false).With(RowState.IsNull) : answer.With(facts);
    }

    protected override bool PartsHideUnknown(RowScope scope) => Array.Exists(arguments, a => a.HidesUnknown(scope));

    private static bool IsMissingInside(object? value, FactObject? type)
    {
        if (type is null || value is null)
            return false;
        if (value is IEnumerable list)
        {
            foreach (var item in list)
            {
                if (IsMissingInside(item, type))
                    return true;
            }

            return false;
        }

        foreach (var fact in type.Properties)
        {
            if (type.Access.Get(value, fact.Slot) is not { } inner || IsMissingInside(inner, fact.Object))
                return true;
        }

        return false;
    }
}
