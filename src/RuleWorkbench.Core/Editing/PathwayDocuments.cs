using Newtonsoft.Json.Linq;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Editing;

/// <summary>The files that make up a pathway: its own with its sign-offs, and its suites. Releases are frozen and not among them.</summary>
public static class PathwayDocuments
{
    /// <summary>Reads them all; one that cannot be read is left out and reported.</summary>
    public static Loaded<DocumentSet> Load(Workspace workspace, string pathway) => Load(workspace, pathway, [workspace.SuitesOf(pathway)]);

    /// <summary>The same with the specs of cohorts and the mappings of imports: all files that a layout is for.</summary>
    public static Loaded<DocumentSet> LoadWithSeeds(Workspace workspace, string pathway) => Load(workspace, pathway, [workspace.SuitesOf(pathway), workspace.CohortsOf(pathway), workspace.ImportsOf(pathway)]);

    private static Loaded<DocumentSet> Load(Workspace workspace, string pathway, IEnumerable<string> seeds)
    {
        var folder = workspace.FolderOf(pathway);
        var first = Path.Combine(folder, PathwayLoader.FileName);
        var root = JsonFile.Read(first, workspace.Display(first)).Value?.Root;
        var schemas = (root?["inputs"] as JObject)?.Properties().Select(p => p.Value as JValue) ?? [];
        var workflows = (root?["workflows"] as JArray)?.OfType<JValue>() ?? [];
        var named = schemas.Select(s => s?.Value as string).Concat(workflows.Select(w => w.Value is string name ? name + ".json" : null))
            .Append("approvals.json").OfType<string>().Where(f => PathwayLoader.IsInside(folder, f)).Select(f => Path.GetFullPath(Path.Combine(folder, f))).Where(File.Exists);
        try
        {
            var seeded = seeds.SelectMany(f => FilesOnDisk.Instance.In(f).Order(StringComparer.Ordinal));
            return DocumentSet.Load(workspace.Root, new[] { first }.Concat(named).Concat(seeded).Distinct());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(null, [Diagnostic.Error(DiagnosticIds.FileNotReadable, "The files of this folder cannot be listed.", new SourcePlace(workspace.Display(workspace.SuitesOf(pathway))), "Change its permissions.")]);
        }
    }
}
