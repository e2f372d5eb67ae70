using RuleWorkbench.Editing;
using RuleWorkbench.Model;
using RuleWorkbench.Releases;

namespace RuleWorkbench.Presentation.Comparing;

/// <summary>Approves or rejects what a candidate means, as `rulewb approve` does. What is signed is what was looked at: the files on
/// disk must mean what the comparison shows.</summary>
internal static class SignCommand
{
    public static async Task RunAsync(Workbench w)
    {
        var page = (ComparePage)w.Active;
        if (await ReasonAgainstAsync(w, page) is { } reason)
        {
            if (reason.Length > 0)
                await w.Dialogs.TellAsync("Not signed", reason);
            return;
        }

        var comparison = page.Comparison!;
        var (name, meaning) = (comparison.Candidate.SignedAs!, comparison.Signatures.Meaning!);
        var accepted = comparison.Reviewed.Count(comparison.Signatures.List.HasAccepted);
        var words = $"{name}, compared with {comparison.Diff.Baseline.Label}\nmeaning {MeaningHash.Short(meaning)}\n\n{accepted} of {comparison.Reviewed.Count()} changes are accepted"
            + (comparison.Impact is null ? "; nobody has looked whom they touch (F7)." : ".") + $"\n{comparison.Signatures.Words}";
        var answer = await w.Dialogs.ChooseAsync("Approve or reject", words, "Not now", "Approve", "Reject");
        if (answer is not (1 or 2) || await ReviewCommands.NameAsync(w) is not { } by)
            return;
        var decision = answer == 1 ? SignOffDecision.Approved : SignOffDecision.Rejected;
        if (await w.Dialogs.AskAsync(decision == SignOffDecision.Approved ? "Approve" : "Reject", decision == SignOffDecision.Approved ? "What to remember with it. May be empty." : "What is wrong with it.") is not { } note)
            return;
        if (decision == SignOffDecision.Rejected && note.Trim().Length == 0)
        {
            await w.Dialogs.TellAsync("Not signed", "A rejection says what is wrong.");
            return;
        }

        await SignAsync(w, page, name, new SignOff(by, decision, meaning, TimeProvider.System.GetUtcNow(), note.Trim() is { Length: > 0 } text ? text : null, new SourcePlace("")));
    }

    /// <summary>Why nobody can sign what is shown; empty where the user has been told already; null where nothing is in the way.</summary>
    private static async Task<string?> ReasonAgainstAsync(Workbench w, ComparePage page)
    {
        if (page.Comparison is not { } comparison)
            return "";
        if (comparison.Candidate.SignedAs is null)
            return $"`{comparison.Diff.Candidate.Label}` is another version than the files here. What can be signed is the pathway as it is here, or a release of it: compare with one of these.";
        if (comparison.Signatures.Meaning is null)
            return comparison.Signatures.Words;
        if (!comparison.Candidate.IsHere || w.Session.Unsaved.IsEmpty)
            return null;
        if (await w.Dialogs.ChooseAsync("Not saved", "What is signed is what the files say, and some have edits that are not saved.", "Save them all", "Do not sign") != 0)
            return "";
        var refused = await w.Session.SaveAsync();
        return refused.IsEmpty ? null : string.Join("\n", refused.Select(d => d.ToString()));
    }

    private static async Task SignAsync(Workbench w, ComparePage page, string name, SignOff signOff)
    {
        var workspace = w.Session.Workspace;
        var done = await w.Jobs.RunAsync($"signing {name}", 0, job =>
        {
            var verification = Verifier.Verify(workspace, name, job.Cancellation);
            if (!verification.StandsInTheWay.IsEmpty)
                return Task.FromResult(string.Join("\n", verification.StandsInTheWay.Select(d => d.Message)));
            if (verification.Meaning != signOff.Meaning)
                return Task.FromResult("The files on disk mean something else than what is compared here. Compare anew, and look at it.");
            if (verification.SignOffs.On(signOff.Meaning).Any(s => s.By == signOff.By && s.Decision == signOff.Decision))
                return Task.FromResult($"{signOff.By} has {signOff.Decision.ToString().ToLowerInvariant()} this meaning already: nothing to add.");
            var signed = Signing.Add(workspace, name, signOff);
            var refused = signed.IsUsable ? new DocumentWriter().Save(signed.Value!) : signed.Diagnostics;
            return Task.FromResult(string.Join("\n", refused.Select(d => d.ToString())));
        });
        if (done is null)
            return;
        if (done.Length > 0)
        {
            await w.Dialogs.TellAsync("Not signed", done);
            return;
        }

        await w.Session.CheckDiskAsync();
        page.Signed(signOff);
        w.Session.Message = $"{name} is {signOff.Words}.";
    }
}
