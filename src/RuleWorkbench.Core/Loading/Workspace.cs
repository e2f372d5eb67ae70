using System.Collections.Immutable;

namespace RuleWorkbench.Loading;

/// <summary>A folder with <c>workflows/</c> and <c>seeds/</c>: where pathways and their cases are found.</summary>
/// <param name="Root">Absolute path.</param>
public sealed record Workspace(string Root)
{
    /// <summary>The workspace that holds <paramref name="folder"/>: the nearest folder upwards that has
    /// <c>workflows/</c>; null when there is none.</summary>
    public static Workspace? Find(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (Directory.Exists(Path.Combine(at.FullName, "workflows")))
                return new Workspace(at.FullName);
        }

        return null;
    }

    /// <summary>Names of the pathways, in ordinal order.</summary>
    public ImmutableArray<string> Pathways =>
        [.. Folders(Path.Combine(Root, "workflows"))
            .Where(d => File.Exists(Path.Combine(d, PathwayLoader.FileName)))
            .Select(d => Path.GetFileName(d)!)
            .Order(StringComparer.Ordinal)];

    /// <summary>The folder of a pathway, or of one of its releases when the name is <c>pathway@version</c>.</summary>
    public string FolderOf(string pathway)
    {
        var parts = pathway.Split('@', 2);
        var folder = Path.Combine(Root, "workflows", parts[0]);
        return parts.Length == 1 ? folder : Path.Combine(folder, "releases", parts[1]);
    }

    /// <summary>Versions of a pathway that have been released.</summary>
    public ImmutableArray<string> ReleasesOf(string pathway) =>
        [.. Folders(Path.Combine(FolderOf(pathway), "releases")).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];

    /// <summary>The release that a text names: its whole version, or the beginning of one, such as 1.0, for the latest that
    /// begins so; null when there is none.</summary>
    public string? FindRelease(string pathway, string text)
    {
        var releases = ReleasesOf(pathway);
        return releases.Contains(text) ? text : Latest(releases.Where(r => r.StartsWith(text + ".", StringComparison.Ordinal)));
    }

    /// <summary>The latest of some versions, or null.</summary>
    public static string? Latest(IEnumerable<string> versions) =>
        versions.OrderByDescending(r => Version.TryParse(r.Split('-', '+')[0], out var v) ? v : new Version(0, 0)).ThenByDescending(r => r, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>The folder of a pathway's suites; it need not exist.</summary>
    public string SuitesOf(string pathway) => Path.Combine(Root, "seeds", pathway.Split('@')[0], "suites");

    /// <summary>The folder of a pathway's specs of cohorts.</summary>
    public string CohortsOf(string pathway) => Path.Combine(Root, "seeds", pathway.Split('@')[0], "cohorts");

    /// <summary>The folder of mappings by which a pathway's cases are imported.</summary>
    public string ImportsOf(string pathway) => Path.Combine(Root, "seeds", pathway.Split('@')[0], "imports");

    /// <summary>The folder of script libraries; it need not exist.</summary>
    public string Scripts => Path.Combine(Root, "scripts");

    /// <summary>A path as messages show it.</summary>
    public string Display(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static IEnumerable<string> Folders(string path) => Directory.Exists(path) ? Directory.EnumerateDirectories(path) : [];
}
