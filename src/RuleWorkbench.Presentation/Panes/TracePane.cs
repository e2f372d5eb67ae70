using System.Collections.Immutable;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Reporting;
using RuleWorkbench.Simulation;

namespace RuleWorkbench.Presentation.Panes;

/// <summary>What the chosen case does and why: what flips under the what-if changes, recommendations, facts worth asking for,
/// and the trace of every rule.</summary>
public sealed class TracePane
{
    private readonly WorkbenchSession session;

    public TracePane(WorkbenchSession session)
    {
        this.session = session;
        List = new TreeList { Placeholder = "No case is chosen. Choose one with Ctrl+E." };
        session.Chosen.Changed += Refresh;
    }

    public TreeList List { get; }

    private void Refresh()
    {
        var chosen = session.Chosen;
        List.Placeholder = chosen.Pathway is null ? "No case is chosen. Choose one with Ctrl+E."
            : chosen.Problems.IsEmpty ? "The case cannot be walked as its pathway stands: see the problems." : "";
        if (chosen.Explanation is { } explanation)
            List.Show([.. Flips(chosen), .. Recommendations(explanation), .. Open(explanation), .. explanation.Workflows.Select(w => Workflow(w, chosen.Pathway!))]);
        else
            List.Show([.. chosen.Problems.Select((d, i) => new TreeNode($"d{i}", Line.Of("! ", Tone.Bad).And(d.Message)))]);
    }

    /// <summary>What the what-if changes turn.</summary>
    private static IEnumerable<TreeNode> Flips(ChosenCase chosen)
    {
        if (chosen.WhatIf.IsEmpty || chosen.Unchanged is not { } before || chosen.Explanation is not { } after)
            yield break;
        var flips = ImmutableArray.CreateBuilder<TreeNode>();
        foreach (var code in before.Walk.Recommendations.Concat(after.Walk.Recommendations).Select(r => r.Code).Distinct())
        {
            var (was, now) = (before.Walk.StatusOf(code), after.Walk.StatusOf(code));
            if (was != now)
                flips.Add(new TreeNode("f:" + code, Turn(code, Words(was), RuleWords.ToneOf(was), Words(now), RuleWords.ToneOf(now))));
        }

        foreach (var id in before.Workflows.Concat(after.Workflows).SelectMany(w => w.Rules).Select(r => r.Rule.Rule.Id).Distinct())
        {
            var (was, now) = (before.Rule(id)?.Result, after.Rule(id)?.Result);
            if (Words(was) != Words(now))
                flips.Add(new TreeNode("r:" + id, Turn(id, Words(was), was is null ? Tone.Quiet : RuleWords.ToneOf(was), Words(now), now is null ? Tone.Quiet : RuleWords.ToneOf(now)), new Target(TargetKind.Rule, chosen.Pathway!, id)));
        }

        var title = flips.Count == 0 ? "what if: nothing flips" : $"what if: {flips.Count} flip";
        yield return new TreeNode("what-if", Line.Of(title, Tone.Accent).And("  " + string.Join(", ", chosen.WhatIf), Tone.Quiet)) { IsOpen = true, Children = flips.ToImmutable() };
    }

    private static IEnumerable<TreeNode> Recommendations(Explanation explanation)
    {
        yield return new TreeNode("walk", Line.Of("walk  ", Tone.Quiet).And(string.Join(" > ", explanation.Walk.Path)));
        if (explanation.Walk.Recommendations.IsEmpty)
            yield return new TreeNode("none", Line.Of("Nothing is recommended.", Tone.Quiet));
        foreach (var recommendation in explanation.Walk.Recommendations)
        {
            var tone = RuleWords.ToneOf(recommendation.Status);
            var line = Line.Of($"{ExplanationWords.Sign(recommendation.Status)} {Words(recommendation.Status),-12} ", tone).And(recommendation.Code, Tone.Strong)
                .And("  " + explanation.Pathway.Recommendation(recommendation.Code)?.Text, Tone.Quiet);
            yield return new TreeNode("R:" + recommendation.Code, line)
            {
                Children = [.. recommendation.Reasons.Select((r, i) => new TreeNode(
                    $"{i}", Line.Of(ExplanationWords.Reason(r)).And(r.Rule.Figures is { } f ? "  " + f : "", Tone.Strong), new Target(TargetKind.Rule, explanation.Pathway.Name, r.Rule.Rule.Id)))],
            };
        }
    }

    private static IEnumerable<TreeNode> Open(Explanation explanation)
    {
        foreach (var branch in explanation.Walk.Possible)
            yield return new TreeNode($"b:{branch.From.Id}:{branch.Workflow}", Line.Of("? possible branch ", Tone.Warning).And(branch.Workflow).And($" from {branch.From.Id}", Tone.Quiet), new Target(TargetKind.Rule, explanation.Pathway.Name, branch.From.Id));
        foreach (var question in explanation.Walk.Questions)
            yield return new TreeNode("q:" + question.Fact, Line.Of("? ask for ", Tone.Warning).And(question.Fact, Tone.Strong).And(" to settle " + string.Join(", ", question.Settles), Tone.Quiet), question);
        foreach (var (error, i) in explanation.Walk.Errors.Select((e, i) => (e, i)))
            yield return new TreeNode($"e{i}", Line.Of("! ", Tone.Bad).And($"{error.Where}: {error.Message}"));
    }

    private static TreeNode Workflow(WorkflowTrace workflow, string pathway) =>
        new("w:" + workflow.Workflow.Name, Line.Of(workflow.Workflow.Name, Tone.Strong).And(workflow.OnWalk ? "" : " beside the walk", Tone.Quiet), new Target(TargetKind.Workflow, pathway, workflow.Workflow.Name))
        {
            IsOpen = workflow.OnWalk,
            Children = [.. workflow.Rules.Select(r => RuleWords.Node(r, pathway))],
        };

    private static Line Turn(string what, string was, Tone wasTone, string now, Tone nowTone) =>
        Line.Of(what + "  ", Tone.Strong).And(was, wasTone).And(" → ", Tone.Quiet).And(now, nowTone);

    private static string Words(RecommendationStatus status) => status == RecommendationStatus.None ? "not asked for" : status.ToString().ToLowerInvariant();

    private static string Words(RuleResult? result) => result switch
    {
        null => "not reached",
        { Verdict: Verdict.Skipped } => "skipped",
        { IsDetermined: false } => "undetermined",
        { Verdict: Verdict.Met } => "met",
        { Verdict: Verdict.NotMet } => "not met",
        _ => "error",
    };
}
