using System.Collections.Immutable;

namespace RuleWorkbench.Releases;

/// <summary>What a release says of itself, in its <c>manifest.json</c>.</summary>
/// <param name="By">Who released it.</param>
/// <param name="Engine">The engine under which the meaning was found.</param>
/// <param name="Meaning">The <see cref="MeaningHash"/> of the pathway.</param>
/// <param name="Warnings">How many warnings the checks had.</param>
/// <param name="Files">All files of the release but the manifest.</param>
/// <param name="Suites">The suites that passed; empty for a release that was adopted as it stood.</param>
public sealed record Manifest(
    string Pathway,
    string Version,
    string By,
    DateTimeOffset At,
    string Engine,
    string Meaning,
    int Warnings,
    ImmutableArray<FrozenFile> Files,
    ImmutableArray<SuiteRecord> Suites,
    SignOffList SignOffs)
{
    public const string FileName = "manifest.json";
}
