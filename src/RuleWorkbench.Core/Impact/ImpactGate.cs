using System.Collections.Immutable;
using RuleWorkbench.Diffing;
using RuleWorkbench.Model;

namespace RuleWorkbench.Impact;

/// <summary>What a change may not do without being looked at, for continuous integration.</summary>
public static class ImpactGate
{
    private static readonly ImmutableDictionary<string, Func<PathwayDiff, ImpactResult?, IEnumerable<string>>> Gates =
        new Dictionary<string, Func<PathwayDiff, ImpactResult?, IEnumerable<string>>>
        {
            ["other-logic"] = (diff, _) => diff.Changes.Where(c => c.TouchesLogic).Select(c => c.Id),
            ["missing-evidence"] = (diff, _) => diff.Changes.Where(c => c.LacksEvidence).Select(c => c.Id),
            ["untested-edit"] = (_, impact) => impact?.Unshown.Select(c => c.Id) ?? [],
            ["gained-recommendation"] = (_, impact) => Codes(impact, d => d.IsGained),
            ["lost-recommendation"] = (_, impact) => Codes(impact, d => d.IsLost),
            ["newly-held"] = (_, impact) => Codes(impact, d => d.IsNewly(RecommendationStatus.Held)),
            ["newly-vetoed"] = (_, impact) => Codes(impact, d => d.IsNewly(RecommendationStatus.Vetoed)),
            ["newly-undetermined"] = (_, impact) => Codes(impact, d => d.IsNewly(RecommendationStatus.Undetermined)),
            ["new-error"] = (_, impact) => Codes(impact, d => d.IsNewError),
        }.ToImmutableDictionary();

    /// <summary>The names of all gates.</summary>
    public static ImmutableArray<string> Names => [.. Gates.Keys.Order(StringComparer.Ordinal)];

    /// <summary>True for a gate that only the cases can tell.</summary>
    public static bool NeedsCases(string gate) => gate is not ("other-logic" or "missing-evidence");

    /// <summary>What fails a gate: ids of rules or values, or recommendation codes.</summary>
    public static ImmutableArray<string> Failures(string gate, PathwayDiff diff, ImpactResult? impact) => [.. Gates[gate](diff, impact).Distinct()];

    private static IEnumerable<string> Codes(ImpactResult? impact, Func<Difference, bool> fails) =>
        impact?.Effects.Where(e => fails(e.Difference)).Select(e => e.Difference.What) ?? [];
}
