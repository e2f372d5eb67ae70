using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Diffing;

/// <summary>A rule that a changed value, parameter, fact or function reaches.</summary>
/// <param name="Criteria">The criteria that read it, as a person would write them.</param>
public sealed record ReachedRule(string Workflow, Rule Rule, ImmutableArray<string> Criteria);
