using System.Collections.Immutable;

namespace RuleWorkbench.Presentation.Language;

/// <summary>What is to be known of a name.</summary>
/// <param name="Title">The name in full, with its signature or unit.</param>
/// <param name="Lines">A sentence each.</param>
public sealed record HoverCard(string Title, ImmutableArray<string> Lines)
{
    /// <summary>The stretch of text that it is about.</summary>
    public (int Start, int Length) Span { get; init; }

    public override string ToString() => string.Join('\n', Lines.Prepend(Title));
}
