using RuleWorkbench.Model;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Impact;

/// <summary>A small case that shows a difference, with the reasons of both versions.</summary>
/// <param name="From">The case that it was made from by leaving facts out.</param>
public sealed record Witness(Case Case, string From, Explanation Before, Explanation After);
