using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Versions;

/// <summary>Finds what a user names as a version: a release, a pathway, a folder, a file, or a git revision, in this
/// order.</summary>
/// <param name="workspace">Where the user works; null in a bare repository.</param>
/// <param name="folder">The folder from which relative paths and the git repository are found.</param>
public sealed class VersionFinder(Workspace? workspace, string folder) : IDisposable
{
    public const string WorkingTree = "working tree";

    private Loaded<GitRevisions>? git;

    private Loaded<GitRevisions> Git => git ??= GitRevisions.Open(workspace?.Root ?? folder);

    /// <summary>Whether there is a commit to compare the working tree with.</summary>
    public bool HasHead => Git.Value?.Has("HEAD") == true;

    /// <summary>The user's own files.</summary>
    public Loaded<VersionTree> FindWorkingTree() => workspace is not null
        ? new(Trees.OfWorkspace(WorkingTree, workspace, null), [])
        : Fail($"There is no working tree with a folder `workflows` in `{folder}` or above it.", "Name two revisions, as `A..B`.");

    /// <summary>The latest releases of the given pathways.</summary>
    public Loaded<VersionTree> FindLatestReleases(IEnumerable<string> pathways)
    {
        var found = pathways.Select(p => (Pathway: p, Release: Workspace.Latest(workspace!.ReleasesOf(p)))).Where(r => r.Release is not null).ToList();
        return found.Count == 0
            ? Fail("There is neither a git repository with a commit nor a release to compare with.", "Name two versions: releases (`pathway@1.0.0`), folders or files.")
            : new(new VersionTree(
                found.Count == 1 ? $"{found[0].Pathway}@{found[0].Release}" : "latest releases",
                [.. found.Select(r => new PathwayLocation(r.Pathway, workspace!.FolderOf($"{r.Pathway}@{r.Release}"), workspace.SuitesOf(r.Pathway), workspace.Root))],
                null), []);
    }

    /// <summary>The merge base of two revisions.</summary>
    public Loaded<VersionTree> FindMergeBase(string one, string other)
    {
        if (Git.Value is not { } revisions)
            return new(null, Git.Diagnostics);
        var found = revisions.MergeBase(one, other);
        return found.Value is null ? new(null, found.Diagnostics) : revisions.Read(found.Value, $"{one}...{other}");
    }

    public Loaded<VersionTree> Find(string text)
    {
        if (workspace is not null && FindRelease(text) is { } release)
            return release;
        if (workspace is not null && workspace.Pathways.Contains(text))
            return new(Trees.OfPathway(text, workspace, text), []);
        var path = Path.GetFullPath(Path.Combine(folder, text));
        if (Directory.Exists(path))
            return FindFolder(text, path);

        // A bare repository has a file HEAD.
        if (File.Exists(path) && path.EndsWith(".json", StringComparison.Ordinal))
            return FindFile(text, path);
        if (Git.Value is { } revisions)
            return revisions.Read(text);
        var missing = LooksLikePath(text) ? $"There is neither a file nor a folder `{text}`." : $"There is no version `{text}`.";
        return new(null, [Diagnostic.Error(DiagnosticIds.UnknownVersion, missing, new SourcePlace(""), Git.Diagnostics[0].Message)]);
    }

    public void Dispose() => git?.Value?.Dispose();

    /// <summary>A release, where the text names one: <c>pathway@1.0.0</c>, or the latest that begins like <c>@1.0</c>.</summary>
    private Loaded<VersionTree>? FindRelease(string text)
    {
        var parts = text.Split('@', 2);
        if (parts.Length != 2 || !workspace!.Pathways.Contains(parts[0]))
            return null;
        var releases = workspace.ReleasesOf(parts[0]);
        return workspace.FindRelease(parts[0], parts[1]) is not { } version
            ? Fail($"There is no release `{parts[1]}` of `{parts[0]}`.", releases.IsEmpty ? "It has no releases." : NearestName.Hint(parts[1], releases))
            : new(Trees.OfPathway($"{parts[0]}@{version}", workspace, $"{parts[0]}@{version}"), []);
    }

    private Loaded<VersionTree> FindFolder(string text, string path)
    {
        if (Directory.Exists(Path.Combine(path, "workflows")))
            return new(Trees.OfWorkspace(text, new Workspace(path), null), []);
        if (!File.Exists(Path.Combine(path, PathwayLoader.FileName)))
            return Fail($"The folder `{text}` is neither a pathway (it has no pathway.json) nor a workspace (it has no folder `workflows`).", "Name a folder with one of them.");
        return new(OnePathway(text, path, null), []);
    }

    /// <summary>A file of a pathway stands for its pathway; a workflow file by itself for the pathway of the workspace that
    /// has a workflow of its name, with this file in its place.</summary>
    private Loaded<VersionTree> FindFile(string text, string path)
    {
        var own = Path.GetDirectoryName(path)!;
        if (File.Exists(Path.Combine(own, PathwayLoader.FileName)))
            return new(OnePathway(text, own, null), []);
        var file = JsonFile.Read(path, text);
        if (file.Value is null)
            return new(null, file.Diagnostics);
        var name = (string?)(file.Value.Root["WorkflowName"] as Newtonsoft.Json.Linq.JValue);
        var homes = workspace?.Pathways.Where(p => name is not null && IsPlain(name) && File.Exists(Path.Combine(workspace.FolderOf(p), name + ".json"))).ToList() ?? [];
        if (homes.Count != 1)
        {
            return Fail(
                name is null ? $"`{text}` is neither in the folder of a pathway nor a workflow." : $"{(homes.Count == 0 ? "No pathway" : "More than one pathway")} of the workspace has a workflow `{name}`, so that it is not clear where `{text}` belongs.",
                "Put it beside the other files of its pathway.");
        }

        var copy = Directory.CreateTempSubdirectory("rulewb-version-").FullName;
        CopyFolder(workspace!.FolderOf(homes[0]), copy);
        File.Copy(path, Path.Combine(copy, name + ".json"), overwrite: true);
        return new(
            new VersionTree(text, [new PathwayLocation(homes[0], copy, workspace.SuitesOf(homes[0]), copy)], copy) { IsOnePathway = true }, []);
    }

    private VersionTree OnePathway(string label, string path, string? copy)
    {
        var file = JsonFile.Read(Path.Combine(path, PathwayLoader.FileName), label);
        var name = (string?)(file.Value?.Root["pathway"] as Newtonsoft.Json.Linq.JValue) ?? Path.GetFileName(path);
        var home = Workspace.Find(path) ?? workspace;
        var suites = home is not null && IsPlain(name) ? home.SuitesOf(name) : Path.Combine(path, "suites");
        return new VersionTree(label, [new PathwayLocation(name, path, suites, home is not null && path.StartsWith(home.Root, StringComparison.Ordinal) ? home.Root : path)], copy) { IsOnePathway = true };
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*.json", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(from, file);
            if (relative.StartsWith("releases", StringComparison.Ordinal))
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(to, relative))!);
            File.Copy(file, Path.Combine(to, relative));
        }
    }

    private static bool IsPlain(string name) => name.Length > 0 && name.IndexOfAny(['/', '\\', '\0']) < 0 && name is not ("." or "..");

    private static bool LooksLikePath(string text) => text.Contains('/', StringComparison.Ordinal) || text.EndsWith(".json", StringComparison.Ordinal);

    private static Loaded<VersionTree> Fail(string message, string? fix) =>
        new(null, [Diagnostic.Error(DiagnosticIds.UnknownVersion, message, new SourcePlace(""), fix)]);
}
