using System.Collections.Immutable;

namespace RuleWorkbench.Model;

/// <summary>What RulesEngine says of a rule, told apart.</summary>
public enum Verdict
{
    NotMet,
    Met,
    Error,

    /// <summary>The rule is disabled.</summary>
    Skipped,
}

/// <summary>A rule's verdict on a case, and whether a missing fact could turn it.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Verdict">RulesEngine's own answer.</param>
/// <param name="MissingFacts">Facts whose absence leaves the verdict open; empty when it is determined.</param>
/// <param name="Error">Why the verdict is <see cref="Verdict.Error"/>; otherwise null.</param>
/// <param name="Figures">What the OutputExpression of a met rule computed, or null.</param>
/// <param name="Children">Results of nested rules.</param>
public sealed record RuleResult(
    Rule Rule,
    Verdict Verdict,
    ImmutableArray<string> MissingFacts,
    string? Error,
    Figures? Figures,
    ImmutableArray<RuleResult> Children)
{
    /// <summary>True when no completion of the missing facts could turn the verdict.</summary>
    public bool IsDetermined => MissingFacts.IsEmpty;

    /// <summary>True when the rule is met and no missing fact could turn that.</summary>
    public bool IsMet => Verdict == Verdict.Met && IsDetermined;

    /// <summary>True when the rule fails for a reason that is not a missing fact.</summary>
    public bool IsError => Verdict == Verdict.Error && IsDetermined;
}

/// <summary>The results of all rules of a workflow on one case, in declared order.</summary>
public sealed record WorkflowResult(Workflow Workflow, ImmutableArray<RuleResult> Rules);
