namespace RuleWorkbench.Reporting.Drawing;

/// <summary>How a piece of text is set in a drawing.</summary>
/// <param name="Size">Height of the type in pixels.</param>
/// <param name="Colour">Dark enough for 4.5:1 on white.</param>
public sealed record TextStyle(double Size, string Colour, bool IsBold = false, bool IsFixedWidth = false)
{
    internal const string Ink = "#1b2733";
    internal const string Muted = "#566373";
    internal const string Warning = "#a3182a";

    public static readonly TextStyle DocumentTitle = new(28, Ink, IsBold: true);
    public static readonly TextStyle DocumentMeta = new(12.5, Muted);
    public static readonly TextStyle DocumentBody = new(13.5, Ink);
    public static readonly TextStyle CardTitle = new(15.5, Ink, IsBold: true);
    public static readonly TextStyle CardTag = new(10.5, Muted);
    public static readonly TextStyle Expression = new(10, Muted, IsFixedWidth: true);
    public static readonly TextStyle GroupName = new(10.5, Muted, IsBold: true);
    public static readonly TextStyle GroupPolicy = new(10.5, Muted);
    public static readonly TextStyle RuleName = new(13, Ink);
    public static readonly TextStyle RuleId = new(10.5, Muted);
    public static readonly TextStyle Code = new(10, Ink, IsBold: true);
    public static readonly TextStyle Next = new(10.5, Ink, IsBold: true);
    public static readonly TextStyle Veto = new(10, Warning);
    public static readonly TextStyle VetoLabel = new(10.5, Warning, IsBold: true);
    public static readonly TextStyle Forbidden = new(10.5, Ink);
    public static readonly TextStyle LegendTitle = new(12, Ink, IsBold: true);
    public static readonly TextStyle LegendEntry = new(11.5, Ink);
    public static readonly TextStyle Footer = new(12.5, Ink);
}
