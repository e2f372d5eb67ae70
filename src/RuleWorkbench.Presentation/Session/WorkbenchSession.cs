using System.Collections.Immutable;
using CommunityToolkit.Mvvm.ComponentModel;
using RuleWorkbench.Editing;
using RuleWorkbench.Loading;
using RuleWorkbench.Merging;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Simulation;

namespace RuleWorkbench.Presentation.Session;

/// <summary>A workspace that is being edited: its files in memory, what can be undone, and the latest version of each pathway,
/// made in the background. Everything is called on one thread, that of the screen; continuations come back to it through its
/// synchronization context.</summary>
public sealed partial class WorkbenchSession : ObservableObject, IDisposable
{
    /// <summary>A pathway is compiled this long after the last edit.</summary>
    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(120);

    private readonly TimeProvider clock;
    private readonly IDialogs dialogs;
    private CancellationTokenSource? making;
    private DiskState disk;

    /// <param name="documents">As <see cref="WorkspaceFiles.Load"/> read them.</param>
    /// <param name="unreadable">What it could not read.</param>
    public WorkbenchSession(Workspace workspace, DocumentSet documents, ImmutableArray<Diagnostic> unreadable, IDialogs dialogs, TimeProvider clock)
    {
        Workspace = workspace;
        Documents = documents;
        Unreadable = unreadable;
        this.dialogs = dialogs;
        this.clock = clock;
        disk = DiskState.Look(workspace, documents);
        Chosen = new ChosenCase(this);
    }

    /// <summary>The files have changed: by an edit, an undo, a save, or on disk.</summary>
    public event Action? FilesChanged;

    /// <summary>A newer version of a pathway is in <see cref="States"/>.</summary>
    public event Action<PathwayState>? VersionReady;

    public Workspace Workspace { get; }

    /// <summary>The files as they are now.</summary>
    public DocumentSet Documents { get; private set; }

    /// <summary>Files that cannot be edited, since they cannot be read.</summary>
    public ImmutableArray<Diagnostic> Unreadable { get; private set; }

    public UndoStack History { get; private set; } = UndoStack.Empty;

    /// <summary>The latest version of each pathway that has been made; a pathway that is not among them is on its way.</summary>
    public ImmutableSortedDictionary<string, PathwayState> States { get; private set; } =
        ImmutableSortedDictionary.Create<string, PathwayState>(StringComparer.Ordinal);

    /// <summary>What takes a while, and can be stopped.</summary>
    public JobList Jobs { get; } = new();

    /// <summary>The case whose verdicts are shown beside the rules.</summary>
    public ChosenCase Chosen { get; }

    /// <summary>Ends when every pathway is made as its files are now. Newer edits begin another one.</summary>
    public Task Settled { get; private set; } = Task.CompletedTask;

    /// <summary>Whether a version is on its way.</summary>
    [ObservableProperty]
    public partial bool IsBusy { get; private set; }

    /// <summary>The last thing that happened, for the status bar.</summary>
    [ObservableProperty]
    public partial string Message { get; set; } = "";

    /// <summary>Names of the pathways, those that nobody has saved yet included.</summary>
    public ImmutableArray<string> Pathways =>
        [.. Documents.Documents.Select(d => d.File.Split('/')).Where(p => p is ["workflows", _, PathwayLoader.FileName]).Select(p => p[1])];

    /// <summary>Files with edits that are not saved.</summary>
    public ImmutableArray<FileChange> Unsaved => Documents.Changes;

    public bool IsUnsaved(string file) => Documents.Find(file)?.Source.Hash != Documents.FindLoaded(file)?.Source.Hash;

    /// <summary>Whether a version is that of the files as they were saved last.</summary>
    public bool IsSaved(PathwayState state) => !state.IsOutdated(Documents) && !Unsaved.Any(c => WorkspaceFiles.Concerns(c.File, state.Name));

    /// <summary>Makes the first versions. From here on the session works in the background.</summary>
    public void Start() => Remake(TimeSpan.Zero);

