using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Simulation;

/// <summary>A branch that the walk took.</summary>
/// <param name="From">The rule whose <c>next</c> it is: met, and not overruled or held by its group.</param>
/// <param name="Workflow">Where it leads.</param>
public sealed record TakenBranch(Rule From, string Workflow);

/// <summary>A branch that the walk did not take because it is not decided.</summary>
/// <param name="From">The rule whose <c>next</c> it is.</param>
/// <param name="Workflow">Where it would lead.</param>
/// <param name="Facts">The missing facts that would decide; empty when the rule is in conflict.</param>
public sealed record PossibleBranch(Rule From, string Workflow, ImmutableArray<string> Facts);

/// <summary>Something that went wrong on a walk.</summary>
/// <param name="Where">Rule id, or <c>workflow/group</c>.</param>
public sealed record WalkError(string Where, string Message, SourcePlace Place)
{
    /// <summary>The rule does not compile, which is said once for the pathway: it is nothing that this case brought about.
    /// </summary>
    public bool IsDefect { get; init; }
}

/// <summary>One rule's part in a recommendation.</summary>
/// <param name="Workflow">Name of the workflow in which the rule was evaluated.</param>
/// <param name="Status">What this rule alone makes of the recommendation.</param>
/// <param name="Vetoes">Guards that are met.</param>
/// <param name="Holds">Guards, and earlier rules of a <c>first</c> group, that are not decided.</param>
/// <param name="Conflict">The conflict of its group that holds it, as <c>workflow/group</c>; or null.</param>
public sealed record RecommendationReason(
    RuleResult Rule,
    string Workflow,
    RecommendationStatus Status,
    ImmutableArray<RuleResult> Vetoes,
    ImmutableArray<RuleResult> Holds,
    string? Conflict)
{
    /// <summary>Missing facts that keep this reason from being decided.</summary>
    public ImmutableArray<string> MissingFacts => Status switch
    {
        RecommendationStatus.Undetermined => Rule.MissingFacts,
        RecommendationStatus.Held => [.. Holds.SelectMany(h => h.MissingFacts).Distinct()],
        _ => [],
    };
}

/// <summary>What the walk ends with for one recommendation.</summary>
/// <param name="Reasons">All rules with this code that have a status, strongest first.</param>
public sealed record RecommendationResult(string Code, RecommendationStatus Status, ImmutableArray<RecommendationReason> Reasons);

/// <summary>A fact worth asking for.</summary>
/// <param name="Fact">Its path.</param>
/// <param name="Settles">Codes of recommendations that it could help to decide.</param>
public sealed record Question(string Fact, ImmutableArray<string> Settles);

/// <summary>One case's way through the pathway.</summary>
/// <param name="Visited">Workflows on the walk, in the order in which they were visited.</param>
/// <param name="Beside">Workflows that were evaluated though the walk did not reach them: those that are always
/// evaluated, and those that hold guards.</param>
/// <param name="Questions">Missing facts, most useful first.</param>
public sealed record WalkResult(
    ImmutableArray<WorkflowResult> Visited,
    ImmutableArray<WorkflowResult> Beside,
    ImmutableArray<TakenBranch> Taken,
    ImmutableArray<PossibleBranch> Possible,
    ImmutableArray<RecommendationResult> Recommendations,
    ImmutableArray<Question> Questions,
    ImmutableArray<WalkError> Errors)
{
    /// <summary>Names of the workflows on the walk, in order.</summary>
    public ImmutableArray<string> Path => [.. Visited.Select(v => v.Workflow.Name)];

    /// <summary>The result of a rule in whichever workflow it was evaluated first, or null when it was not.</summary>
    public RuleResult? Rule(string id) => Visited.Concat(Beside).SelectMany(w => w.Rules).FirstOrDefault(r => r.Rule.Id == id);

    /// <summary>The status of a recommendation.</summary>
    public RecommendationStatus StatusOf(string code) =>
        Recommendations.FirstOrDefault(r => r.Code == code)?.Status ?? RecommendationStatus.None;
}
