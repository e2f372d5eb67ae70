namespace RuleWorkbench.Reporting.Drawing;

/// <summary>A rectangle in a drawing, in pixels; y grows downwards.</summary>
public readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public double MiddleY => Y + Height / 2;

    public Box Moved(double x, double y) => this with { X = X + x, Y = Y + y };

    /// <summary>True when the inner areas of the two share a point.</summary>
    public bool Overlaps(Box other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;

    public bool Contains(Box other) => other.X >= X && other.Y >= Y && other.Right <= Right && other.Bottom <= Bottom;
}
