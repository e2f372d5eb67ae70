using System.Collections.Immutable;

namespace RuleWorkbench.Reporting.Drawing;

/// <summary>A pathway laid out for drawing: what stands where, without a word on how it is written.</summary>
/// <param name="Cards">The workflows of the walk in columns, then those that are evaluated for every case.</param>
public sealed record PathwayLayout(
    double Width,
    double Height,
    ImmutableArray<PlacedText> Heading,
    ImmutableArray<Card> Cards,
    ImmutableArray<Arrow> Arrows,
    Legend Legend,
    ImmutableArray<PlacedText> Footer);
