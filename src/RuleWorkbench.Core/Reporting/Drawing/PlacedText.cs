namespace RuleWorkbench.Reporting.Drawing;

/// <summary>One line of text in a drawing.</summary>
/// <param name="X">Where the text begins, or where it ends when <paramref name="EndsAtX"/>.</param>
/// <param name="Baseline">The y of the line that the letters stand on.</param>
public sealed record PlacedText(string Text, TextStyle Style, double X, double Baseline, bool EndsAtX = false)
{
    /// <summary>The room that the text needs, by the estimate of its width.</summary>
    public Box Box
    {
        get
        {
            var width = TextWidth.Of(Text, Style);
            return new Box(EndsAtX ? X - width : X, Baseline - Style.Size * 0.78, width, Style.Size);
        }
    }

    internal PlacedText Moved(double x, double y) => this with { X = X + x, Baseline = Baseline + y };
}
