using System.Collections.Immutable;
using RuleWorkbench.Diffing;
using RuleWorkbench.Model;

namespace RuleWorkbench.Reporting.Drawing;

/// <summary>What changed, as a drawing of the candidate shows it. Rules and workflows that are gone stand where they stood.
/// </summary>
internal sealed class DrawnChanges
{
    private readonly Dictionary<Rule, ChangeMark> rules = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, ChangeMark> workflows = [];
    private readonly PathwayDiff diff;

    /// <param name="link">Where a change is told of, or null for a drawing without links.</param>
    public DrawnChanges(PathwayDiff diff, Func<Change, string?> link)
    {
        this.diff = diff;
        foreach (var change in diff.Changes)
        {
            // The strongest mark stands: a rule's own edit before what merely reaches it.
            foreach (var reached in change.Reaches.Where(_ => change.TouchesLogic))
                rules.TryAdd(reached.Rule, new ChangeMark(ChangeMarkKind.Reached, $"reached by {ImpactWords.Name(change)}", link(change)));
        }

        foreach (var change in diff.Of(ChangeSubject.Rule).Where(c => c.RuleAfter is not null))
            rules[change.RuleAfter!] = Mark(change, link);
        foreach (var change in diff.Of(ChangeSubject.Workflow))
            workflows[change.Id] = Mark(change, link);
        Pathway = WithGone(diff.Candidate.Pathway!, link);
    }

    /// <summary>The candidate, with what is gone from it or cannot be read there.</summary>
    public Pathway Pathway { get; }

    public ChangeMark? Of(Rule rule) => rules.GetValueOrDefault(rule);

    public ChangeMark? Of(string workflow) => workflows.GetValueOrDefault(workflow);

    private static ChangeMark Mark(Change change, Func<Change, string?> link)
    {
        var kind = change.Kinds == ChangeKinds.Added ? ChangeMarkKind.Added
            : change.Kinds == ChangeKinds.Removed ? ChangeMarkKind.Removed
            : change.Meaning == Meaning.NotCompared ? ChangeMarkKind.Unknown
            : change.TouchesLogic ? ChangeMarkKind.Logic : ChangeMarkKind.Other;
        return new ChangeMark(kind, DiffWords.Kinds(change) + (change.TouchesLogic ? $", {DiffWords.Meaning(change.Meaning)}" : ""), link(change));
    }

    private Pathway WithGone(Pathway candidate, Func<Change, string?> link)
    {
        var gone = diff.Of(ChangeSubject.Rule).Where(c => c is { After: null, RuleBefore: not null }).ToList();
        return candidate with
        {
            Workflows =
            [
                .. candidate.Workflows.Select(w => With(w, [.. gone.Where(g => Now(g.Workflow!) == w.Name)], link)),
                .. diff.Of(ChangeSubject.Workflow).Where(c => c.After is null).Select(c => diff.Baseline.Pathway!.Workflow(c.Id)).OfType<Workflow>()
                    .Select(w => With(w with { Rules = [] }, [.. gone.Where(g => g.Workflow == w.Name)], link)),
            ],
        };
    }

    private Workflow With(Workflow workflow, ImmutableArray<Change> gone, Func<Change, string?> link)
    {
        var rules = workflow.Rules.ToBuilder();
        foreach (var change in gone)
        {
            var rule = change.RuleBefore! with { Properties = change.RuleBefore!.Properties with { Next = [.. change.RuleBefore.Properties.Next.Select(Now)] } };
            this.rules[rule] = Mark(change, link);
            rules.Insert(Place(rules, change), rule);
        }

        return workflow with { Rules = rules.ToImmutable() };
    }

    /// <summary>Behind the nearest rule that stood before it and is still here.</summary>
    private int Place(ImmutableArray<Rule>.Builder rules, Change change)
    {
        var stood = diff.Baseline.Pathway!.Workflow(change.Workflow!)?.Rules ?? [];
        for (var i = stood.IndexOf(change.RuleBefore!, 0, stood.Length, ReferenceEqualityComparer.Instance) - 1; i >= 0; i--)
        {
            var now = diff.RuleIds.GetValueOrDefault(stood[i].Id, stood[i].Id);
            for (var at = 0; at < rules.Count; at++)
            {
                if (rules[at].Id == now)
                    return at + 1;
            }
        }

        return 0;
    }

    private string Now(string workflow) => diff.Workflows.GetValueOrDefault(workflow, workflow);
}
