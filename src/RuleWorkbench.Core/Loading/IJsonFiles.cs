using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>Where a loader finds its files: on disk, or among documents that are being edited.</summary>
public interface IJsonFiles
{
    /// <summary>Reads a file, or says why it cannot be read.</summary>
    Loaded<JsonFile> Read(string path, string displayPath);

    /// <summary>Reads a file that holds something else than JSON: a script, or a table.</summary>
    Loaded<SourceFile> ReadText(string path, string displayPath);

    /// <summary>Paths of what is called <c>*.json</c> in a folder; empty when there is no such folder.</summary>
    /// <exception cref="IOException">The folder cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be listed.</exception>
    IEnumerable<string> In(string folder);
}
