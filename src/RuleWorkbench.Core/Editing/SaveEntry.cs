namespace RuleWorkbench.Editing;

/// <summary>What a save does to one file, as its journal notes it.</summary>
/// <param name="Target">The file itself, where links lead to.</param>
/// <param name="Temporary">Where its new content waits; null when the file is to go.</param>
/// <param name="Backup">Where its old content is kept until the save is complete; null for a new file.</param>
/// <param name="OldHash">SHA-256 of its bytes before, or null for a new file.</param>
/// <param name="NewHash">SHA-256 of its bytes afterwards, or null when it is to go.</param>
internal sealed record SaveEntry(string Target, string? Temporary, string? Backup, string? OldHash, string? NewHash);
