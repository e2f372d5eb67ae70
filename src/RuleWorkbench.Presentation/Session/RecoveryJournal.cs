using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RuleWorkbench.Editing;

namespace RuleWorkbench.Presentation.Session;

/// <summary>What a workbench has not saved yet, written outside of the workspace as it goes, so that a kill or a power cut
/// loses at most the last moment. Each workbench has a journal of its own and holds its lock while it lives: a journal whose
/// lock is free was left behind by one that was killed.</summary>
public sealed class RecoveryJournal : IDisposable
{
    private readonly StateFolder state;
    private readonly string name;
    private readonly FileStream held;
    private bool isWritten;

    private RecoveryJournal(StateFolder state, string name, FileStream held)
    {
        this.state = state;
        this.name = name;
        this.held = held;
    }

    /// <summary>Begins a journal for a workspace.</summary>
    /// <exception cref="IOException">The state folder cannot be written.</exception>
    public static RecoveryJournal Begin(StateFolder state, string root)
    {
        var folder = FolderOf(state, root);
        Directory.CreateDirectory(folder);
        var id = Guid.NewGuid().ToString("N");
        var held = new FileStream(Path.Combine(folder, id + ".lock"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        return new RecoveryJournal(state, Path.Combine("recovery", KeyOf(root), id + ".json"), held);
    }

    /// <summary>Takes what workbenches that were killed had not saved; their journals are gone afterwards.</summary>
    public static ImmutableArray<RecoveredFile> TakeOver(StateFolder state, string root)
    {
        var folder = FolderOf(state, root);
        if (!Directory.Exists(folder))
            return [];
        var found = ImmutableArray.CreateBuilder<RecoveredFile>();
        foreach (var journal in Directory.EnumerateFiles(folder, "*.json").OrderBy(File.GetLastWriteTimeUtc).ToList())
        {
            var lockFile = Path.ChangeExtension(journal, ".lock");
            try
            {
                using (new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
                {
                    found.AddRange(JsonSerializer.Deserialize<RecoveredFile[]>(File.ReadAllBytes(journal)) ?? []);
                    File.Delete(journal);
                }
            }
            catch (IOException)
            {
                // The workbench that writes it is alive.
            }
            catch (JsonException)
            {
                File.Delete(journal);
            }
        }

        // Where two were killed, the later one knows better.
        return [.. found.ToImmutable().Reverse().DistinctBy(f => f.File).Reverse()];
    }

    /// <summary>Writes what differs from the disk; removes the journal when nothing does.</summary>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    public void Write(DocumentSet documents)
    {
        var files = documents.Changes.Select(c => new RecoveredFile(c.File, c.After?.Text, c.Before?.Source.Hash)).ToArray();
        if (files.Length > 0)
        {
            state.Write(name, JsonSerializer.SerializeToUtf8Bytes(files));
            isWritten = true;
        }
        else if (isWritten)
        {
            File.Delete(Path.Combine(state.Path, name));
            isWritten = false;
        }
    }

    /// <summary>The journal stays when this is disposed of: the next workbench finds it.</summary>
    public void Leave() => isWritten = false;

    /// <summary>Ends the journal of a workbench that is closed as it should be: nothing is left to recover.</summary>
    public void Dispose()
    {
        if (isWritten)
            File.Delete(Path.Combine(state.Path, name));
        held.Dispose();
    }

    private static string FolderOf(StateFolder state, string root) => Path.Combine(state.Path, "recovery", KeyOf(root));

    private static string KeyOf(string root) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(root))))[..16];
}
