using RuleWorkbench.Diffing;
using RuleWorkbench.Versions;

namespace RuleWorkbench.Presentation.Comparing;

/// <summary>The commands about versions.</summary>
internal static class CompareCommands
{
    /// <summary>The files as they are in the workbench, saved or not.</summary>
    public const string Here = "as edited here";

    private const string Other = "another version …";

    public static void AddTo(Workbench w)
    {
        w.Commands.Add(new("compare.open", "Compare two versions", "Ctrl+D", "Review", () => AskAsync(w)) { StatusTitle = "Compare" });
        w.Commands.Add(new("compare.impact", "Whom the changes touch", "F7", "Review", () => (w.Active as ComparePage)?.FindImpactAsync() ?? Task.CompletedTask) { CanRun = () => w.Active is ComparePage { CanFindImpact: true } });
        w.Commands.Add(new("compare.save-witness", "Save the witness as a case", null, "Review", () => CaseCommands.SaveAsync(w, w.Active.Target.Pathway, ((ComparePage)w.Active).Witness!, "shows a change")) { CanRun = () => w.Active is ComparePage { Witness: not null } });
    }

    /// <summary>Compares a version with the files as they are in the workbench.</summary>
    public static Task CompareAsync(Workbench w, string pathway, string baseline, string candidate)
    {
        w.Open(new Target(TargetKind.Comparison, pathway, $"{baseline} → {candidate}"));
        return w.Active is ComparePage { Diff: null } page ? page.CompareAsync(pathway, t => Read(w, pathway, baseline, t), t => Read(w, pathway, candidate, t)) : Task.CompletedTask;
    }

    private static async Task AskAsync(Workbench w)
    {
        if (CaseCommands.PathwayInFront(w) is not { } pathway)
            return;
        if (await PickAsync(w, pathway, "Baseline: compare from", isBaseline: true) is { } baseline && await PickAsync(w, pathway, "Candidate: compare to", isBaseline: false) is { } candidate)
        {
            await w.Session.Settled;
            await CompareAsync(w, pathway, baseline, candidate);
        }
    }

    private static async Task<string?> PickAsync(Workbench w, string pathway, string title, bool isBaseline)
    {
        using var finder = new VersionFinder(w.Session.Workspace, w.Session.Workspace.Root);
        var releases = w.Session.Workspace.ReleasesOf(pathway).Reverse().Select(r => $"{pathway}@{r}");
        string[] saved = [.. finder.HasHead ? new[] { "HEAD" } : [], .. releases];
        string[] choices = isBaseline ? [.. saved, Here, Other] : [Here, .. saved, Other];
        if (await w.Dialogs.PickAsync(title, choices) is not { } index)
            return null;
        return choices[index] != Other ? choices[index] : await w.Dialogs.AskAsync(title, "A release (pathway@1.0.0), a folder, or a git revision such as HEAD~3 or a branch.") is { Length: > 0 } text ? text : null;
    }

    /// <exception cref="IOException">There is no such version.</exception>
    private static PathwayVersion Read(Workbench w, string pathway, string version, CancellationToken cancellation)
    {
        if (version == Here)
        {
            var state = w.Session.States[pathway];
            return new PathwayVersion(Here, state.Compiled, state.Suites, [.. state.Problems.Where(p => p.Severity == Model.DiagnosticSeverity.Error)]);
        }

        using var finder = new VersionFinder(w.Session.Workspace, w.Session.Workspace.Root);
        var found = finder.Find(version);
        using var tree = found.Value ?? throw new IOException($"{found.Diagnostics[0].Message} {found.Diagnostics[0].Fix}");
        return tree.Open(tree.IsOnePathway ? tree.Pathways[0].Name : pathway, w.ScriptsOf(tree), cancellation);
    }
}
