using System.Collections.Immutable;
using System.Text.RegularExpressions;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace RuleWorkbench.Diffing;

/// <summary>Compares two texts word by word.</summary>
public static partial class WordDiff
{
    /// <summary>Runs in the order in which both texts can be read off: the same and removed ones make up the old text, the
    /// same and added ones the new.</summary>
    public static ImmutableArray<TextSegment> Compare(string before, string after)
    {
        var segments = ImmutableArray.CreateBuilder<TextSegment>();
        foreach (var piece in InlineDiffBuilder.Diff(before, after, ignoreWhiteSpace: false, ignoreCase: false, new Words()).Lines)
        {
            var kind = piece.Type switch { ChangeType.Deleted => SegmentKind.Removed, ChangeType.Inserted => SegmentKind.Added, _ => SegmentKind.Same };
            if (segments.Count > 0 && segments[^1].Kind == kind)
                segments[^1] = segments[^1] with { Text = segments[^1].Text + piece.Text };
            else
                segments.Add(new TextSegment(kind, piece.Text));
        }

        return segments.ToImmutable();
    }

    /// <summary>The lines that differ, with some of those around them; where lines are left out, one of kind Same and text "…".
    /// </summary>
    /// <param name="around">How many lines that are the same are shown on each side.</param>
    public static ImmutableArray<TextSegment> CompareLines(string before, string after, int around)
    {
        var lines = InlineDiffBuilder.Diff(before, after, ignoreWhiteSpace: false).Lines;
        var segments = ImmutableArray.CreateBuilder<TextSegment>();
        for (var i = 0; i < lines.Count; i++)
        {
            var isNear = Enumerable.Range(Math.Max(0, i - around), Math.Min(lines.Count, i + around + 1) - Math.Max(0, i - around)).Any(n => lines[n].Type != ChangeType.Unchanged);
            if (isNear)
                segments.Add(new TextSegment(lines[i].Type switch { ChangeType.Deleted => SegmentKind.Removed, ChangeType.Inserted => SegmentKind.Added, _ => SegmentKind.Same }, lines[i].Text));
            else if (segments.Count == 0 || segments[^1] is not { Kind: SegmentKind.Same, Text: "…" })
                segments.Add(new TextSegment(SegmentKind.Same, "…"));
        }

        return segments.ToImmutable();
    }

    [GeneratedRegex(@"[\w.]+|\s+|&&|\|\||[<>=!]=|.", RegexOptions.Singleline)]
    private static partial Regex Word();

    private sealed class Words : IChunker
    {
        public IReadOnlyList<string> Chunk(string text) => [.. Word().Matches(text).Select(m => m.Value)];
    }
}
