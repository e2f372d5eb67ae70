namespace RuleWorkbench.Releases;

/// <summary>A file of a release.</summary>
/// <param name="Path">Relative to the release's folder, with <c>/</c>.</param>
/// <param name="Hash">SHA-256 of its bytes, in lower-case hexadecimal.</param>
public sealed record FrozenFile(string Path, string Hash);
