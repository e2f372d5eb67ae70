using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Diffing;

/// <summary>Compares two versions of a pathway. What a version has in a form that cannot be read is not compared, and said
/// to be so; the rest is.</summary>
public static class PathwayDiffer
{
    public static PathwayDiff Compare(PathwayVersion baseline, PathwayVersion candidate)
    {
        var name = candidate.Pathway?.Name ?? baseline.Pathway?.Name ?? "";
        ImmutableArray<Diagnostic> errors = [.. baseline.Errors, .. candidate.Errors];
        if (baseline.Pathway is not { } before || candidate.Pathway is not { } after)
            return new PathwayDiff(name, baseline, candidate, OneSided(baseline, candidate), errors);
        var rules = RuleMatcher.Match(baseline, candidate);
        var workflows = RuleMatcher.MatchWorkflows(before, after, rules);
        return new PathwayDiff(
            name,
            baseline,
            candidate,
            [
                .. HeaderDiffer.Compare(baseline, candidate, workflows),
                .. FactDiffer.Compare(baseline, candidate),
                .. PolicyDiffer.Compare(baseline, candidate),
                .. FunctionDiffer.Compare(baseline, candidate),
                .. HeaderDiffer.CompareGroups(before, after),
                .. new WorkflowDiffer(baseline, candidate, rules, workflows).Compare(),
                .. HeaderDiffer.CompareTexts(before, after),
                .. CaseDiffer.Compare(baseline.Suites, candidate.Suites),
            ],
            errors)
        {
            Workflows = workflows,
            RuleIds = rules.Where(r => r is { Before: not null, After: not null }).GroupBy(r => r.Before!.Rule.Id).ToDictionary(g => g.Key, g => g.First().After!.Rule.Id),
        };
    }

    /// <summary>A pathway that only one version has, or that one has in a form that cannot be read at all.</summary>
    private static ImmutableArray<Change> OneSided(PathwayVersion baseline, PathwayVersion candidate)
    {
        // What is there and cannot be read was neither added nor removed.
        if (!baseline.Errors.IsEmpty || !candidate.Errors.IsEmpty || (baseline.Pathway ?? candidate.Pathway) is not { } pathway)
            return [];
        var isNew = candidate.Pathway is not null;
        return
        [
            new Change(ChangeSubject.Pathway, isNew ? ChangeKinds.Added : ChangeKinds.Removed, pathway.Name, isNew ? null : pathway.Place, isNew ? pathway.Place : null)
            {
                Title = pathway.Title,
                Edits = [Edit.Logic("pathway", isNew ? null : pathway.Name, isNew ? pathway.Name : null)],
            },
        ];
    }
}
