using System.Collections.Immutable;
using System.Linq.Expressions;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;

namespace RuleWorkbench.Simulation;

/// <summary>What an expression comes to.</summary>
/// <param name="Value">What RulesEngine makes of it.</param>
/// <param name="Error">Why it fails, or null.</param>
/// <param name="MissingFacts">Facts whose absence leaves the value open.</param>
/// <param name="Diagnostics">What is wrong with the expression; then there is no value.</param>
public sealed record ExpressionResult(object? Value, string? Error, ImmutableArray<string> MissingFacts, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>Evaluates expressions that stand in no rule, on the inputs of a case.</summary>
public sealed class ExpressionRunner
{
    private readonly CompiledPathway compiled;
    private readonly BoundCase facts;
    private readonly KleeneEvaluator kleene;
    private readonly TreeRunner trees = new();

    /// <param name="source">The case, or null for one without any facts.</param>
    public ExpressionRunner(CompiledPathway compiled, Case? source)
    {
        this.compiled = compiled;
        kleene = new KleeneEvaluator(compiled);
        facts = source is null
            ? BoundCase.Bind(compiled.Facts, compiled.Pathway, new JObject(), new JObject(), null)
            : BoundCase.Bind(compiled.Facts, compiled.Pathway, source);
    }

    /// <param name="place">What diagnostics call the place of the text's first character.</param>
    public ExpressionResult Evaluate(string text, SourcePlace place)
    {
        using var invariant = InvariantScope.Enter();

        // The place is that of the opening quote where an expression stands in a file.
        var parsed = compiled.Parse(new ExpressionText(text, place with { Column = place.Column - 1 }, text), compiled.Inputs);
        if (parsed.Value is not { } tree)
            return new ExpressionResult(null, null, [], parsed.Diagnostics);
        var values = new Dictionary<ParameterExpression, object?>(compiled.Inputs.Zip(facts.Values, (v, value) => KeyValuePair.Create(v, (object?)value)));
        var asked = false;
        var (result, error) = trees.Run(tree, v =>
        {
            asked = true;
            return values.GetValueOrDefault(v);
        });

        // What reads no input leaves nothing open.
        var open = asked ? kleene.Evaluate(tree, kleene.Bind(facts)) : null;
        return new ExpressionResult(result, error, open is { IsUnknown: true } ? open.Facts : [], []);
    }
}
