using System.Collections.Immutable;

namespace RuleWorkbench.Model;

/// <summary>A change of files that mends what a diagnostic is about, safe enough to be made without asking.</summary>
/// <param name="Title">What it does, as an order: "Write `Enabled`".</param>
/// <param name="Edits">All to be made, or none.</param>
public sealed record Fix(string Title, ImmutableArray<TextEdit> Edits);
