using System.Collections.Immutable;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking;

/// <summary>What was found in a pathway.</summary>
/// <param name="Compiled">What the next check of an edited version need not do again; null when the inputs are broken.</param>
public sealed record CheckedPathway(ImmutableArray<Diagnostic> Diagnostics, CompiledPathway? Compiled);
