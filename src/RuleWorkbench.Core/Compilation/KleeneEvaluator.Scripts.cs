using System.Collections;
using System.Collections.Immutable;
using System.Linq.Expressions;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Compilation;

/// <content>Calls of script functions.</content>
public sealed partial class KleeneEvaluator
{
    /// <summary>A call is known when its arguments are. With a missing one it is unknown, unless the function says that it
    /// handles that, and has an answer.</summary>
    private Kleene EvaluateScriptCall(MethodCallExpression call, ScriptFunction function, List<Kleene> arguments, KleeneBindings bindings)
    {
        var facts = arguments.Zip(call.Arguments).Aggregate(
            ImmutableArray<string>.Empty,
            (all, a) => Kleene.Union(all, a.First.IsUnknown ? a.First.Facts : MissingInside(a.First.Value, a.First.Path ?? "", compiled.Facts.Holds(a.Second.Type))));
        if (facts.IsEmpty)
            return call.Arguments.Any(a => Lambda(a) is not null) ? operations.ApplyWithLambdas(call, bindings) : operations.Apply(call, arguments);
        var mayFail = !function.NeverFails
            || arguments.Any(a => a.MayFail)
            || arguments.Zip(call.Arguments).Any(a => a.First.MayBeNull && !Nullness.CanHoldNull(a.Second.Type));
        if (function.HandlesMissing is null || operations.TryRun(call, bindings) is not { IsFailed: false } answer)
            return Kleene.Unknown(facts, mayFail) with { MayBeNull = Nullness.CanHoldNull(call.Type) };
        return answer.Value is null ? Kleene.Unknown(facts, mayFail: false) with { IsNull = true } : answer with { Facts = facts };
    }

    /// <summary>The facts that an object of facts, or a list of such, lacks anywhere: a function may look at any of them.
    /// </summary>
    private ImmutableArray<string> MissingInside(object? value, string path, FactObject? type)
    {
        if (type is null || value is null)
            return [];
        if (value is IEnumerable list)
            return list.Cast<object?>().SelectMany((item, i) => MissingInside(item, $"{path}[{i}]", type)).ToImmutableArray();
        var missing = ImmutableArray.CreateBuilder<string>();
        foreach (var fact in type.Properties)
        {
            var inner = type.Access.Get(value, fact.Slot);
            if (inner is null)
                missing.Add($"{path}.{fact.Schema.Name}");
            else
                missing.AddRange(MissingInside(inner, $"{path}.{fact.Schema.Name}", fact.Object));
        }

        return missing.ToImmutable();
    }
}
