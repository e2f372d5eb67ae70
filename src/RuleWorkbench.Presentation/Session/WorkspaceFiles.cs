using RuleWorkbench.Editing;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Presentation.Session;

/// <summary>The files of a workspace that the workbench edits: those of every pathway, its suites and specs of cohorts, and
/// the scripts. Releases are frozen and not among them.</summary>
public static class WorkspaceFiles
{
    private static readonly string[] PeopleKinds = ["ndjson", "jsonl", "csv", "tsv", "parquet"];

    /// <summary>Full paths of all that is there now.</summary>
    public static IEnumerable<string> Paths(Workspace workspace)
    {
        foreach (var pathway in workspace.Pathways)
        {
            var folder = workspace.FolderOf(pathway);
            foreach (var file in In(folder, "*.json").Concat(In(Path.Combine(folder, "facts"), "*.json")).Concat(In(Path.Combine(folder, "scripts"), "*.csx")))
                yield return file;
            foreach (var file in In(workspace.SuitesOf(pathway), "*.json").Concat(In(CohortsOf(workspace, pathway), "*.json")))
                yield return file;
        }

        foreach (var file in In(workspace.Scripts, "*.csx"))
            yield return file;
    }

    /// <summary>Reads them all; one that cannot be read is left out and reported.</summary>
    public static Loaded<DocumentSet> Load(Workspace workspace)
    {
        // What a pathway names outside of its usual folders is edited too.
        var named = workspace.Pathways.SelectMany(p => PathwayDocuments.Load(workspace, p).Value?.Documents ?? []).Select(d => Path.Combine(workspace.Root, d.File));
        return DocumentSet.Load(workspace.Root, Paths(workspace).Concat(named).Distinct());
    }

    /// <summary>The folder of a pathway's specs of cohorts; it need not exist.</summary>
    public static string CohortsOf(Workspace workspace, string pathway) => Path.Combine(workspace.Root, "seeds", pathway, "cohorts");

    /// <summary>Files of people beside the specs of a pathway, as documents name files: lines of cases and tables, compressed or not.</summary>
    public static IEnumerable<string> PeopleOf(Workspace workspace, string pathway) =>
        In(CohortsOf(workspace, pathway), "*").Where(f => Path.GetFileName(f).Split('.') is [_, .. var ends] && ends.Any(e => PeopleKinds.Contains(e))).Select(workspace.Display);

    /// <summary>Whether a file belongs to a pathway, or to all of them.</summary>
    /// <param name="file">As documents name it.</param>
    public static bool Concerns(string file, string pathway) =>
        file.StartsWith($"workflows/{pathway}/", StringComparison.Ordinal)
        || file.StartsWith($"seeds/{pathway}/", StringComparison.Ordinal)
        || file.StartsWith("scripts/", StringComparison.Ordinal);

    private static IEnumerable<string> In(string folder, string pattern) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal) : [];
}
