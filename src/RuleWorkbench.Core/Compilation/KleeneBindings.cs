using System.Collections.Immutable;
using System.Linq.Expressions;

namespace RuleWorkbench.Compilation;

/// <summary>What the variables of a tree stand for: inputs, parameters, and the element that a lambda looks at.</summary>
public sealed class KleeneBindings(KleeneBindings? outer)
{
    private readonly Dictionary<ParameterExpression, Lazy<Kleene>> values = [];
    private Lazy<ImmutableArray<string>>? hidden;

    /// <summary>What is unknown inside global parameters, found once for all rules of the case.</summary>
    public ImmutableArray<string> HiddenInGlobals => hidden?.Value ?? outer?.HiddenInGlobals ?? [];

    public void Set(ParameterExpression variable, Func<Kleene> value) =>
        values[variable] = new Lazy<Kleene>(value, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>Says how to find <see cref="HiddenInGlobals"/>.</summary>
    public void SetHidden(Func<ImmutableArray<string>> find) => hidden = new Lazy<ImmutableArray<string>>(find);

    public void Set(ParameterExpression variable, Kleene value) => Set(variable, () => value);

    /// <summary>The value, or null for a variable that is not bound.</summary>
    public Kleene? Find(ParameterExpression variable) =>
        values.TryGetValue(variable, out var value) ? value.Value : outer?.Find(variable);

    /// <summary>These bindings and one more.</summary>
    public KleeneBindings With(ParameterExpression variable, Kleene value)
    {
        var inner = new KleeneBindings(this);
        inner.Set(variable, value);
        return inner;
    }
}
