using RuleWorkbench.Model;

namespace RuleWorkbench.Diffing;

/// <summary>A rule and the workflow in which it stands.</summary>
internal sealed record PlacedRule(string Workflow, Rule Rule);

/// <summary>A rule in two versions; null where a version does not have it.</summary>
internal sealed record RuleMatch(PlacedRule? Before, PlacedRule? After);
