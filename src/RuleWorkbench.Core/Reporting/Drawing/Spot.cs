namespace RuleWorkbench.Reporting.Drawing;

/// <summary>A point in a drawing, in pixels; y grows downwards.</summary>
public readonly record struct Spot(double X, double Y)
{
    public Spot Moved(double x, double y) => new(X + x, Y + y);
}
