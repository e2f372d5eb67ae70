using System.Collections.Immutable;
using System.Linq.Expressions;
using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>An expression in a file, in one of the scopes in which it is evaluated (an injected workflow's has several).
/// </summary>
/// <param name="Start">The first character after its quote, in the file's text.</param>
/// <param name="Type">What it must be, or null for anything.</param>
internal sealed record ExpressionSite(ExpressionText Text, int Start, ImmutableArray<ParameterExpression> Scope, Type? Type);
