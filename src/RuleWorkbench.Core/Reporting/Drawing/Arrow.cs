using System.Collections.Immutable;

namespace RuleWorkbench.Reporting.Drawing;

/// <summary>Where a rule leads: from its row to the card of the next workflow. Arrows to the same card join on the
/// way.</summary>
/// <param name="Points">The corners of the way, from the row's right edge to the card's left edge; each stretch is
/// level or upright.</param>
public sealed record Arrow(string FromWorkflow, string RuleId, string ToWorkflow, ImmutableArray<Spot> Points);