    /// <summary>Makes an edit.</summary>
    /// <param name="title">What it does, in the user's words: "rename rule FNB-21".</param>
    /// <param name="group">Edits in a row with the same group are undone together; null for none.</param>
    /// <returns>Why the edit was refused; empty when it was made.</returns>
    public ImmutableArray<Diagnostic> Apply(Edit edit, string title, object? group = null)
    {
        var edited = edit.Apply(Documents);
        if (edited.Value is null)
            return edited.Diagnostics;
        Take(edited.Value, title, group);
        return [];
    }

    /// <summary>Makes an edit that takes a while, such as a rename that is proven, in the background. It is refused when it is
    /// stopped, or the files have changed meanwhile.</summary>
    public async Task<ImmutableArray<Diagnostic>> ApplyAsync(Edit edit, string title)
    {
        var before = Documents;
        if (await Jobs.RunAsync(title, 0, job => Task.Run(() => edit.Apply(before)).WaitAsync(job.Cancellation)) is not { } edited)
            return [Diagnostic.Error(DiagnosticIds.EditDoesNotFit, $"Stopped: {title}. Nothing was changed.", new SourcePlace(Workspace.Root))];
        if (edited.Value is null)
            return edited.Diagnostics;
        if (!ReferenceEquals(before, Documents))
            return [Diagnostic.Error(DiagnosticIds.EditDoesNotFit, "The files were edited meanwhile.", new SourcePlace(Workspace.Root), "Try again.")];
        Take(edited.Value, title, null);
        return [];
    }

    /// <summary>The next edit is a step of its own, whatever its group.</summary>
    public void EndGroup() => History = History.EndGroup();

    public void Undo()
    {
        var title = History.NextUndo;
        if (History.Undo(Documents) is { } before)
            Step(before, $"Undone: {title}");
    }

    public void Redo()
    {
        var title = History.NextRedo;
        if (History.Redo(Documents) is { } after)
            Step(after, $"Made again: {title}");
    }

    /// <summary>Saves every file that has edits: all of them, or none.</summary>
    /// <returns>Why nothing was saved; empty when all is.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public async Task<ImmutableArray<Diagnostic>> SaveAsync()
    {
        var written = Documents;
        var count = written.Changes.Length;
        if (count == 0)
        {
            Message = "There is nothing to save.";
            return [];
        }

        var refused = await Task.Run(() => new DocumentWriter().Save(written));
        if (!refused.IsEmpty)
            return refused;
        Documents = Documents.SavedAs(written);
        disk = DiskState.Look(Workspace, Documents);
        History = History.EndGroup();
        Message = count == 1 ? $"Saved {written.Changes[0].File}." : $"Saved {count} files.";
        FilesChanged?.Invoke();
        return [];
    }

    /// <summary>Takes up what others have changed on disk. A file without edits is read anew; where there are edits, the user
    /// is asked. What is read anew can be undone like an edit.</summary>
    public async Task CheckDiskAsync()
    {
        var (before, documents) = (disk, Documents);
        var now = await Task.Run(() => DiskState.Look(Workspace, documents));
        if (!ReferenceEquals(before, disk) || before.Differences(now) is not { IsEmpty: false } different)
            return;
        disk = now;
        foreach (var file in different)
            await TakeFromDiskAsync(file);
    }

    /// <summary>Brings back edits that a killed workbench had not saved, as one step that can be undone.</summary>
    /// <returns>Files that somebody has changed since; they are brought back as they were edited all the same.</returns>
    public ImmutableArray<string> Recover(IReadOnlyList<RecoveredFile> files)
    {
        var edits = files.Select(f => WholeText(f.File, f.Text)).OfType<Edit>().ToImmutableArray();
        var changed = files.Where(f => Documents.FindLoaded(f.File)?.Source.Hash != f.LoadedHash).Select(f => f.File).ToImmutableArray();
        if (!edits.IsEmpty)
            Apply(new Several(edits), "recover unsaved work");
        return changed;
    }

    public void Dispose() => making?.Cancel();

    private void Take(Edited edited, string title, object? group)
    {
        Documents = edited.Documents;
        History = History.Push(title, edited.Inverse, group);
        Message = "";
        Changed();
    }

