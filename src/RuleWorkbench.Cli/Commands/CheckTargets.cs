using System.Collections.Immutable;
using RuleWorkbench.Checking;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Cli.Commands;

/// <summary>What <c>rulewb check</c> was asked to check.</summary>
/// <param name="Root">The folder that messages name files from.</param>
/// <param name="Pathways">Names of pathways of the workspace.</param>
/// <param name="Files">Paths of plain workflow files.</param>
internal sealed record CheckTargets(string Root, ImmutableArray<string> Pathways, ImmutableArray<string> Files)
{
    private const string PathwayFile = PathwayLoader.FileName;

    /// <summary>What was checked, for a person.</summary>
    public string Description => string.Join(", ", Pathways.Concat(
        Files.Length switch { 0 => [], 1 => [Display(Files[0])], var count => [$"{count} files of workflows"] }));

    /// <param name="given">Names of pathways, paths of files, paths of folders.</param>
    /// <param name="root">As given with --root, or null.</param>
    public static CheckTargets Find(IReadOnlyList<string> given, string? root)
    {
        var files = new List<string>();
        var names = new List<string>();
        Workspace? workspace = null;
        foreach (var target in given)
        {
            if (File.Exists(target) && Path.GetFileName(target) != PathwayFile)
                files.Add(Path.GetFullPath(target));
            else if (Directory.Exists(target) && !File.Exists(Path.Combine(target, PathwayFile)) && WorkflowsIn(target) is { Count: > 0 } found)
                files.AddRange(found);
            else
                names.AddRange(OpenPathway.Names(workspace ??= OpenPathway.FindWorkspace(root), NameOf(target)));
        }

        if (given.Count == 0)
            names.AddRange(OpenPathway.Names(workspace = OpenPathway.FindWorkspace(root), null));
        return new CheckTargets(workspace?.Root ?? Directory.GetCurrentDirectory(), [.. names.Distinct()], [.. files.Distinct()]);
    }

    /// <summary>All findings.</summary>
    public ImmutableArray<Diagnostic> Check(CancellationToken cancellation)
    {
        var workspace = new Workspace(Root);
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var name in Pathways)
        {
            var loaded = PathwayLoader.LoadWithFiles(workspace.FolderOf(name), Root);

            // Today's cases say nothing of an earlier release.
            var suites = loaded.Pathway is null || name.Contains('@') ? null : OpenPathway.ReadSuites(workspace, name, loaded.Pathway);
            found.AddRange(Checker.Check(new CheckSubject(loaded, suites, []), TimeProvider.System, cancellation));
        }

        if (Files.Length > 0)
            found.AddRange(Checker.CheckPlain(PlainWorkflows.Load(Files.Select(f => (f, Display(f)))), TimeProvider.System, cancellation));
        return found.ToImmutable();
    }

    private string Display(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string NameOf(string target) =>
        Path.GetFileName(target) == PathwayFile ? Path.GetDirectoryName(target)! : target;

    private static List<string> WorkflowsIn(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Path.GetFullPath)];
}
