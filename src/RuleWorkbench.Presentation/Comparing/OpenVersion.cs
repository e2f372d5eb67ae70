using System.Collections.Immutable;
using RuleWorkbench.Checking;
using RuleWorkbench.Diffing;
using RuleWorkbench.Editing;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Releases;
using RuleWorkbench.Versions;

namespace RuleWorkbench.Presentation.Comparing;

/// <summary>A version that is compared, with all that a review needs of it; immutable.</summary>
/// <param name="Files">Its files, under the names that they have in the workspace.</param>
/// <param name="SignOffs">What people have said of it.</param>
/// <param name="Subject">For the checks; null where it does not have the pathway.</param>
/// <param name="SignedAs">What is signed when it is: a pathway, or a release of one; null for what cannot be signed here.</param>
public sealed record OpenVersion(PathwayVersion Version, DocumentSet Files, SignOffList SignOffs, CheckSubject? Subject, string? SignedAs)
{
    /// <summary>The files as they are in the workbench, saved or not.</summary>
    public const string Here = "as edited here";

    /// <summary>Whether these are the files that are edited.</summary>
    public bool IsHere => Version.Label == Here;

    /// <summary>The pathway as it is edited.</summary>
    public static OpenVersion OfEdited(WorkbenchSession session, PathwayState state)
    {
        var loaded = PathwayLoader.LoadWithFiles(session.Workspace.FolderOf(state.Name), session.Workspace.Root, state.Documents);
        var version = new PathwayVersion(Here, state.Compiled, state.Suites, [.. state.Problems.Where(p => p.Severity == DiagnosticSeverity.Error)]);
        return new OpenVersion(version, state.Documents, SignOffsIn(state.Documents, state.Name), new CheckSubject(loaded, new(state.Suites, []), []), state.Name);
    }

    /// <summary>Finds and reads a version.</summary>
    /// <param name="name">As the user names it: a release, a revision, a folder.</param>
    /// <exception cref="IOException">There is no such version.</exception>
    public static OpenVersion Find(Workbench w, string pathway, string name, CancellationToken cancellation)
    {
        var workspace = w.Session.Workspace;
        using var finder = new VersionFinder(workspace, workspace.Root);
        var found = finder.Find(name);
        using var tree = found.Value ?? throw new IOException($"{found.Diagnostics[0].Message} {found.Diagnostics[0].Fix}");
        var own = tree.IsOnePathway ? tree.Pathways[0].Name : pathway;
        var scripts = w.ScriptsOf(tree);
        var isRelease = tree.Pathways.Any(p => p.Name == own && p.IsRelease && p.Root == workspace.Root);
        return new OpenVersion(tree.Open(own, scripts, cancellation), tree.Files(own, workspace.Root, pathway), tree.SignOffs(own), tree.Subject(own, scripts), isRelease ? tree.Label : null);
    }

    /// <summary>What people have said of the files that are edited.</summary>
    public static SignOffList SignOffsIn(DocumentSet documents, string pathway) =>
        documents.Find(FileOf(pathway))?.Json.Value is { } file ? SignOffList.Read(file).Value ?? SignOffList.Empty : SignOffList.Empty;

    /// <summary>The file with the sign-offs of a pathway, as documents name it.</summary>
    public static string FileOf(string pathway) => $"workflows/{pathway}/{SignOffList.FileName}";

    /// <summary>Whether the files differ in anything but sign-offs.</summary>
    public bool IsOutdated(DocumentSet now, string pathway)
    {
        ImmutableArray<Document> Relevant(DocumentSet documents) => [.. documents.Documents.Where(d => WorkspaceFiles.Concerns(d.File, pathway) && d.File != FileOf(pathway))];
        return IsHere && !Relevant(now).SequenceEqual(Relevant(Files), (IEqualityComparer<Document>)ReferenceEqualityComparer.Instance);
    }
}
