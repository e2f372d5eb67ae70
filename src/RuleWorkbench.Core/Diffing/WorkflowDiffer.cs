using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Diffing;

/// <summary>Compares workflows: their global parameters, what they include, their rules and the order of those.</summary>
internal sealed class WorkflowDiffer(
    PathwayVersion baseline, PathwayVersion candidate, ImmutableArray<RuleMatch> rules, IReadOnlyDictionary<string, string> renamed)
{
    private readonly Pathway before = baseline.Pathway!;
    private readonly Pathway after = candidate.Pathway!;

    public IEnumerable<Change> Compare()
    {
        var moved = rules.Where(r => r is { Before: not null, After: not null }).ToDictionary(r => r.After!.Rule, r => r, (IEqualityComparer<Rule>)ReferenceEqualityComparer.Instance);
        var reordered = after.Workflows.SelectMany(w => RuleOrder.Moved(w, rules, after)).ToHashSet((IEqualityComparer<Rule>)ReferenceEqualityComparer.Instance);
        foreach (var workflow in after.Workflows)
        {
            var old = renamed.FirstOrDefault(r => r.Value == workflow.Name).Key is { } name ? before.Workflow(name) : null;
            foreach (var change in CompareWorkflow(old, workflow))
                yield return change;
            foreach (var rule in workflow.Rules)
            {
                var match = moved.GetValueOrDefault(rule);
                if (match is null)
                    yield return Added(workflow.Name, rule);
                else if (CompareRule(match, reordered.Contains(rule)) is { } change)
                    yield return change;
            }
        }

        foreach (var gone in before.Workflows.Where(w => !renamed.ContainsKey(w.Name)))
            yield return Gone(gone);
        foreach (var gone in rules.Where(r => r.After is null))
            yield return MayHoldMore(after) ? Of(ChangeSubject.Rule, ChangeKinds.Unknown, gone.Before, null) with { Edits = [Edit.Unreadable("candidate")] } : Removed(gone.Before!);
    }

    private IEnumerable<Change> CompareWorkflow(Workflow? old, Workflow now)
    {
        if (old is null)
        {
            yield return before.Unread.Contains(now.Name)
                ? new Change(ChangeSubject.Workflow, ChangeKinds.Unknown, now.Name, null, now.Place) { Edits = [Edit.Unreadable("baseline")] }
                : new Change(ChangeSubject.Workflow, ChangeKinds.Added, now.Name, null, now.Place) { Edits = [Edit.Logic("workflow", null, now.Name)] };
            yield break;
        }

        var edits = ImmutableArray.CreateBuilder<Edit>();
        if (old.Name != now.Name)
            edits.Add(Edit.Other("name", EditAspect.Text, old.Name, now.Name));
        if (!old.Injects.Select(Now).SequenceEqual(now.Injects))
            edits.Add(Edit.Logic("includes", string.Join(", ", old.Injects), string.Join(", ", now.Injects)));
        if (edits.Count > 0)
        {
            var kinds = (old.Name == now.Name ? ChangeKinds.None : ChangeKinds.Renamed) | (edits.Any(e => e.What != "name") ? ChangeKinds.Modified : ChangeKinds.None);
            yield return new Change(ChangeSubject.Workflow, kinds, now.Name, old.Place, now.Place) { Edits = edits.ToImmutable() };
        }

        foreach (var edit in RuleDiffer.Parameters(old.Globals, now.Globals, baseline.Trees.GlobalsOf(old.Name), candidate.Trees.GlobalsOf(now.Name), ""))
        {
            var (was, stands) = (old.Globals.FirstOrDefault(g => g.Name == edit.What), now.Globals.FirstOrDefault(g => g.Name == edit.What));
            var readers = stands is null ? baseline.Trees.UsersOf(old.Name, edit.What) : candidate.Trees.UsersOf(now.Name, edit.What);
            yield return new Change(ChangeSubject.Parameter, Kind(was, stands), edit.What, was?.Expression.Place, stands?.Expression.Place)
            {
                Workflow = now.Name,
                Edits = [edit with { What = "expression" }],
                Reaches = edit.Meaning == Meaning.SameLogic ? [] : readers,
            };
        }
    }

    private Change? CompareRule(RuleMatch match, bool isReordered)
    {
        var (old, now) = (match.Before!, match.After!);
        var edits = RuleDiffer.Compare(old.Rule, now.Rule, baseline.Trees.Of(old.Rule), candidate.Trees.Of(now.Rule)).Select(e => e.What == "next" ? Renamed(e, old.Rule, now.Rule) : e).OfType<Edit>().ToList();
        var kinds = ChangeKinds.None;
        if (edits.Any(e => e.What is not ("name" or "id")))
            kinds |= ChangeKinds.Modified;
        if (edits.Any(e => e.What is "name" or "id"))
            kinds |= ChangeKinds.Renamed;
        if (Now(old.Workflow) != now.Workflow)
        {
            kinds |= ChangeKinds.Moved;
            edits.Add(Edit.Logic("workflow", old.Workflow, now.Workflow));
        }
        else if (isReordered)
        {
            kinds |= ChangeKinds.Moved;
            edits.Add(Edit.Logic("order", RuleOrder.Position(before.Workflow(old.Workflow)!, old.Rule), RuleOrder.Position(after.Workflow(now.Workflow)!, now.Rule)));
        }

        return kinds == ChangeKinds.None ? null : Of(ChangeSubject.Rule, kinds, old, now) with { Edits = [.. edits] };
    }

    /// <summary>A rule that goes on with a workflow that was merely renamed goes on with the same.</summary>
    private Edit? Renamed(Edit edit, Rule old, Rule now) =>
        old.Properties.Next.Select(Now).SequenceEqual(now.Properties.Next) ? null : edit;

    private Change Gone(Workflow gone) => after.Unread.Contains(gone.Name)
        ? new Change(ChangeSubject.Workflow, ChangeKinds.Unknown, gone.Name, gone.Place, null) { Edits = [Edit.Unreadable("candidate")] }
        : new Change(ChangeSubject.Workflow, ChangeKinds.Removed, gone.Name, gone.Place, null) { Edits = [Edit.Logic("workflow", gone.Name, null)] };

    /// <summary>Whether a version may have rules that nobody can read: those of a workflow's file, or any that were moved there.</summary>
    private bool MayHoldMore(Pathway version) => version.Unread.Except(before.Inputs.Concat(after.Inputs).Select(i => i.Name)).Any();

    private Change Added(string workflow, Rule rule) => MayHoldMore(before)
        ? Of(ChangeSubject.Rule, ChangeKinds.Unknown, null, new PlacedRule(workflow, rule)) with { Edits = [Edit.Unreadable("baseline")] }
        : Of(ChangeSubject.Rule, ChangeKinds.Added, null, new PlacedRule(workflow, rule)) with
        {
            Edits = [.. Whole(rule).Select(e => e with { Before = null })],
        };

    private Change Removed(PlacedRule rule) => Of(ChangeSubject.Rule, ChangeKinds.Removed, rule, null) with
    {
        Edits = [.. Whole(rule.Rule).Select(e => e with { Before = e.After, After = null })],
    };

    private static IEnumerable<Edit> Whole(Rule rule)
    {
        yield return Edit.Logic("expression", null, RuleDiffer.Text(rule));
        foreach (var local in rule.Locals)
            yield return Edit.Logic($"where {local.Name}", null, local.Expression.Text);
        if (rule.SuccessEvent is not null)
            yield return Edit.Logic("recommendation", null, rule.SuccessEvent);
        if (!rule.Properties.Next.IsEmpty)
            yield return Edit.Logic("next", null, string.Join(", ", rule.Properties.Next));
        if (rule.IsGuard)
            yield return Edit.Logic("veto", null, string.Join(", ", rule.Properties.Veto));
        if (rule.Properties.Group is not null)
            yield return Edit.Logic("group", null, rule.Properties.Group);
        if (rule.OnSuccess?.Expression is { } figures)
            yield return Edit.Logic("figures", null, figures.Text);
        if (!rule.Properties.Evidence.IsEmpty)
            yield return Edit.Other("evidence", EditAspect.Evidence, null, string.Join(", ", rule.Properties.Evidence));
    }

    private static Change Of(ChangeSubject subject, ChangeKinds kinds, PlacedRule? old, PlacedRule? now)
    {
        var shown = now ?? old!;
        return new Change(subject, kinds, shown.Rule.Id, old?.Rule.Place, now?.Rule.Place)
        {
            Title = shown.Rule.Properties.Id is null ? null : shown.Rule.Name,
            Workflow = shown.Workflow,
            RuleBefore = old?.Rule,
            RuleAfter = now?.Rule,
        };
    }

    private static ChangeKinds Kind(object? was, object? stands) => was is null ? ChangeKinds.Added : stands is null ? ChangeKinds.Removed : ChangeKinds.Modified;

    private string Now(string workflow) => renamed.GetValueOrDefault(workflow, workflow);
}
