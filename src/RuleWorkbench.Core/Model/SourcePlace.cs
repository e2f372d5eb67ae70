namespace RuleWorkbench.Model;

/// <summary>A place in a file: 1-based line and column, and the JSON path of the value that stands there.</summary>
/// <param name="File">Path as the user would type it (relative to the workspace where possible).</param>
/// <param name="Line">1-based; 0 when the place is the file as a whole.</param>
/// <param name="Column">1-based, in UTF-16 code units; 0 when the place is the file as a whole.</param>
/// <param name="Path">JSON path such as <c>Rules[2].Expression</c>, or empty.</param>
public sealed record SourcePlace(string File, int Line = 0, int Column = 0, string Path = "")
{
    public override string ToString() => Line == 0 ? File : $"{File}:{Line}:{Column}";
}
