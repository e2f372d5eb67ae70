using RuleWorkbench.Diffing;
using RuleWorkbench.Merging;
using RuleWorkbench.Presentation.Commands;
using RuleWorkbench.Releases;
using RuleWorkbench.Reporting;
using RuleWorkbench.Reporting.Review;
using RuleWorkbench.Versions;

namespace RuleWorkbench.Presentation.Comparing;

/// <summary>What a reviewer does with a comparison: with one of its changes, and with the whole.</summary>
internal static class ReviewCommands
{
    public static void AddTo(Workbench w)
    {
        w.Commands.Add(new("review.accept", "Accept this change, or no more", null, "Review", () => AcceptAsync(w)) { CanRun = () => CanRemark(w) || CanTakeOver(w), Help = "Space; a change of another version is taken over into the files here" });
        w.Commands.Add(new("review.take-back", "Take this change back", null, "Review", () => TakeBackAsync(w)) { CanRun = () => CanRemark(w), Help = "Delete; the files here get what the baseline has, and nothing else changes" });
        w.Commands.Add(new("review.note", "Note on this change", null, "Review", () => NoteAsync(w)) { CanRun = () => CanRemark(w) });
        w.Commands.Add(WorkbenchCommand.Of("review.open", "Open what was changed", null, "Review", () => OpenChanged(w)) with { CanRun = () => CanRemark(w) && Page(w)!.Change!.After is not null });
        w.Commands.Add(new("review.sign", "Approve or reject", "Ctrl+A", "Review", () => SignCommand.RunAsync(w)) { CanRun = () => Page(w) is { Comparison: not null }, Help = "what the candidate means; an edit of logic voids it" });
        w.Commands.Add(new("review.export", "Write the review as a page", null, "Review", () => ExportAsync(w)) { CanRun = () => Page(w) is { Comparison: not null }, Help = "one file that needs nothing else" });
    }

    /// <summary>Asks what to do with the selected change.</summary>
    public static async Task ActAsync(Workbench w)
    {
        var commands = new[] { "review.accept", "review.take-back", "review.note", "review.open", "review.sign", "review.export" }.Select(id => w.Commands.Find(id)!).Where(c => c.CanRun()).ToList();
        if (Page(w)?.Change is { } change && await w.Dialogs.PickAsync($"{DiffWords.Subject(change.Subject)} {change.Id}", [.. commands.Select(c => c.Title)]) is { } index)
            await w.RunAsync(commands[index].Id);
    }

    private static ComparePage? Page(Workbench w) => w.Active as ComparePage;

    private static bool CanRemark(Workbench w) => Page(w) is { Change: not null, Comparison.Candidate.IsHere: true };

    private static bool CanTakeOver(Workbench w) => Page(w) is { Change: not null, Comparison: { Baseline.IsHere: true, Candidate.IsHere: false } };

    private static async Task AcceptAsync(Workbench w)
    {
        var (change, comparison) = (Page(w)!.Change!, Page(w)!.Comparison!);
        if (comparison.Baseline.IsHere)
        {
            await ApplyAsync(w, change.Turned(), comparison.Candidate, $"take over {Remark.OnOf(change)}");
            return;
        }

        if (await NameAsync(w) is not { } name)
            return;
        var own = comparison.Signatures.List.On(change).FirstOrDefault(r => r.By == name && r.IsOf(change));
        await SayAsync(w, change, name, own is not { IsAccepted: true }, own?.Note);
    }

    private static async Task NoteAsync(Workbench w)
    {
        if (Page(w) is not { Change: { } change, Comparison: { } comparison } || await NameAsync(w) is not { } name)
            return;
        var own = comparison.Signatures.List.On(change).FirstOrDefault(r => r.By == name && r.IsOf(change));
        if (await w.Dialogs.AskAsync($"Note on {Remark.OnOf(change)}", "For the author and the other reviewers. Leave it empty for none.", own?.Note ?? "") is { } note)
            await SayAsync(w, change, name, own?.IsAccepted ?? false, note.Trim() is { Length: > 0 } text ? text : null);
    }

    private static async Task SayAsync(Workbench w, Change change, string name, bool isAccepted, string? note)
    {
        var remark = new Remark(Remark.OnOf(change), Remark.FingerprintOf(change), name, TimeProvider.System.GetUtcNow(), isAccepted, note);
        if (Remarking.Edit(w.Session.Documents, OpenVersion.FileOf(Page(w)!.Target.Pathway), remark) is { } edit)
            await w.TellAsync("Not written", w.Session.Apply(edit, $"remark on {remark.On}"));
    }

    private static Task TakeBackAsync(Workbench w) => ApplyAsync(w, Page(w)!.Change!, Page(w)!.Comparison!.Baseline, $"take back {Remark.OnOf(Page(w)!.Change!)}");

    /// <summary>Brings the side of another version into the files here, where one change is concerned.</summary>
    private static async Task ApplyAsync(Workbench w, Change change, OpenVersion other, string title)
    {
        var edit = new TakeBack(Page(w)!.Target.Pathway, w.Session.Documents, other.Files).Of(change);
        var refused = edit.Value is null ? edit.Diagnostics : w.Session.Apply(edit.Value, title);
        if (refused.IsEmpty)
            w.Session.Message = $"Done: {title}. Ctrl+Z undoes it.";
        else
            await w.Dialogs.TellAsync("Not by itself", string.Join("\n", refused.Select(d => $"{d.Message} {d.Fix}")));
    }

    private static void OpenChanged(Workbench w)
    {
        if (Page(w) is { Change: { } change } page)
            w.GoTo(page.Target.Pathway, change.After!);
    }

    /// <summary>Who reviews; asked once.</summary>
    internal static async Task<string?> NameAsync(Workbench w)
    {
        if (w.Reviewer is not null)
            return w.Reviewer;
        var root = w.Session.Workspace.Root;
        var known = await Task.Run(() => GitProgram.Run(root, "config", "user.name")) ?? "";
        if (await w.Dialogs.AskAsync("Who reviews?", "Your name, as it is written beside what you say. Git keeps no proof of it, unless the commit is signed.", known) is not { } text)
            return null;
        if (SignOffList.IsName(text.Trim()))
            return w.Reviewer = text.Trim();
        await w.Dialogs.TellAsync("Who reviews?", SignOffList.NameRule);
        return null;
    }

    private static async Task ExportAsync(Workbench w)
    {
        var page = Page(w)!;
        if (await w.Dialogs.AskAsync("Write the review as a page", "File: .html for a page that needs nothing else, .md or .json.", $"{page.Target.Pathway}-review.html") is not { Length: > 0 } text)
            return;
        var path = Path.GetFullPath(text.Trim(), w.Session.Workspace.Root);
        if (File.Exists(path) && await w.Dialogs.ChooseAsync("The file is there", $"{path}\n\nis there already.", "Leave it", "Replace it") != 1)
            return;
        await page.FindImpactAsync();
        if (page.Comparison is { Diff: var diff } comparison && (comparison.IsExplained || !comparison.CanFindImpact))
        {
            var written = await w.Jobs.RunAsync("writing the review", 0, async job =>
            {
                var report = comparison.Report(TimeProvider.System, job.Cancellation);
                await File.WriteAllTextAsync(path, ReviewFormat.Write(report, ReviewFormat.Of(path), null), job.Cancellation);
                return path;
            });
            w.Session.Message = written is null ? "" : $"Wrote {text.Trim()}: {DiffSummary.Of(diff)}.";
        }
    }
}
