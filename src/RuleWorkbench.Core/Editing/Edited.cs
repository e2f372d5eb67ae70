namespace RuleWorkbench.Editing;

/// <summary>What an edit made of the files.</summary>
/// <param name="Inverse">The edit that gives every file back its bytes.</param>
public sealed record Edited(DocumentSet Documents, Edit Inverse);
