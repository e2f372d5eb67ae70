using RuleWorkbench.Diffing;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Shipped;

/// <summary>The shipped release against the current version, compared once for all tests.</summary>
internal static class ShippedDiff
{
    private static readonly Lazy<PathwayDiff> Compared = new(() => PathwayDiffer.Compare(Open(ShippedPathway.Earlier), Open(ShippedPathway.Current)));

    public static PathwayDiff Value => Compared.Value;

    private static PathwayVersion Open(string name)
    {
        var workspace = ShippedPathway.Workspace;
        return PathwayVersion.Open(name, workspace.FolderOf(name), workspace.SuitesOf(name), workspace.Root, new ScriptsInProcess(DiskCache.OfUser()), CancellationToken.None);
    }
}
