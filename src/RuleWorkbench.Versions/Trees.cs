using RuleWorkbench.Loading;

namespace RuleWorkbench.Versions;

/// <summary>Makes version trees of folders.</summary>
internal static class Trees
{
    /// <summary>All pathways of a workspace.</summary>
    public static VersionTree OfWorkspace(string label, Workspace workspace, string? copy, bool isForeign = false) =>
        new(label, [.. workspace.Pathways.Select(p => new PathwayLocation(p, workspace.FolderOf(p), workspace.SuitesOf(p), workspace.Root))], copy) { IsForeign = isForeign };

    /// <summary>One pathway of a workspace, or a release of one when the name is <c>pathway@version</c>.</summary>
    public static VersionTree OfPathway(string label, Workspace workspace, string name) =>
        new(label, [new PathwayLocation(name.Split('@')[0], workspace.FolderOf(name), workspace.SuitesOf(name), workspace.Root)], null) { IsOnePathway = true };
}
