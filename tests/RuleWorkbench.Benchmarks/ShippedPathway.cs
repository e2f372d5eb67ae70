using System.Collections.Immutable;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Benchmarks;

/// <summary>The shipped pathway and its cases.</summary>
internal static class ShippedPathway
{
    public const string Name = "failed-nerve-block";

    public static string Root
    {
        get
        {
            var at = new DirectoryInfo(AppContext.BaseDirectory);
            while (at is not null && !File.Exists(Path.Combine(at.FullName, "RuleWorkbench.sln")))
                at = at.Parent;
            return at?.FullName ?? throw new InvalidOperationException("Run this inside the repository.");
        }
    }

    public static Pathway Load(Workspace workspace) => PathwayLoader.Load(workspace.FolderOf(Name), workspace.Root).Value!;

    public static ImmutableArray<Case> LoadCases(Workspace workspace, Pathway pathway) =>
        [.. SuiteLoader.Load(workspace.SuitesOf(Name), workspace.Root, pathway).Value!.Cases];
}
