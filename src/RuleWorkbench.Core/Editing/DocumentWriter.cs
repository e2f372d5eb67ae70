using System.Collections.Immutable;
using System.Globalization;
using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>Saves edited files together or not at all. Each new content is written beside its file and reaches the disk
/// before it takes the file's place in one step; a failure in between puts everything back, and a save that was killed is
/// taken back by <see cref="Recover"/>. A link is followed and stays; permissions stay.</summary>
public sealed class DocumentWriter
{
    private readonly FileSteps steps;

    public DocumentWriter()
        : this(new FileSteps())
    {
    }

    public DocumentWriter(FileSteps steps) => this.steps = steps;

    /// <summary>Takes back a save that was killed in a workspace; does nothing while another save runs.</summary>
    /// <returns>What stands in the way; empty when all is in order.</returns>
    public static ImmutableArray<Diagnostic> Recover(string root)
    {
        var path = Path.Combine(root, SaveJournal.FileName);
        if (!File.Exists(path))
            return [];
        try
        {
            using var journal = SaveJournal.Open(root, out var refusal);
            if (journal is not null)
                SaveJournal.Close(journal);
            return refusal is null ? [] : [refusal];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [Diagnostic.Error(DiagnosticIds.SaveInterrupted, $"An interrupted save could not be taken back: {e.Message}", new SourcePlace(SaveJournal.FileName), "Change the permissions of the folder and its files.")];
        }
    }

    /// <summary>Writes every file that differs from what was loaded.</summary>
    /// <returns>Empty when all is written; otherwise why nothing is: a file changed on disk since it was loaded.</returns>
    /// <exception cref="IOException">A file cannot be written. Nothing is changed, or the message says what is.</exception>
    public ImmutableArray<Diagnostic> Save(DocumentSet documents)
    {
        var changes = documents.Changes;
        if (changes.IsEmpty)
            return [];
        try
        {
            return Save(documents, changes);
        }
        catch (Exception e) when (e is UnauthorizedAccessException || (e is IOException and not HalfSavedException))
        {
            throw new IOException($"The files cannot be saved, and nothing is changed: {e.Message}", e);
        }
    }

    private ImmutableArray<Diagnostic> Save(DocumentSet documents, ImmutableArray<FileChange> changes)
    {
        var mark = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..8];
        var entries = changes.Select(c => EntryOf(documents, c, mark)).ToImmutableArray();
        var stale = StaleFiles(changes, entries);
        if (!stale.IsEmpty)
            return stale;
        foreach (var entry in entries.Where(e => e.OldHash is not null))
            steps.CheckWritable(entry.Target);
        using var file = SaveJournal.Open(documents.Root, out var refusal);
        if (file is null)
            return [refusal!];
        var journal = new SaveJournal(entries, MissingFolders(entries));
        try
        {
            steps.Note(file, journal.ToBytes());
            foreach (var folder in journal.Folders)
                steps.MakeFolder(folder);
            foreach (var (change, entry) in changes.Zip(entries).Where(p => p.Second.Temporary is not null))
                steps.Write(entry.Temporary!, change.After!.Source.ToBytes(), ModeOf(documents, change));

            // Once more: writing has taken its time.
            stale = StaleFiles(changes, entries);
            if (stale.IsEmpty)
            {
                foreach (var entry in entries)
                    Put(entry);
                steps.Note(file, SaveJournal.CompleteMark);
            }
        }
        catch
        {
            TakeBack(journal, documents.Root, file);
            throw;
        }

        if (!stale.IsEmpty)
        {
            TakeBack(journal, documents.Root, file);
            return stale;
        }

        try
        {
            foreach (var backup in entries.Select(e => e.Backup).OfType<string>())
                steps.Delete(backup);
            SaveJournal.Close(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // All is written, and the journal says so; the next start tidies up.
        }

        return [];
    }

    private static void TakeBack(SaveJournal journal, string root, FileStream file)
    {
        Diagnostic? refusal;
        try
        {
            refusal = journal.Undo(root);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HalfSavedException($"The files could not be saved, nor all be put back: {e.Message} The next command of rulewb in this folder tries again.", e);
        }

        if (refusal is not null)
            throw new HalfSavedException(refusal.ToString(), null);
        SaveJournal.Close(file);
    }

    private void Put(SaveEntry entry)
    {
        if (entry.Temporary is null)
            steps.Move(entry.Target, entry.Backup!);
        else if (entry.Backup is null)
            steps.Move(entry.Temporary, entry.Target);
        else
            steps.Replace(entry.Temporary, entry.Target, entry.Backup);
    }

    private static SaveEntry EntryOf(DocumentSet documents, FileChange change, string mark)
    {
        var path = documents.PathOf(change.File);
        var isLink = new FileInfo(path).LinkTarget is not null;
        var target = isLink ? File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName : Path.GetFullPath(path);
        return new SaveEntry(
            target,
            change.After is null ? null : SaveEntry.PathBeside(target, mark, isNew: true),
            change.Before is null ? null : SaveEntry.PathBeside(target, mark, isNew: false),
            change.Before?.Source.Hash,
            change.After?.Source.Hash);
    }

    private static ImmutableArray<Diagnostic> StaleFiles(ImmutableArray<FileChange> changes, ImmutableArray<SaveEntry> entries) =>
        [.. changes.Zip(entries).Select(p => (p.First, p.Second, Now: SaveJournal.HashOf(p.Second.Target))).Where(p => p.Now != p.Second.OldHash).Select(p =>
            Diagnostic.Error(
                DiagnosticIds.FileChangedOnDisk,
                p.Second.OldHash is null ? "The file is there already, and nothing is overwritten." : p.Now is null ? "The file was deleted since it was loaded." : "The file was changed on disk since it was loaded.",
                new SourcePlace(p.First.File),
                p.Second.OldHash is null ? "Choose another name, or delete it first." : "Nothing was written. Load it again, and make the edit anew."))];

    private static ImmutableArray<string> MissingFolders(ImmutableArray<SaveEntry> entries)
    {
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            for (var at = Path.GetDirectoryName(entry.Target); at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at))
                missing.Add(at);
        }

        return [.. missing];
    }

    private static UnixFileMode? ModeOf(DocumentSet documents, FileChange change) =>
        !OperatingSystem.IsWindows() && change.After?.LoadedFrom is { } file ? File.GetUnixFileMode(documents.PathOf(file)) : null;

    private sealed class HalfSavedException(string message, Exception? inner) : IOException(message, inner);
}
