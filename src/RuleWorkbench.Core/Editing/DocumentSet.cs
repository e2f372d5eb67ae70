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

    /// <summary>The file of that name as it is now, or null.</summary>
    public Document? Find(string file) => current.GetValueOrDefault(file);

    public string PathOf(string file) => Path.Combine(Root, file);

    public Loaded<JsonFile> Read(string path, string displayPath) =>
        Find(displayPath)?.Json
            ?? new(null, [Diagnostic.Error(DiagnosticIds.FileNotFound, "The file does not exist.", new SourcePlace(displayPath), "Check the name, or create it.")]);

    public IEnumerable<string> In(string folder)
    {
        var prefix = Path.GetRelativePath(Root, folder).Replace('\\', '/') + "/";
        return current.Keys
            .Where(f => f.StartsWith(prefix, StringComparison.Ordinal) && f.EndsWith(".json", StringComparison.Ordinal) && !f[prefix.Length..].Contains('/', StringComparison.Ordinal))
            .Select(PathOf);
    }

    internal DocumentSet With(Document document) => new(Root, loaded, current.SetItem(document.File, document));

    internal DocumentSet Without(string file) => new(Root, loaded, current.Remove(file));
}
