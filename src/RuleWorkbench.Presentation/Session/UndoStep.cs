using RuleWorkbench.Editing;

namespace RuleWorkbench.Presentation.Session;

/// <summary>An edit that was made and can be taken back, or one that was taken back and can be made again.</summary>
/// <param name="Title">What it did, in the user's words: "rename rule FNB-21".</param>
/// <param name="Edit">The edit that takes it back (or makes it again), to the byte.</param>
/// <param name="Group">Edits in a row with the same group are one step, such as what is typed into one field; null for none.</param>
public sealed record UndoStep(string Title, Edit Edit, object? Group);
