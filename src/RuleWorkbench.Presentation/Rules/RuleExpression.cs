using RuleWorkbench.Presentation.Language;

namespace RuleWorkbench.Presentation.Rules;

/// <summary>One of the expressions of a rule, with its editor.</summary>
/// <param name="Title">Such as <c>Condition</c>, <c>Plexus</c> for a nested rule, <c>reliefPercent</c> for a parameter.</param>
/// <param name="Pointer">From the rule's object on, such as <c>/Rules/0/Expression</c>.</param>
public sealed record RuleExpression(string Title, string Pointer, CodeEditor Code);
