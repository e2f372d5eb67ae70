namespace RuleWorkbench.Diffing;

/// <summary>What a run of characters is in two texts.</summary>
public enum SegmentKind
{
    Same,
    Removed,
    Added,
}

/// <summary>A run of characters that both texts have, or one of them.</summary>
public sealed record TextSegment(SegmentKind Kind, string Text);
