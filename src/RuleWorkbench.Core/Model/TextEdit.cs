namespace RuleWorkbench.Model;

/// <summary>A stretch of a file's text, and what is to stand there instead.</summary>
/// <param name="File">Path as messages show it, relative to the workspace.</param>
/// <param name="Start">First character, counted in the text without byte order mark.</param>
/// <param name="Length">How many characters go; 0 inserts.</param>
public sealed record TextEdit(string File, int Start, int Length, string NewText)
{
    /// <summary>The character after the last one that goes.</summary>
    public int End => Start + Length;
}
