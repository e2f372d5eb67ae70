using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>Keeps what loaders read, so that an edit of what they found meets the very same text.</summary>
public sealed class FilesRead(IJsonFiles from) : IJsonFiles
{
    private readonly List<SourceFile> sources = [];

    /// <summary>The texts of the files that hold JSON, each once.</summary>
    public ImmutableArray<SourceFile> Sources => [.. sources.DistinctBy(s => s.DisplayPath)];

    public Loaded<JsonFile> Read(string path, string displayPath)
    {
        var read = from.Read(path, displayPath);
        if (read.Value is not null)
            sources.Add(read.Value.Source);
        return read;
    }

    public Loaded<SourceFile> ReadText(string path, string displayPath) => from.ReadText(path, displayPath);

    public IEnumerable<string> In(string folder) => from.In(folder);
}
