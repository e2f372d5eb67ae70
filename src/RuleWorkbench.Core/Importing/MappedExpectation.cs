namespace RuleWorkbench.Importing;

/// <summary>What a foreign case expects of a rule or a recommendation: it is met (recommended) where <paramref name="Holds"/>
/// is true, not met (has no status) where it is false, and not compared where it is missing.</summary>
/// <param name="Name">Id of the rule, or code of the recommendation.</param>
public sealed record MappedExpectation(Origin Name, Origin Holds);
