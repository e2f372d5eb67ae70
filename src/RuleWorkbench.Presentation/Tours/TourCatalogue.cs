namespace RuleWorkbench.Presentation.Tours;

/// <summary>One tour for each of the three people who work here, on whatever pathway is open.</summary>
public static class TourCatalogue
{
    /// <summary>For who writes rules.</summary>
    public static TourProgress Author => new("author",
    [
        new("Choose a case: Ctrl+E, a few letters, Enter.", null, w => w.Session.Chosen.Case is not null),
        new("Go to the tree with F6 and open a rule with Enter. Each criterion shows what the case has.", null, w => w.Active.Target.Kind == TargetKind.Rule),
        new("Press F2 for the form of the case, and change a fact with Enter or Space. Nothing is saved.", null, w => !w.Session.Chosen.WhatIf.IsEmpty),
        new("Press F3: the first line of the trace says what flips.", "view.trace"),
        new("Ctrl+T keeps the change in the case; the dot in the tree says that it is not saved.", null, w => !w.Session.Unsaved.IsEmpty),
        new("Ctrl+Z takes it back, and Ctrl+S would save.", null, w => w.Session.Unsaved.IsEmpty),
    ]);

    /// <summary>For who tests.</summary>
    public static TourProgress Qa => new("QA engineer",
    [
        new("Run all cases with F5.", "run.all"),
        new("Open a suite from the tree with Enter.", null, w => w.Active.Target.Kind == TargetKind.Suite),
        new("Enter on a case chooses it. Below stands what it expects and what it does.", null, w => w.Session.Chosen.Case is not null),
        new("Press F3 for its trace. A rule opens with Right; < marks what stands in the way.", "view.trace"),
        new("Press F2, change a fact, and keep it with Ctrl+T.", null, w => !w.Session.Unsaved.IsEmpty),
        new("Run again with F5 and see what the change does.", "run.all"),
        new("Ctrl+Z takes the change back.", null, w => w.Session.Unsaved.IsEmpty),
    ]);

    /// <summary>For who approves.</summary>
    public static TourProgress Reviewer => new("reviewer",
    [
        new("Compare with a release: Ctrl+D, choose the baseline, then the candidate.", null, w => w.Active.Target.Kind == TargetKind.Comparison),
        new("Every change says whether the logic is another one. Move down; beside it stand both texts.", null, w => w.Active.Main.Selected > 0),
        new("F7 says whom it touches: the cases whose walks differ, and why.", "compare.impact"),
        new("Home, and down to an effect: the smallest case with both traces. Tab goes there.", null, w => (w.Active as Comparing.ComparePage)?.Case is not null),
        new("On a change: Space accepts it, Delete takes it back, Enter shows what else.", null, w => w.Session.History.NextUndo is { } done && (done.StartsWith("remark", StringComparison.Ordinal) || done.StartsWith("take back", StringComparison.Ordinal))),
        new("Ctrl+A approves or rejects what the pathway means now.", "review.sign"),
    ]);
}
