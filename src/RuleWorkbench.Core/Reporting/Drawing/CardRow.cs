using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Reporting.Drawing;

/// <summary>A rule in a card.</summary>
/// <param name="Pill">The recommendation's code, or null for a rule without one.</param>
/// <param name="ExitY">Where arrows leave at the right: level with the name of where they lead.</param>
/// <param name="VetoSigns">Centres of the signs of a guard and of what a guard can forbid.</param>
public sealed record CardRow(
    Rule Rule, Box Box, double ExitY, ImmutableArray<PlacedText> Texts, CodePill? Pill, ImmutableArray<Spot> VetoSigns)
{
    internal CardRow Moved(double x, double y) => this with
    {
        Box = Box.Moved(x, y),
        ExitY = ExitY + y,
        Texts = [.. Texts.Select(t => t.Moved(x, y))],
        Pill = Pill?.Moved(x, y),
        VetoSigns = [.. VetoSigns.Select(s => s.Moved(x, y))],
    };
}