    private void Step((DocumentSet Documents, UndoStack Stack) to, string message)
    {
        (Documents, History) = to;
        Message = message;
        Changed();
    }

    private void Changed()
    {
        FilesChanged?.Invoke();
        Remake(Debounce);
    }

    private async Task TakeFromDiskAsync(string file)
    {
        var path = Documents.PathOf(file);
        var read = File.Exists(path) ? SourceFile.Read(path, file) : null;
        if (read is { Value: null })
        {
            Unreadable = [.. Unreadable.Where(d => d.Place.File != file), .. read.Diagnostics];
            return;
        }

        var onDisk = read?.Value;
        if (Documents.FindLoaded(file)?.Source.Hash == onDisk?.Hash)
            return;
        if (onDisk is not null && await MergedAsync(file, onDisk) is { } merged)
        {
            Documents = Documents.FoundOnDisk(file, onDisk);
            Apply(merged, $"merge {file} with its change on disk");
            Message = $"{file} was changed on disk too: both changes are kept.";
            return;
        }

        var isMine = IsUnsaved(file) && Documents.Find(file)?.Source.Hash != onDisk?.Hash;
        var takes = !isMine || await dialogs.ChooseAsync(
            "Changed on disk",
            $"{file} has edits here that are not saved, and somebody has {(onDisk is null ? "deleted" : "changed")} it on disk.",
            "Keep mine", "Take theirs") == 1;
        Documents = Documents.FoundOnDisk(file, onDisk);
        if (takes && WholeText(file, onDisk?.Text) is { } edit)
            Apply(edit, $"change of {file} on disk");
        else
            FilesChanged?.Invoke();
        Message = takes ? $"{file} was changed on disk and read anew." : $"{file} was changed on disk; your edits are kept and replace it when you save.";
    }

    /// <summary>The edit that brings what others have changed on disk into a file that is edited here too; null where there is
    /// nothing to bring together, or both changed the same.</summary>
    private async Task<Edit?> MergedAsync(string file, SourceFile onDisk)
    {
        var now = Documents;
        if (!IsUnsaved(file) || now.Find(file) is null || now.FindLoaded(file) is not { } before || !file.EndsWith(".json", StringComparison.Ordinal))
            return null;
        var merged = await Task.Run(() => FileMerger.Merge(now, file, before.Json, JsonFile.Parse(onDisk), file));
        return merged is { Conflicts.IsEmpty: true, Errors.IsEmpty: true, Documents: { } documents } && ReferenceEquals(now, Documents) ? WholeText(file, documents.Find(file)!.Text) : null;
    }

    /// <summary>The edit that makes a file hold a text; null when it does already.</summary>
    private Edit? WholeText(string file, string? text) => (Documents.Find(file), text) switch
    {
        (null, null) => null,
        (null, { } added) => new AddFile(file, added),
        (_, null) => new RemoveFile(file),
        ({ } old, { } now) => old.Text == now ? null : new ReplaceText([new TextEdit(file, 0, old.Text.Length, now)]),
    };

    private void Remake(TimeSpan after)
    {
        making?.Cancel();
        making = new CancellationTokenSource();
        Settled = RemakeAsync(after, making);
    }

    private async Task RemakeAsync(TimeSpan after, CancellationTokenSource source)
    {
        IsBusy = true;
        try
        {
            await Task.Delay(after, clock, source.Token);
            States = States.RemoveRange(States.Keys.Except(Pathways));
            foreach (var name in Pathways.OrderByDescending(p => p == Chosen.Pathway))
            {
                var (documents, earlier) = (Documents, States.GetValueOrDefault(name));
                if (earlier?.IsOutdated(documents) == false)
                    continue;
                var made = await Task.Run(() => PathwayState.Make(Workspace, name, documents, earlier, clock, source.Token), source.Token);
                source.Token.ThrowIfCancellationRequested();
                States = States.SetItem(name, made);
                VersionReady?.Invoke(made);
            }

            await Chosen.Settled;
        }
        catch (OperationCanceledException) when (source.IsCancellationRequested)
        {
            // A newer edit has begun another one.
        }
        finally
        {
            if (making == source)
                IsBusy = false;
        }
    }
}
