using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>The files as they stand on disk.</summary>
public sealed class FilesOnDisk : IJsonFiles
{
    public static readonly FilesOnDisk Instance = new();

    public Loaded<JsonFile> Read(string path, string displayPath) => JsonFile.Read(path, displayPath);

    public Loaded<SourceFile> ReadText(string path, string displayPath) => SourceFile.Read(path, displayPath);

    // Folders too, so that one that is called like a suite is not passed over in silence.
    public IEnumerable<string> In(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder, "*.json") : [];
}
