namespace RuleWorkbench.Merging;

/// <summary>What both sides changed, each in its own way; the file keeps ours.</summary>
/// <param name="What">Such as <c>the logic of rule `FNB-101`</c>.</param>
/// <param name="Ours">Our side as JSON; null where we removed it.</param>
/// <param name="Theirs">Their side as JSON; null where they removed it.</param>
/// <param name="Path">Where it stands, from the root of the file on.</param>
internal sealed record MergeConflict(string What, string? Ours, string? Theirs, MergePath Path);
