using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>A pathway as read, what is wrong with it, and the files that it came from.</summary>
public sealed record LoadedPathway(Pathway? Pathway, ImmutableArray<Diagnostic> Diagnostics, PathwayFiles Files);
