using System.Collections.Immutable;
using RuleWorkbench.Diffing;
using RuleWorkbench.Impact;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Pages;
using RuleWorkbench.Presentation.Simulation;
using RuleWorkbench.Reporting;

namespace RuleWorkbench.Presentation.Comparing;

/// <summary>Two versions of a pathway: what was edited, what it means, and, when asked for, whom it touches.</summary>
public sealed class ComparePage : Page
{
    /// <summary>Effects for which a smallest case is sought: each takes a moment.</summary>
    private const int Witnesses = 12;

    private readonly TreeList tree;
    private readonly CompareText detail = new();
    private readonly JobList jobs;
    private PathwayDiff? diff;
    private ImpactResult? impact;
    private string problem = "";

    public ComparePage(Target target, JobList jobs)
    {
        Target = target;
        this.jobs = jobs;
        tree = new TreeList { Placeholder = "The versions are being read …" };
        tree.SelectionMoved += ShowDetail;
        tree.Entered = row => tree.Toggle(row);
    }

    public override Target Target { get; }

    public override string Title => Target.Name;

    public override LineList Main => tree;

    public override LineList Detail => detail;

    public override string DetailTitle => tree.Current?.Tag switch
    {
        Change change => $"{DiffWords.Subject(change.Subject)} {change.Id}: {diff?.Baseline.Label} and {diff?.Candidate.Label}",
        Effect => "the smallest case that shows it",
        _ => "",
    };

    public override ImmutableArray<Line> Head =>
        problem.Length > 0 ? [Line.Of(" " + problem, Tone.Bad)]
        : diff is null ? [Line.Of(" reading …", Tone.Quiet)]
        : [Line.Of($" {diff.Baseline.Label}", Tone.Strong).And("  →  ", Tone.Quiet).And(diff.Candidate.Label, Tone.Strong).And("   ")
            .And(diff.IsSameLogic ? "✓ " : "▲ ", diff.IsSameLogic ? Tone.Good : Tone.Warning).And(DiffSummary.Of(diff).ToString(), Tone.Quiet)];

    /// <summary>The comparison; null until it is there.</summary>
    public PathwayDiff? Diff => diff;

    /// <summary>The case that is shown as a witness; null where none is.</summary>
    public Case? Witness => (tree.Current?.Tag as Effect)?.Witness?.Case;

    /// <summary>Whether the impact can be looked for.</summary>
    public bool CanFindImpact => diff is { Baseline.Pathway: not null, Candidate.Pathway: not null, NotCompared.IsEmpty: true } && impact is null;

    /// <summary>Reads both versions and compares them.</summary>
    public async Task CompareAsync(string pathway, Func<CancellationToken, PathwayVersion> baseline, Func<CancellationToken, PathwayVersion> candidate)
    {
        try
        {
            diff = await jobs.RunAsync($"comparing {Target.Name}", 0, job => Task.FromResult(PathwayDiffer.Compare(baseline(job.Cancellation), candidate(job.Cancellation))));
            problem = diff is null ? "Stopped." : "";
        }
        catch (IOException e)
        {
            problem = e.Message;
        }

        Refresh();
    }

    /// <summary>Runs the candidate's cases through both versions.</summary>
    public async Task FindImpactAsync()
    {
        if (!CanFindImpact)
            return;
        var compared = diff!;
        var cases = compared.Candidate.Suites.Cases.ToList();
        impact = await jobs.RunAsync($"impact on {cases.Count} cases", 0, job => ImpactFinder.FindAsync(compared, cases, null, Witnesses, job.Cancellation));
        Refresh();
        if (impact is not null)
            tree.Selected = 0;
    }

    private void Refresh()
    {
        tree.Placeholder = problem.Length > 0 ? "" : diff is null ? "" : "Nothing differs.";
        tree.Show([.. Impact(), .. Changes()]);
        ShowDetail();
    }

    private IEnumerable<TreeNode> Impact()
    {
        if (impact is null)
            yield break;
        var kinds = Enum.GetValues<DifferenceKind>().Select(k => (Kind: k, Effects: impact.Of(k).ToList())).Where(k => k.Effects.Count > 0);
        yield return new TreeNode("impact", Line.Of("whom it touches  ", Tone.Title).And(ImpactWords.Summary(impact)))
        {
            IsOpen = true,
            Children =
            [
                .. kinds.Select(k => new TreeNode($"{k.Kind}", Line.Of(ImpactWords.Heading(k.Kind), Tone.Strong)) { IsOpen = true, Children = [.. k.Effects.Select(Node)] }),
                .. impact.Unshown.Select(c => new TreeNode("u:" + c.Id, Line.Of("no case shows ", Tone.Warning).And(ImpactWords.Name(c)), c)),
            ],
        };
    }

