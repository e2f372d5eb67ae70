namespace RuleWorkbench.Reporting.Drawing;

/// <summary>The code of a recommendation with the sign of its category.</summary>
/// <param name="SignAt">Centre of the category's shape.</param>
public sealed record CodePill(Box Box, CategorySign Sign, Spot SignAt, PlacedText Text)
{
    internal CodePill Moved(double x, double y) =>
        this with { Box = Box.Moved(x, y), SignAt = SignAt.Moved(x, y), Text = Text.Moved(x, y) };
}
