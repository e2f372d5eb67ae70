namespace RuleWorkbench.Model;

/// <summary>Characters of a file to be replaced by others.</summary>
/// <param name="File">As messages name it.</param>
/// <param name="Start">Index of the first character of the file's text, without byte order mark.</param>
/// <param name="Length">How many characters go; 0 inserts.</param>
/// <param name="NewText">What comes in their place.</param>
public sealed record TextEdit(string File, int Start, int Length, string NewText);
