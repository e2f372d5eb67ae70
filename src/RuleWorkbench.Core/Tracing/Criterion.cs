using System.Collections.Immutable;
using System.Linq.Expressions;
using RuleWorkbench.Model;

namespace RuleWorkbench.Tracing;

/// <summary>How a criterion is made of others.</summary>
public enum CriterionKind
{
    /// <summary>One condition that is not taken apart further.</summary>
    Test,
    And,
    Or,
    Not,
}

/// <summary>A part of a rule's expression as a person would name it, with its text and place in the file.</summary>
/// <param name="Start">Index in the expression's text.</param>
/// <param name="Tree">The part's own tree, for a test.</param>
public sealed record Criterion(
    CriterionKind Kind, string Text, int Start, SourcePlace Place, Expression? Tree, ImmutableArray<Criterion> Parts);
