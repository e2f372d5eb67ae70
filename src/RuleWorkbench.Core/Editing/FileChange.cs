namespace RuleWorkbench.Editing;

/// <summary>What becomes of one file when a <see cref="DocumentSet"/> is saved.</summary>
/// <param name="Before">As it was loaded; null when it is to be made.</param>
/// <param name="After">As it is to be; null when it is to go.</param>
public sealed record FileChange(string File, Document? Before, Document? After);
