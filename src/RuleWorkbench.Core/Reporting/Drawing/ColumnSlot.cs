namespace RuleWorkbench.Reporting.Drawing;

/// <summary>A place in a column of a drawing: for a card, for a lane through which arrows pass on their way to a later
/// column, or for the legend.</summary>
internal sealed class ColumnSlot(Card? card, string? laneTo, double height)
{
    public const double LaneHeight = 18;

    public Card? Card => card;

    /// <summary>The workflow to which the lane leads.</summary>
    public string? LaneTo => laneTo;

    public double Height => height;

    public double Y { get; set; }

    /// <summary>Where arrows come in, below <see cref="Y"/>.</summary>
    public double Entry { get; set; } = card is null ? LaneHeight / 2 : 20;

    public double EntryY => Y + Entry;

    /// <summary>The workflow that arrows come in for, or null for the legend.</summary>
    public string? Target => card?.Workflow ?? laneTo;

    /// <summary>Space between this slot and the one below.</summary>
    public double GapTo(ColumnSlot below) => LaneTo is not null || below.LaneTo is not null ? 16 : 34;
}
