using System.Collections.Immutable;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>Files that are edited together, as they were loaded and as they are now; immutable. Loaders can read from it
/// what nobody has saved yet.</summary>
public sealed class DocumentSet : IJsonFiles
{
    private readonly ImmutableSortedDictionary<string, Document> loaded;
    private readonly ImmutableSortedDictionary<string, Document> current;

    private DocumentSet(string root, ImmutableSortedDictionary<string, Document> loaded, ImmutableSortedDictionary<string, Document> current)
    {
        Root = root;
        this.loaded = loaded;
        this.current = current;
    }

    /// <summary>The folder to which the names of files are relative.</summary>
    public string Root { get; }

    /// <summary>The files as they are now, in the order of their names.</summary>
    public IEnumerable<Document> Documents => current.Values;

    /// <summary>The files that are no longer as they were loaded.</summary>
    public ImmutableArray<FileChange> Changes =>
        [.. loaded.Keys.Union(current.Keys).Order(StringComparer.Ordinal)
            .Select(file => new FileChange(file, loaded.GetValueOrDefault(file), current.GetValueOrDefault(file)))
            .Where(c => c.Before?.Source.Hash != c.After?.Source.Hash)];

    public static DocumentSet Empty(string root)
    {
        var none = ImmutableSortedDictionary.Create<string, Document>(StringComparer.Ordinal);
        return new DocumentSet(root, none, none);
    }

    /// <summary>Reads files; a file that cannot be read is left out and reported.</summary>
    /// <param name="paths">Full paths, or paths relative to <paramref name="root"/>.</param>
    public static Loaded<DocumentSet> Load(string root, IEnumerable<string> paths)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var sources = new List<SourceFile>();
        foreach (var path in paths.Select(p => Path.Combine(root, p)))
        {
            var read = SourceFile.Read(path, Path.GetRelativePath(root, path).Replace('\\', '/'));
            diagnostics.AddRange(read.Diagnostics);
            if (read.Value is not null)
                sources.Add(read.Value);
        }

        return new(Of(root, sources), diagnostics.ToImmutable());
    }

    /// <summary>Files that have been read already.</summary>
    public static DocumentSet Of(string root, IEnumerable<SourceFile> sources)
    {
        var files = sources.ToImmutableSortedDictionary(s => s.DisplayPath, Document.Of, StringComparer.Ordinal);
        return new DocumentSet(root, files, files);
    }

    /// <summary>The same files after <paramref name="written"/>, an earlier state of them, has been saved: what differs from it
    /// is still to be saved.</summary>
    public DocumentSet SavedAs(DocumentSet written)
    {
        var saved = written.current.ToImmutableSortedDictionary(f => f.Key, f => Document.Of(f.Value.Source), StringComparer.Ordinal);
        return new DocumentSet(Root, saved, OfDisk(saved));
    }

    /// <summary>The same files where the one of that name was found anew on disk: what is edited stays, and is compared with
    /// what is there now. A file that nobody has edited is to be brought up to it by an edit of its own.</summary>
    /// <param name="onDisk">Null when it is gone.</param>
    public DocumentSet FoundOnDisk(string file, SourceFile? onDisk)
    {
        var found = onDisk is null ? loaded.Remove(file) : loaded.SetItem(file, Document.Of(onDisk));
        return new DocumentSet(Root, found, OfDisk(found));
    }

    /// <summary>The file of that name as it was loaded or last saved, or null.</summary>
    public Document? FindLoaded(string file) => loaded.GetValueOrDefault(file);

    /// <summary>The file of that name as it is now, or null.</summary>
    public Document? Find(string file) => current.GetValueOrDefault(file);

    public string PathOf(string file) => Path.Combine(Root, file);

    public Loaded<JsonFile> Read(string path, string displayPath) =>
        Find(displayPath)?.Json
            ?? new(null, [Diagnostic.Error(DiagnosticIds.FileNotFound, "The file does not exist.", new SourcePlace(displayPath), "Check the name, or create it.")]);

    /// <summary>A script or table that is not among the files stands on disk as it is.</summary>
    public Loaded<SourceFile> ReadText(string path, string displayPath) =>
        Find(displayPath) is { } document ? new(document.Source, []) : SourceFile.Read(path, displayPath);

    public IEnumerable<string> In(string folder)
    {
        var prefix = Path.GetRelativePath(Root, folder).Replace('\\', '/') + "/";
        return current.Keys
            .Where(f => f.StartsWith(prefix, StringComparison.Ordinal) && f.EndsWith(".json", StringComparison.Ordinal) && !f[prefix.Length..].Contains('/', StringComparison.Ordinal))
            .Select(PathOf);
    }

    /// <summary>The files as they are now, each knowing the file on disk whose permissions it keeps.</summary>
    private ImmutableSortedDictionary<string, Document> OfDisk(ImmutableSortedDictionary<string, Document> disk)
    {
        var now = current;
        foreach (var (name, document) in current)
        {
            var from = disk.ContainsKey(name) ? name : document.LoadedFrom is { } old && disk.ContainsKey(old) ? old : null;
            if (from != document.LoadedFrom)
                now = now.SetItem(name, document.LoadedAs(from));
        }

        return now;
    }

    internal DocumentSet With(Document document) => new(Root, loaded, current.SetItem(document.File, document));

    internal DocumentSet Without(string file) => new(Root, loaded, current.Remove(file));
}
