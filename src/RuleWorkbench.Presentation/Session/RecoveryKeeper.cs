using RuleWorkbench.Editing;

namespace RuleWorkbench.Presentation.Session;

/// <summary>Writes the journal of a session as its files change, and brings back what a killed workbench left behind.</summary>
public sealed class RecoveryKeeper : IDisposable
{
    private readonly WorkbenchSession session;
    private readonly RecoveryJournal? journal;
    private IReadOnlyList<RecoveredFile> found;
    private DocumentSet written;

    public RecoveryKeeper(WorkbenchSession session, StateFolder state)
    {
        this.session = session;
        written = session.Documents;
        try
        {
            journal = RecoveryJournal.Begin(state, session.Workspace.Root);
            found = RecoveryJournal.TakeOver(state, session.Workspace.Root);

            // At once, and into a journal of this workbench's own: a second kill must not lose it either.
            if (found.Count > 0)
            {
                Changed = session.Recover(found);
                journal.Write(session.Documents);
                written = session.Documents;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            found = [];
            session.Message = $"Edits cannot be kept safe from a crash: {e.Message}";
        }
    }

    private IReadOnlyList<string> Changed { get; } = [];

    /// <summary>Says once what was brought back, and asks whether it is to stay.</summary>
    public async Task OfferAsync(IDialogs dialogs)
    {
        if (found.Count == 0)
            return;
        var files = string.Join("\n", found.Select(f => f.File + (Changed.Contains(f.File) ? " (changed on disk since)" : "")));
        found = [];
        if (session.Unsaved.IsEmpty)
            return;
        if (await dialogs.ChooseAsync("Unsaved work", $"The workbench ended without saving. These edits have been brought back:\n\n{files}", "Keep them", "Throw them away") == 1)
            session.Undo();
        else
            session.Message = "Unsaved work was brought back; Ctrl+S saves it.";
    }

    /// <summary>Writes what is not saved, when that has changed.</summary>
    public async Task WriteAsync()
    {
        var now = session.Documents;
        if (ReferenceEquals(now, written) || journal is null)
            return;
        written = now;
        await Task.Run(() => journal.Write(now));
    }

    /// <summary>Leaves the journal for the next start, as a kill would.</summary>
    public void KeepForNextStart()
    {
        journal?.Write(session.Documents);
        journal?.Leave();
    }

    public void Dispose() => journal?.Dispose();
}
