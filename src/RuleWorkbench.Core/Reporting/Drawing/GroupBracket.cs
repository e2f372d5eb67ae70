namespace RuleWorkbench.Reporting.Drawing;

/// <summary>The line at the left of the rules of a group.</summary>
public sealed record GroupBracket(string Group, double X, double Top, double Bottom)
{
    internal GroupBracket Moved(double x, double y) => this with { X = X + x, Top = Top + y, Bottom = Bottom + y };
}
