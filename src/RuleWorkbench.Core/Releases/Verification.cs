using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Releases;

/// <summary>What was found when a release, or a pathway's sign-offs, were verified.</summary>
/// <param name="Name">Name of the pathway, or <c>name@version</c>.</param>
/// <param name="Meaning">What it means now; null where it cannot be read.</param>
/// <param name="SignOffs">Its sign-offs, those that hold and those that do not.</param>
/// <param name="Findings">What does not hold; empty when all does.</param>
public sealed record Verification(string Name, string? Meaning, SignOffList SignOffs, ImmutableArray<Diagnostic> Findings)
{
    /// <summary>The manifest of a release.</summary>
    public Manifest? Manifest { get; init; }

    /// <summary>What keeps everybody from signing it: errors, and for a release whatever is not as it was released.</summary>
    public ImmutableArray<Diagnostic> StandsInTheWay =>
        [.. Findings.Where(f => f.Id != DiagnosticIds.SignOffVoid && (Name.Contains('@', StringComparison.Ordinal) || f.Id != DiagnosticIds.ReleaseDiffers))];

    public bool Holds => Findings.IsEmpty;
}
