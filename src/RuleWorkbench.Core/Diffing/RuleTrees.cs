using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Diffing;

/// <summary>The canonical trees of a rule.</summary>
/// <param name="Condition">The whole condition, nested rules included; null when a part of it does not compile.</param>
/// <param name="Locals">Local parameters by name, those of nested rules aside.</param>
/// <param name="Figures">The figures by name.</param>
public sealed record RuleTrees(
    string Workflow,
    Rule Rule,
    CanonicalTree? Condition,
    ImmutableArray<(string Name, CanonicalTree Value)> Locals,
    ImmutableArray<(string? Name, CanonicalTree Value)> Figures);
