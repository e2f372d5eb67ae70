using System.Collections.Immutable;

namespace RuleWorkbench.Importing;

/// <summary>Findings of one kind while they are counted: the same thing in many cases is told once.</summary>
internal sealed class ImportFindings
{
    private readonly Dictionary<(string Where, string Why), (string Example, int Count)> found = [];

    public void Add(string where, string why, string example)
    {
        found[(where, why)] = found.TryGetValue((where, why), out var known) ? (known.Example, known.Count + 1) : (example, 1);
    }

    public ImmutableArray<ImportFinding> ToImmutable() =>
        [.. found.Select(f => new ImportFinding(f.Key.Where, f.Key.Why, f.Value.Example, f.Value.Count)).OrderBy(f => f.Where, StringComparer.Ordinal).ThenBy(f => f.Why, StringComparer.Ordinal)];
}
