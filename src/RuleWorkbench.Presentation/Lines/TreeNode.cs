using System.Collections.Immutable;

namespace RuleWorkbench.Presentation.Lines;

/// <summary>A node of a tree.</summary>
/// <param name="Key">Names it among its siblings, so that it stays open when the tree is made anew.</param>
/// <param name="Tag">What it stands for; null for a heading.</param>
public sealed record TreeNode(string Key, Line Line, object? Tag = null)
{
    public ImmutableArray<TreeNode> Children { get; init; } = [];

    /// <summary>Whether its children are seen until somebody closes it.</summary>
    public bool IsOpen { get; init; }
}
