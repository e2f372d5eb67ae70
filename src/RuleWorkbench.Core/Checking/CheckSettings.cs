using System.Collections.Immutable;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Checking;

/// <summary>What a pathway says of checks, applied to what they found: severities and suppressions. What is wrong with
/// these settings is a finding too.</summary>
internal static class CheckSettings
{
    public static ImmutableArray<Diagnostic> Apply(ImmutableArray<Diagnostic> found, Pathway pathway, PathwayFiles files, ImmutableSuites? suites)
    {
        var names = new PlaceNames(pathway, suites);
        var unused = pathway.Suppressions.ToList();
        var kept = ImmutableArray.CreateBuilder<Diagnostic>();
        var levels = pathway.Checks.Where(l => CheckCatalogue.CanBeSet(l.Check)).DistinctBy(l => l.Check).ToDictionary(l => l.Check, l => l.Severity);
        foreach (var diagnostic in found)
        {
            var matching = pathway.Suppressions.Where(s => s.Check == diagnostic.Id && s.Reason.Length > 0 && CheckCatalogue.CanBeSet(s.Check)).ToList();
            var covering = matching.Count == 0 ? [] : matching.Where(s => names.Of(diagnostic.Place).Contains(s.At)).ToList();
            unused.RemoveAll(covering.Contains);
            if (covering.Count > 0)
                continue;
            if (!levels.TryGetValue(diagnostic.Id, out var level))
                kept.Add(diagnostic);
            else if (level is { } severity)
                kept.Add(diagnostic with { Severity = severity });
        }

        kept.AddRange(pathway.Checks.Select(l => Unusable(l.Check, l.Place)).OfType<Diagnostic>());
        foreach (var suppression in unused)
        {
            var place = files.PlaceOf(suppression.Place, "check");
            if (Unusable(suppression.Check, place) is { } unusable)
                kept.Add(unusable);
            else if (suppression.Reason.Length > 0)
                kept.Add(Diagnostic.Warning(DiagnosticIds.SuppressionWithoutEffect, $"Nothing at `{suppression.At}` is found by {suppression.Check}: the suppression has no effect.", files.PlaceOf(suppression.Place), "Remove it."));
        }

        return kept.ToImmutable();
    }

    private static Diagnostic? Unusable(string check, SourcePlace place) =>
        CheckCatalogue.Find(check) is null
            ? Diagnostic.Error(DiagnosticIds.UnusableCheckSetting, $"There is no check `{check}`.", place, "`rulewb help` lists all checks.")
        : !CheckCatalogue.CanBeSet(check)
            ? Diagnostic.Error(DiagnosticIds.UnusableCheckSetting, $"{check} cannot be set or suppressed: a pathway with this error cannot be trusted.", place, "Mend what it reports.")
        : null;
}
