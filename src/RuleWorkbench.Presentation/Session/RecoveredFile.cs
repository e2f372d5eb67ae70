namespace RuleWorkbench.Presentation.Session;

/// <summary>A file with edits that were never saved.</summary>
/// <param name="File">As documents name it.</param>
/// <param name="Text">Null when the edit took it away.</param>
/// <param name="LoadedHash">SHA-256 of what it was edited from; null for a new file.</param>
public sealed record RecoveredFile(string File, string? Text, string? LoadedHash);
