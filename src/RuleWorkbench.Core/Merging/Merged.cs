using System.Collections.Immutable;
using RuleWorkbench.Editing;
using RuleWorkbench.Model;

namespace RuleWorkbench.Merging;

/// <summary>What came of a merge.</summary>
/// <param name="Documents">Our file with what they changed, to be saved; null where a side cannot be read.</param>
/// <param name="Conflicts">What both sides changed, each in its own way; of these the file keeps ours.</param>
/// <param name="Errors">Why the sides cannot be merged.</param>
public sealed record Merged(DocumentSet? Documents, ImmutableArray<Diagnostic> Conflicts, ImmutableArray<Diagnostic> Errors);
