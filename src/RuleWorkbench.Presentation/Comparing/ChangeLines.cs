using RuleWorkbench.Diffing;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Releases;
using RuleWorkbench.Reporting;

namespace RuleWorkbench.Presentation.Comparing;

/// <summary>The changes of a comparison as a tree, and one change as texts beside each other.</summary>
internal static class ChangeLines
{
    public static IEnumerable<TreeNode> Tree(Comparison comparison) => comparison.Diff.Changes
        .GroupBy(c => (c.Subject, Workflow: c.Subject is ChangeSubject.Rule or ChangeSubject.Parameter ? c.Workflow : null))
        .Select(g => new TreeNode(
            $"{g.Key}",
            Line.Of(g.Key.Workflow is { } workflow ? $"{workflow}, {DiffWords.Heading(g.Key.Subject)}" : DiffWords.Heading(g.Key.Subject), Tone.Strong).And($" {g.Count()}", Tone.Quiet))
        {
            IsOpen = g.Key.Subject != ChangeSubject.Case,
            Children = [.. g.Select(c => Node(c, comparison.Signatures.List))],
        });

    /// <summary>What was edited of a thing, as it was and as it is, and what reviewers say.</summary>
    public static IEnumerable<CompareText.Part> Detail(Change change, SignOffList said)
    {
        foreach (var remark in said.On(change))
            yield return new CompareText.Part(Line.Of(remark.Words, remark.IsAccepted ? Tone.Good : Tone.Accent).And(remark.IsOf(change) ? "" : "  (of another edit of it)", Tone.Quiet));
        foreach (var edit in change.Edits)
        {
            yield return new CompareText.Part(Line.Of(edit.What, Tone.Strong).And(edit.Aspect == EditAspect.Logic ? "  " + DiffWords.Meaning(edit.Meaning) : "", edit.Meaning == Meaning.SameLogic ? Tone.Good : Tone.Warning));
            foreach (var inside in edit.Inside)
                yield return CompareText.Part.Of("  " + DiffWords.Sentence(inside), Tone.Accent);
            yield return new CompareText.Part(null, edit.Before, edit.After);
        }

        foreach (var reached in change.Reaches)
            yield return CompareText.Part.Of($"reaches {reached.Rule.Label}{(reached.Criteria.IsEmpty ? "" : ": " + string.Join("; ", reached.Criteria))}", Tone.Quiet);
        foreach (var rule in change.Edits.IsEmpty ? new[] { change.RuleAfter ?? change.RuleBefore }.OfType<Rule>() : [])
            yield return new CompareText.Part(null, change.RuleBefore is null ? null : rule.Expression?.Text, change.RuleBefore is null ? rule.Expression?.Text : null);
    }

    /// <summary>What stands in columns comes first, so that no long title hides it.</summary>
    private static TreeNode Node(Change change, SignOffList said)
    {
        var tone = change.Kinds switch { ChangeKinds.Added => Tone.Good, ChangeKinds.Removed => Tone.Bad, _ => Tone.Warning };
        var line = Line.Of(said.HasAccepted(change) ? "✓ " : "  ", Tone.Good).And(DiffWords.Sign(change) + " ", tone);
        if (change.Subject != ChangeSubject.Case)
            line = line.And($"{DiffWords.Meaning(change.Meaning).Split(':')[0],-12} ", change.Meaning == Meaning.SameLogic ? Tone.Good : Tone.Warning);
        var notes = said.On(change).Count(r => r.Note is not null);
        line = line.And(change.Id, Tone.Strong).And(notes == 0 ? "" : notes == 1 ? "  1 note" : $"  {notes} notes", Tone.Accent)
            .And(change.Kinds is ChangeKinds.Added or ChangeKinds.Removed or ChangeKinds.Modified ? "" : "  " + DiffWords.Kinds(change), Tone.Quiet)
            .And(change.LacksEvidence ? "  ! evidence is the same" : "", Tone.Warning).And("  " + change.Title, Tone.Quiet);
        return new TreeNode($"{change.Subject}:{change.Id}", line, change);
    }
}
