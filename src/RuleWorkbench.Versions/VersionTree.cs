using System.Collections.Immutable;
using RuleWorkbench.Checking;
using RuleWorkbench.Diffing;
using RuleWorkbench.Editing;
using RuleWorkbench.Loading;
using RuleWorkbench.Releases;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Versions;

/// <summary>The pathways of one version as folders: the user's own, or copies that are deleted with it.</summary>
/// <param name="label">As messages name the version.</param>
/// <param name="pathways">What the version has.</param>
/// <param name="copy">A temporary folder to delete, or null.</param>
public sealed class VersionTree(string label, ImmutableArray<PathwayLocation> pathways, string? copy) : IDisposable
{
    public string Label => label;

    public ImmutableArray<PathwayLocation> Pathways => pathways;

    /// <summary>True for a version that was named as one pathway: then only that one is compared.</summary>
    public bool IsOnePathway { get; init; }

    /// <summary>True for a git revision: anybody may have written it, and nobody need have looked at it.</summary>
    public bool IsForeign { get; init; }

    /// <summary>The workspace whose own files a pathway of the version is, or null: a revision and a release are never changed.
    /// </summary>
    public Workspace? WorkspaceOf(string pathway) =>
        copy is null && pathways.FirstOrDefault(p => p.Name == pathway) is { IsRelease: false } at && new Workspace(at.Root) is var workspace && Path.GetFullPath(workspace.FolderOf(pathway)) == Path.GetFullPath(at.Folder)
            ? workspace
            : null;

    /// <summary>Reads a pathway of the version, or says that it has none of that name.</summary>
    public PathwayVersion Open(string pathway, IScriptHost scripts, CancellationToken cancellation) =>
        pathways.FirstOrDefault(p => p.Name == pathway) is { } at
            ? PathwayVersion.Open(label, at.Folder, at.Suites, at.Root, scripts, cancellation) with { Folder = at.Name }
            : PathwayVersion.Without(label);

    /// <summary>A pathway of the version for the checks, or null when it has none of that name.</summary>
    public CheckSubject? Subject(string pathway, IScriptHost scripts)
    {
        if (pathways.FirstOrDefault(p => p.Name == pathway) is not { } at)
            return null;
        var loaded = PathwayLoader.LoadWithFiles(at.Folder, at.Root, FilesOnDisk.Instance);
        return new CheckSubject(loaded, loaded.Pathway is null || at.IsRelease ? null : SuiteLoader.Load(at.Suites, at.Root, loaded.Pathway), []) { Scripts = scripts };
    }

    /// <summary>What people have said of a pathway of the version: in its approvals, or in the manifest of a release. What cannot be
    /// read there is said by `rulewb verify`, and nothing of it counts.</summary>
    public SignOffList SignOffs(string pathway)
    {
        if (pathways.FirstOrDefault(p => p.Name == pathway) is not { } at)
            return SignOffList.Empty;
        var release = $"{pathway}@{Path.GetFileName(Path.TrimEndingDirectorySeparator(at.Folder))}";
        return (at.IsRelease ? ReleaseFolder.ReadManifest(new Workspace(at.Root), release).Value?.SignOffs : SignOffList.Load(at.Folder, at.Root).Value) ?? SignOffList.Empty;
    }

    /// <summary>The files of a pathway of the version, under the names that they have in a working tree.</summary>
    /// <param name="root">The working tree.</param>
    /// <param name="name">What the pathway is called there.</param>
    public DocumentSet Files(string pathway, string root, string name)
    {
        if (pathways.FirstOrDefault(p => p.Name == pathway) is not { } at)
            return DocumentSet.Empty(root);
        return DocumentSet.Of(root, In(at.Folder, $"workflows/{name}/").Concat(In(Path.Combine(at.Folder, "facts"), $"workflows/{name}/facts/")).Concat(In(at.Suites, $"seeds/{name}/suites/")));

        static IEnumerable<SourceFile> In(string folder, string prefix) => Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.json").Select(f => SourceFile.Read(f, prefix + Path.GetFileName(f)).Value).OfType<SourceFile>()
            : [];
    }

    public void Dispose()
    {
        if (copy is not null && Directory.Exists(copy))
            Directory.Delete(copy, recursive: true);
    }
}
