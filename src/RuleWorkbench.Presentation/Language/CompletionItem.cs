using System.Collections.Immutable;

namespace RuleWorkbench.Presentation.Language;

/// <summary>A proposal of what to write.</summary>
/// <param name="Label">What the list shows.</param>
/// <param name="Insert">What takes the place of the word at the caret.</param>
/// <param name="CaretBack">How many characters before the end of <paramref name="Insert"/> the caret goes.</param>
/// <param name="Detail">A few words beside the label: unit, type, value.</param>
public sealed record CompletionItem(string Label, string Insert, int CaretBack, CompletionKind Kind, string Detail)
{
    /// <summary>Writes the card; only the chosen proposal's is ever asked for.</summary>
    public Func<HoverCard?>? Describe { get; init; }

    /// <summary>What it is, in sentences; shown beside the list.</summary>
    public HoverCard? Card => Describe?.Invoke();

    /// <summary>Positions of the typed letters in the label.</summary>
    public ImmutableArray<int> Letters { get; init; } = [];

    /// <summary>Higher stands first.</summary>
    public int Score { get; init; }
}
