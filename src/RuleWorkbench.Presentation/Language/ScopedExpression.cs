using RuleWorkbench.Model;

namespace RuleWorkbench.Presentation.Language;

/// <summary>An expression of a pathway with what it can name.</summary>
/// <param name="Owner">What a person calls the place: a rule's label, or a parameter's name.</param>
/// <param name="Rule">The rule that it belongs to; null for a global parameter.</param>
public sealed record ScopedExpression(ExpressionText Text, ExpressionScope Scope, Workflow Workflow, Rule? Rule, string Owner);
