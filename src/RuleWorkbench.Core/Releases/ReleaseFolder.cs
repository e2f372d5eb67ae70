using System.Collections.Immutable;
using System.Text.RegularExpressions;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Releases;

/// <summary>The folder of a release.</summary>
public static partial class ReleaseFolder
{
    /// <summary>Whether a text can name a release, as semantic versions are written: 2.1.0, or 2.1.0-rc.1.</summary>
    public static bool IsVersion(string text) => text.Length <= 60 && Version().IsMatch(text);

    /// <summary>The manifest of a release, or what is wrong with it.</summary>
    public static Loaded<Manifest> ReadManifest(Workspace workspace, string release)
    {
        var path = Path.Combine(workspace.FolderOf(release), Manifest.FileName);
        var display = workspace.Display(path);
        if (!File.Exists(path))
        {
            return new(null, [Diagnostic.Error(
                DiagnosticIds.ManifestBroken,
                $"The release `{release}` has no manifest, so that nobody can tell whether it is what was released.",
                new SourcePlace(display),
                $"Restore it; for a folder that was frozen by hand, run `rulewb release {release.Replace('@', ' ')} --adopt`.")]);
        }

        var file = JsonFile.Read(path, display);
        return file.Value is null ? new(null, file.Diagnostics) : ManifestFile.Read(file.Value);
    }

    /// <summary>The files of a release but its manifest, relative to its folder.</summary>
    /// <exception cref="IOException">The folder cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be listed.</exception>
    public static ImmutableArray<string> Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'))
            .Where(f => f != Manifest.FileName)
            .Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\A(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(-[0-9A-Za-z]+([.-][0-9A-Za-z]+)*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