    private static TreeNode Node(Effect effect) => new(
        $"{effect.Difference}",
        Line.Of($"{effect.Cases,5}  ", Tone.Strong)
            .And(ImpactWords.Effect(effect.Difference), effect.Difference.IsGained ? Tone.Good : effect.Difference.IsLost || effect.Difference.IsNewError ? Tone.Bad : Tone.Warning)
            .And("  " + ImpactWords.Causes(effect), Tone.Quiet),
        effect);

    private IEnumerable<TreeNode> Changes() => (diff?.Changes ?? [])
        .GroupBy(c => (c.Subject, Workflow: c.Subject is ChangeSubject.Rule or ChangeSubject.Parameter ? c.Workflow : null))
        .Select(g => new TreeNode(
            $"{g.Key}",
            Line.Of(g.Key.Workflow is { } workflow ? $"{workflow}, {DiffWords.Heading(g.Key.Subject)}" : DiffWords.Heading(g.Key.Subject), Tone.Strong).And($" {g.Count()}", Tone.Quiet))
        {
            IsOpen = g.Key.Subject != ChangeSubject.Case,
            Children = [.. g.Select(Node)],
        });

    private static TreeNode Node(Change change)
    {
        var tone = change.Kinds switch { ChangeKinds.Added => Tone.Good, ChangeKinds.Removed => Tone.Bad, _ => Tone.Warning };
        var line = Line.Of(DiffWords.Sign(change) + " ", tone).And(change.Id + " ").And(change.Title ?? "", Tone.Quiet).And("  " + DiffWords.Kinds(change), Tone.Quiet);
        if (change.Subject != ChangeSubject.Case)
            line = line.And("  " + DiffWords.Meaning(change.Meaning), change.Meaning == Meaning.SameLogic ? Tone.Good : Tone.Warning);
        return new TreeNode($"{change.Subject}:{change.Id}", change.LacksEvidence ? line.And("  ! evidence is the same", Tone.Warning) : line, change);
    }

    private void ShowDetail()
    {
        detail.Show(tree.Current?.Tag switch
        {
            Change change => Parts(change),
            Effect effect => Parts(effect),
            _ => diff is null ? [] : [.. diff.NotCompared.Select(d => CompareText.Part.Of(d.ToString(), Tone.Bad)), CompareText.Part.Of(impact is null ? "F7 runs the saved cases through both versions and says whom the changes touch." : ImpactWords.Burden(impact.Whole), Tone.Quiet)],
        });
        OnChanged();
    }

    private static IEnumerable<CompareText.Part> Parts(Change change)
    {
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

    private IEnumerable<CompareText.Part> Parts(Effect effect)
    {
        if (effect.Witness is not { } witness)
        {
            yield return CompareText.Part.Of($"For example {string.Join(", ", effect.Examples.Select(e => e.Name))}");
            yield break;
        }

        var old = ImpactWords.OldName(diff!, effect.Difference);
        yield return new CompareText.Part(Line.Of("made smaller from ", Tone.Quiet).And(witness.From));
        yield return CompareText.Part.Of(ImpactWords.Facts(witness.Case));
        yield return CompareText.Part.Of("before and after", Tone.Strong);
        yield return new CompareText.Part(null, ImpactWords.Says(witness.Before, effect.Difference, old), ImpactWords.Says(witness.After, effect.Difference, effect.Difference.What));
        foreach (var id in witness.After.Workflows.SelectMany(w => w.Rules).Select(r => r.Rule.Rule.Id).Distinct())
        {
            var before = witness.Before.Rule(diff!.RuleIds.FirstOrDefault(r => r.Value == id).Key ?? id)?.Result;
            var after = witness.After.Rule(id)!.Result;
            var (was, now) = (before is null ? "not reached" : ExplanationWords.VerdictOf(before), ExplanationWords.VerdictOf(after));
            if (was == now)
                continue;
            yield return CompareText.Part.Of(witness.After.Rule(id)!.Rule.Rule.Label, Tone.Strong);
            yield return new CompareText.Part(null, was, now);
        }
    }
}
