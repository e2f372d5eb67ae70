using System.Collections.Immutable;
using RuleWorkbench.Checking;
using RuleWorkbench.Editing;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Cli.Commands;

/// <summary>What <c>rulewb check</c> was asked to check.</summary>
/// <param name="Root">The folder that messages name files from.</param>
/// <param name="Pathways">Names of pathways of the workspace.</param>
/// <param name="Files">Paths of plain workflow files.</param>
internal sealed record CheckTargets(string Root, ImmutableArray<string> Pathways, ImmutableArray<string> Files)
{
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
            var pathways = PathwaysIn(target);
            if (pathways.Count > 0)
            {
                workspace ??= OpenPathway.FindWorkspace(root ?? Workspace.Find(pathways[0])?.Root);
                names.AddRange(pathways.Select(p => NameOf(p, workspace)));
            }
            else if (File.Exists(target))
            {
                files.Add(Path.GetFullPath(target));
            }
            else if (Directory.Exists(target) && PlainWorkflows.In(target) is { Length: > 0 } found)
            {
                files.AddRange(found.Select(Path.GetFullPath));
            }
            else
            {
                names.AddRange(OpenPathway.Names(workspace ??= OpenPathway.FindWorkspace(root), target));
            }
        }

        if (given.Count == 0)
            names.AddRange(OpenPathway.Names(workspace = OpenPathway.FindWorkspace(root), null));
        if (workspace is null)
            OpenPathway.Recover(Directory.GetCurrentDirectory());
        return new CheckTargets(workspace?.Root ?? Directory.GetCurrentDirectory(), [.. names.Distinct()], [.. files.Distinct()]);
    }

    /// <summary>All findings, and the files as they were when these were found.</summary>
    public (ImmutableArray<Diagnostic> Found, DocumentSet Documents) Check(IScriptHost scripts, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        var files = new FilesRead(FilesOnDisk.Instance);
        foreach (var name in Pathways)
            found.AddRange(Checker.Check(Load(new Workspace(Root), name, files) with { Scripts = scripts }, TimeProvider.System, cancellation));
        var plain = PlainWorkflows.Load(Files.Select(f => (f, Display(f))));
        if (Files.Length > 0)
            found.AddRange(Checker.CheckPlain(plain, TimeProvider.System, cancellation));
        return (found.ToImmutable(), DocumentSet.Of(Root, files.Sources.Concat(plain.Files.Sources).DistinctBy(s => s.DisplayPath)));
    }

    /// <summary>A pathway with its cases, as it stands in its files.</summary>
    public static CheckSubject Load(Workspace workspace, string name, IJsonFiles from)
    {
        var loaded = PathwayLoader.LoadWithFiles(workspace.FolderOf(name), workspace.Root, from);

        // Today's cases say nothing of an earlier release.
        var suites = loaded.Pathway is null || name.Contains('@') ? null : SuiteLoader.Load(workspace.SuitesOf(name), workspace.Root, loaded.Pathway, from);
        return new CheckSubject(loaded, suites, []);
    }

    private string Display(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>The folders of pathways that a path means: of its file pathway.json, its own, or those in it.</summary>
    private static List<string> PathwaysIn(string target)
    {
        if (File.Exists(target))
            return Path.GetFileName(target) == PathwayLoader.FileName ? [Path.GetDirectoryName(Path.GetFullPath(target))!] : [];
        if (!Directory.Exists(target))
            return [];
        var folder = Path.GetFullPath(target);
        return [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Prepend(folder).Where(f => File.Exists(Path.Combine(f, PathwayLoader.FileName)))];
    }

    /// <summary>The name of the pathway in a folder: <c>name</c>, or <c>name@version</c> for a release.</summary>
    private static string NameOf(string folder, Workspace workspace)
    {
        var steps = Path.GetRelativePath(Path.Combine(workspace.Root, "workflows"), folder).Replace('\\', '/').Split('/');
        return steps switch
        {
            ["..", ..] => throw new CommandFailure(ExitCode.CouldNotRun, $"`{folder}` is not in the folder `workflows` of the workspace `{workspace.Root}`.", "Name the workspace with --root."),
            [var name, "releases", var version] => $"{name}@{version}",
            _ => string.Join('/', steps),
        };
    }
}
