using System.Collections.Immutable;

namespace RuleWorkbench.Presentation.Language;

/// <summary>Proposals, best first, and the stretch of text that the chosen one takes the place of.</summary>
public sealed record CompletionList(int Start, int Length, ImmutableArray<CompletionItem> Items)
{
    public static readonly CompletionList None = new(0, 0, []);

    public bool IsEmpty => Items.IsEmpty;
}
