using System.Collections.Immutable;
using RuleWorkbench.Editing;
using RuleWorkbench.Loading;

namespace RuleWorkbench.Presentation.Session;

/// <summary>How the files of a workspace looked on disk; to tell later which of them somebody else has changed.</summary>
public sealed record DiskState(ImmutableDictionary<string, (DateTime Written, long Length)> Files)
{
    /// <summary>Looks at the files: their times and lengths, not their content.</summary>
    public static DiskState Look(Workspace workspace, DocumentSet documents)
    {
        var paths = WorkspaceFiles.Paths(workspace).Select(workspace.Display).Concat(documents.Documents.Select(d => d.File)).Distinct();
        return new DiskState(paths.Select(p => (Path: p, Info: new FileInfo(documents.PathOf(p)))).Where(f => f.Info.Exists)
            .ToImmutableDictionary(f => f.Path, f => (f.Info.LastWriteTimeUtc, f.Info.Length)));
    }

    /// <summary>Files that appeared, went, or look different.</summary>
    public ImmutableArray<string> Differences(DiskState now) =>
        [.. Files.Keys.Union(now.Files.Keys).Where(f => !Files.TryGetValue(f, out var a) || !now.Files.TryGetValue(f, out var b) || a != b).Order(StringComparer.Ordinal)];
}
