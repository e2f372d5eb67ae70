using System.Collections.Immutable;

namespace RuleWorkbench.Reporting.Drawing;

/// <summary>What the signs of a drawing mean.</summary>
/// <param name="Categories">Each category's sign and the centre of its shape.</param>
public sealed record Legend(
    Box Box,
    ImmutableArray<PlacedText> Texts,
    ImmutableArray<(CategorySign Sign, Spot At)> Categories,
    ImmutableArray<Spot> VetoSigns,
    ImmutableArray<GroupBracket> Brackets,
    ImmutableArray<ImmutableArray<Spot>> Arrows)
{
    internal Legend Moved(double x, double y) => new(
        Box.Moved(x, y),
        [.. Texts.Select(t => t.Moved(x, y))],
        [.. Categories.Select(c => (c.Sign, c.At.Moved(x, y)))],
        [.. VetoSigns.Select(s => s.Moved(x, y))],
        [.. Brackets.Select(b => b.Moved(x, y))],
        [.. Arrows.Select(a => a.Select(p => p.Moved(x, y)).ToImmutableArray())]);
}
