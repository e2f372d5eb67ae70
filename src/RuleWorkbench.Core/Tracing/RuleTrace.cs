using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;

namespace RuleWorkbench.Tracing;

/// <summary>A value that a criterion looked at.</summary>
/// <param name="Name">Path of a fact, or name of a parameter.</param>
/// <param name="Value">A number, text, flag or date; an array of such; or an object's members as an array of pairs of name
/// and value. Null when it is missing.</param>
public sealed record SeenValue(string Name, object? Value, string? Unit);

/// <summary>What <c>Any</c>, <c>All</c> or <c>Count</c> found when it looked at one element of a list.</summary>
/// <param name="Path">Such as <c>patient.anticoagulants[1]</c>.</param>
public sealed record ElementTrace(string Path, Kleene Outcome, ImmutableArray<SeenValue> Values, bool Decides);

/// <summary>What <c>Any</c>, <c>All</c> or <c>Count</c> found in a list.</summary>
/// <param name="Method"><c>Any</c>, <c>All</c> or <c>Count</c>.</param>
/// <param name="List">Path of the list.</param>
/// <param name="Elements">Null when the list is missing.</param>
public sealed record QuantifierTrace(string Method, string List, ImmutableArray<ElementTrace>? Elements, Kleene Outcome);

/// <summary>What a criterion saw on a case.</summary>
/// <param name="Actual">What RulesEngine makes of it: true, false, or null when it fails.</param>
/// <param name="Error">Why it fails, or null.</param>
/// <param name="Outcome">Its three-valued value.</param>
/// <param name="StandsInTheWay">One of the fewest criteria that would have to turn for the rule to be met.</param>
public sealed record CriterionTrace(
    Criterion Criterion,
    bool? Actual,
    string? Error,
    Kleene Outcome,
    ImmutableArray<SeenValue> Values,
    ImmutableArray<QuantifierTrace> Quantifiers,
    ImmutableArray<CriterionTrace> Parts,
    bool StandsInTheWay);

/// <summary>A parameter and the value that it had.</summary>
/// <param name="Value">Like that of a <see cref="SeenValue"/>.</param>
public sealed record ParameterTrace(Parameter Parameter, object? Value, string? Error);

/// <summary>A figure of a met rule, and what it was reckoned from.</summary>
/// <param name="Name">Null where it is the rule's only one and has none.</param>
/// <param name="Value">Like that of a <see cref="SeenValue"/>.</param>
/// <param name="Values">The facts and parameters that were read, and the functions that were called.</param>
public sealed record FigureTrace(string? Name, object? Value, ImmutableArray<SeenValue> Values);

/// <summary>Why a rule did what it did.</summary>
/// <param name="Criteria">For a rule with an expression; null for one with nested rules or a defect.</param>
/// <param name="Message">The rule's own message for a rule that is not met, placeholders filled in; or null.</param>
public sealed record RuleTrace(
    CompiledRule Rule,
    RuleResult Result,
    ImmutableArray<ParameterTrace> Parameters,
    CriterionTrace? Criteria,
    ImmutableArray<RuleTrace> Children,
    string? Message)
{
    /// <summary>Empty unless the rule is met and computes figures.</summary>
    public ImmutableArray<FigureTrace> Figures { get; init; } = [];
}
