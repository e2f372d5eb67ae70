namespace RuleWorkbench.Releases;

/// <summary>A suite as it stood when a version was released: all its cases passed.</summary>
/// <param name="Hash">SHA-256 of its file, in lower-case hexadecimal.</param>
public sealed record SuiteRecord(string Suite, int Cases, string Hash);
