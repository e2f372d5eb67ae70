using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>A file in the workspace's folder that says what a save is doing, so that one that was killed can be taken
/// back. It is written before anything else, ends with a word when all files are in their places, and is locked as long
/// as the save runs, so that two never mix.</summary>
/// <param name="Folders">Folders that the save made, outer ones first.</param>
internal sealed record SaveJournal(ImmutableArray<SaveEntry> Entries, ImmutableArray<string> Folders)
{
    public const string FileName = ".rulewb-save.json";

    private const string Complete = "\ncomplete\n";

    public static byte[] CompleteMark { get; } = Encoding.UTF8.GetBytes(Complete);

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <summary>The hash of a file's bytes; null when there is no such file.</summary>
    public static string? HashOf(string path) => File.Exists(path) ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))) : null;

    /// <summary>Opens the journal of a workspace for one save, and takes back one that was killed.</summary>
    /// <returns>The open, empty journal; or null with the reason in <paramref name="refusal"/>.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static FileStream? Open(string root, out Diagnostic? refusal)
    {
        var path = Path.Combine(root, FileName);
        while (true)
        {
            FileStream journal;
            try
            {
                journal = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                refusal = Diagnostic.Error(DiagnosticIds.SaveInterrupted, "Another program is saving files of this folder.", new SourcePlace(FileName), "Try again in a moment.");
                return null;
            }

            // Who saved before may have deleted the file between our opening and our locking it.
            if (!File.Exists(path))
            {
                journal.Dispose();
                continue;
            }

            refusal = TakeBack(journal, root);
            if (refusal is null)
                return journal;
            journal.Dispose();
            return null;
        }
    }

    /// <summary>Takes back what a killed save left, unless it was complete.</summary>
    /// <returns>Null when all is in order; otherwise what stands in the way, and the journal stays.</returns>
    private static Diagnostic? TakeBack(FileStream journal, string root)
    {
        using var content = new MemoryStream();
        journal.CopyTo(content);
        var text = Encoding.UTF8.GetString(content.ToArray());
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        SaveJournal? noted;
        try
        {
            noted = text.Length == 0 ? null : JsonSerializer.Deserialize<SaveJournal>(end < 0 ? text : text[..end]);
        }
        catch (JsonException)
        {
            // It was killed while it wrote the journal, before it touched anything else.
            noted = null;
        }

        if (noted is { Entries.IsDefault: false, Folders.IsDefault: false })
        {
            // A journal can come with a folder from somebody else; it must not lead anywhere that a save would not.
            if (!noted.Entries.All(e => e.IsSound(root)) || !noted.Folders.All(f => SaveEntry.IsInside(root, f)))
                return Diagnostic.Error(DiagnosticIds.SaveInterrupted, "This journal of an interrupted save was not made by a save in this folder.", new SourcePlace(FileName), "Run rulewb by the path of this folder by which the save ran, or delete the journal.");
            if (text.EndsWith(Complete, StringComparison.Ordinal))
                noted.Tidy();
            else if (noted.Undo(root) is { } refusal)
                return refusal;
        }

        journal.SetLength(0);
        journal.Position = 0;
        return null;
    }

    /// <summary>Ends a save: the journal goes.</summary>
    public static void Close(FileStream journal)
    {
        // Elsewhere the name goes before the lock does, so that nobody can lock a file that is about to go.
        if (OperatingSystem.IsWindows())
            journal.Dispose();
        File.Delete(journal.Name);
        journal.Dispose();
    }

    /// <summary>Puts everything back as it was before the save. It can be done again if it is interrupted itself.</summary>
    /// <returns>Null, or what stands in the way: a file that somebody edited since. Then nothing is done.</returns>
    public Diagnostic? Undo(string root)
    {
        if (Entries.FirstOrDefault(CannotGoBack) is { } edited)
        {
            return Diagnostic.Error(
                DiagnosticIds.SaveInterrupted,
                "A save of several files was interrupted, and this one was changed since, so that it cannot be taken back.",
                new SourcePlace(Path.GetRelativePath(root, edited.Target).Replace('\\', '/')),
                $"Compare it with `{Path.GetFileName(edited.Backup ?? edited.Temporary)}` beside it; then delete `{FileName}`.");
        }

        foreach (var entry in Entries.Reverse())
        {
            if (HashOf(entry.Target) == entry.OldHash)
                DeleteIfThere(entry.Backup);
            else if (entry.Backup is null)
                File.Delete(entry.Target);
            else
                File.Move(entry.Backup, entry.Target, overwrite: true);
            DeleteIfThere(entry.Temporary);
        }

        foreach (var folder in Folders.Reverse().Where(f => Directory.Exists(f) && !Directory.EnumerateFileSystemEntries(f).Any()))
            Directory.Delete(folder);
        return null;
    }

    private static bool CannotGoBack(SaveEntry entry) =>
        HashOf(entry.Target) is var now && now != entry.OldHash
            && (now != entry.NewHash || (entry.Backup is not null && HashOf(entry.Backup) != entry.OldHash));

    /// <summary>Deletes what a complete save no longer needs.</summary>
    private void Tidy()
    {
        foreach (var entry in Entries)
        {
            DeleteIfThere(entry.Backup);
            DeleteIfThere(entry.Temporary);
        }
    }

    private static void DeleteIfThere(string? path)
    {
        if (path is not null && File.Exists(path))
            File.Delete(path);
    }
}
