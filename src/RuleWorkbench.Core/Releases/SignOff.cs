using RuleWorkbench.Model;

namespace RuleWorkbench.Releases;

/// <summary>What a person said of a pathway, bound to what it meant then.</summary>
/// <param name="By">The person's name.</param>
/// <param name="Meaning">The <see cref="MeaningHash"/> that was looked at.</param>
public sealed record SignOff(string By, SignOffDecision Decision, string Meaning, DateTimeOffset At, string? Note, SourcePlace Place)
{
    /// <summary>Such as <c>approved by Ada on 2026-03-02</c>.</summary>
    public string Words => FormattableString.Invariant($"{(Decision == SignOffDecision.Approved ? "approved" : "rejected")} by {By} on {At:yyyy-MM-dd}");
}
