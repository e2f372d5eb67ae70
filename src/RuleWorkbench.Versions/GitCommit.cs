namespace RuleWorkbench.Versions;

/// <summary>A commit, as a person picks one.</summary>
/// <param name="Revision">The beginning of its hash.</param>
/// <param name="On">When it was written, where its author was.</param>
/// <param name="By">Its author.</param>
/// <param name="Subject">The first line of its message.</param>
public sealed record GitCommit(string Revision, DateOnly On, string By, string Subject);
