using System.Collections.Immutable;

namespace RuleWorkbench.Presentation.Rules;

/// <summary>A line of the criteria builder.</summary>
/// <param name="Path">Positions of the parts that lead to the condition from the root.</param>
/// <param name="Subject">The fact, in the first column; a heading where there is no operator.</param>
/// <param name="Operator">In words.</param>
/// <param name="Value">With its unit.</param>
public sealed record ConditionRow(ImmutableArray<int> Path, int Depth, Condition Condition, string Subject, string Operator, string Value)
{
    /// <summary>The next line on its level begins with this word: <c>and</c> or <c>or</c>; empty on the first one.</summary>
    public string Joint { get; init; } = "";
}
