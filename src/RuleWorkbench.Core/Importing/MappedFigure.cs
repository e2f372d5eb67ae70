namespace RuleWorkbench.Importing;

/// <summary>What a foreign case expects a rule to compute: it is met, with this figure.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Figure">Name of the figure; null where the rule has one without a name.</param>
/// <param name="Tolerance">Null for an exact figure.</param>
/// <param name="WithoutValue">What is expected of the rule where the foreign case has no value: <c>met</c>, <c>notMet</c> or
/// <c>undetermined</c>; null for nothing.</param>
public sealed record MappedFigure(Origin Rule, string? Figure, Origin Value, Origin? Tolerance, string? WithoutValue);
