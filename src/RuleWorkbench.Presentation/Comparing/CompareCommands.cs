namespace RuleWorkbench.Presentation.Comparing;

/// <summary>The commands about versions.</summary>
public static class CompareCommands
{
    internal static void AddTo(Workbench w)
    {
        w.Commands.Add(new("compare.open", "Compare two versions", "Ctrl+D", "Review", () => AskAsync(w)) { StatusTitle = "Compare", Help = "releases, commits, branches, and what is edited here" });
        w.Commands.Add(new("compare.impact", "Whom the changes touch", "F7", "Review", () => Page(w)?.FindImpactAsync() ?? Task.CompletedTask) { CanRun = () => Page(w) is { CanFindImpact: true }, Help = "saved cases, and the people of a cohort that is loaded" });
        w.Commands.Add(new("compare.save-witness", "Save the case in front as a case of a suite", null, "Review", () => CaseCommands.SaveAsync(w, w.Active.Target.Pathway, Page(w)!.Case!, "shows a change")) { CanRun = () => Page(w) is { Case: not null } });
        ReviewCommands.AddTo(w);
        w.Session.VersionReady += _ => Refresh(w);
        w.PagesChanged += () => Refresh(w);
    }

    /// <summary>A page that compares two versions, and what keys on its changes do.</summary>
    internal static ComparePage Make(Workbench w, Target target) => new(
        target, w.Session, w.Jobs, w.People,
        p => w.Begin(() => p.Change is null ? p.TraceAsync() : ReviewCommands.ActAsync(w)),
        _ => w.Begin(() => w.RunAsync("review.accept")),
        _ => w.Begin(() => w.RunAsync("review.take-back")));

    /// <summary>Compares a version with another one, or with the files as they are in the workbench.</summary>
    public static Task CompareAsync(Workbench w, string pathway, string baseline, string candidate)
    {
        w.Open(new Target(TargetKind.Comparison, pathway, $"{baseline} → {candidate}"));
        return w.Active is ComparePage { Comparison: null } page ? page.CompareAsync(Read(w, pathway, baseline), Read(w, pathway, candidate)) : Task.CompletedTask;
    }

    private static ComparePage? Page(Workbench w) => w.Active as ComparePage;

    private static async Task AskAsync(Workbench w)
    {
        if (CaseCommands.PathwayInFront(w) is not { } pathway)
            return;
        if (await VersionChoices.PickAsync(w, pathway, "Baseline: compare from") is { } baseline
            && await VersionChoices.PickAsync(w, pathway, $"Candidate: compare {baseline} with", OpenVersion.Here) is { } candidate)
        {
            await w.Session.Settled;
            await CompareAsync(w, pathway, baseline, candidate);
        }
    }

    private static Func<CancellationToken, OpenVersion> Read(Workbench w, string pathway, string version) =>
        version == OpenVersion.Here ? _ => OpenVersion.OfEdited(w.Session, w.Session.States[pathway]) : t => OpenVersion.Find(w, pathway, version, t);

    /// <summary>A comparison in front follows the edits; one behind waits until it is looked at.</summary>
    private static void Refresh(Workbench w)
    {
        if (Page(w) is { } page)
            w.Begin(page.RefreshAsync);
    }
}
