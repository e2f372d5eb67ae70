using System.Collections.Immutable;
using LibGit2Sharp;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Versions;

/// <summary>Reads revisions of a git repository straight from its objects. The working tree, the index and the
/// configuration are left alone, and nothing that a repository can set up runs: no hook, filter, or text conversion.</summary>
public sealed class GitRevisions : IDisposable
{
    /// <summary>More than this is no workspace that a person wrote.</summary>
    private const int MostFiles = 20_000;

    /// <summary>Commits that are looked at for those that concern pathways.</summary>
    private const int MostLookedAt = 1_000;

    private const int ShortLength = 10;

    private static readonly string[] Parts = ["workflows", "seeds", "scripts"];

    private readonly Repository repository;
    private readonly string prefix;

    private GitRevisions(Repository repository, string prefix)
    {
        this.repository = repository;
        this.prefix = prefix;
    }

    /// <summary>The repository that a folder lies in; without one, or with one that cannot be read, a diagnostic.</summary>
    public static Loaded<GitRevisions> Open(string folder)
    {
        try
        {
            if (Repository.Discover(folder) is not { } found)
                return Fail<GitRevisions>(DiagnosticIds.UnknownVersion, $"`{folder}` is in no git repository, so that there are no revisions.", "Name releases (`pathway@1.0.0`), folders or files.");
            var repository = new Repository(found);
            var root = repository.Info.WorkingDirectory;
            var inside = root is null ? "" : Path.GetRelativePath(Real(root), Real(folder)).Replace('\\', '/');
            return new(new GitRevisions(repository, inside is "." or "" ? "" : inside + "/"), []);
        }
        catch (LibGit2SharpException e)
        {
            return Fail<GitRevisions>(DiagnosticIds.VersionNotReadable, $"The git repository of `{folder}` cannot be read: {e.Message.TrimEnd('.')}.", "`git status` there may say more.");
        }
    }

    /// <summary>The merge base of two revisions, as a revision.</summary>
    public Loaded<string> MergeBase(string one, string other)
    {
        var (a, b) = (Find(one), Find(other));
        if (a.Value is null || b.Value is null)
            return new(null, [.. a.Diagnostics, .. b.Diagnostics]);
        return repository.ObjectDatabase.FindMergeBase(a.Value, b.Value) is { } found
            ? new(found.Sha, [])
            : Fail<string>(DiagnosticIds.UnknownVersion, $"`{one}` and `{other}` have no merge base.", Shallow ?? "Compare them as `A..B`.");
    }

    /// <summary>Copies the pathways and cases of a revision to a temporary folder.</summary>
    public Loaded<VersionTree> Read(string revision, string? label = null)
    {
        var commit = Find(revision);
        if (commit.Value is null)
            return new(null, commit.Diagnostics);
        Tree? at;
        TreeEntry? workflows;
        try
        {
            at = prefix.Length == 0 ? commit.Value.Tree : commit.Value[prefix.TrimEnd('/')]?.Target as Tree;
            workflows = at?["workflows"];
        }
        catch (LibGit2SharpException e)
        {
            return NotReadable(revision, e);
        }

        if (at is null || workflows is not { TargetType: TreeEntryTargetType.Tree })
        {
            var isSubmodule = workflows?.TargetType == TreeEntryTargetType.GitLink;
            return Fail<VersionTree>(
                DiagnosticIds.NotInVersion,
                isSubmodule ? $"In the revision `{revision}`, `{prefix}workflows` is a submodule." : $"The revision `{revision}` has no folder `{prefix}workflows`.",
                isSubmodule ? "Compare revisions inside the submodule." : "Choose a revision that has the pathways.");
        }

        var copy = Directory.CreateTempSubdirectory("rulewb-version-").FullName;
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var files = 0;
        try
        {
            foreach (var part in Parts)
            {
                if (at[part] is { Target: Tree tree })
                    Copy(tree, Path.Combine(copy, part), part);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or LibGit2SharpException)
        {
            Directory.Delete(copy, recursive: true);
            return NotReadable(revision, e);
        }

        return new(Trees.OfWorkspace(label ?? revision, new Workspace(copy), copy, isForeign: true), diagnostics.ToImmutable());

        void Copy(Tree tree, string folder, string path)
        {
            Directory.CreateDirectory(folder);
            foreach (var entry in tree)
            {
                var inner = $"{path}/{entry.Name}";
                if (entry.TargetType == TreeEntryTargetType.GitLink || entry.Mode == Mode.SymbolicLink || !IsName(entry.Name))
                    diagnostics.Add(Diagnostic.Warning(DiagnosticIds.NotInVersion, $"`{inner}` of the revision `{revision}` is a {(entry.TargetType == TreeEntryTargetType.GitLink ? "submodule" : "link")} and was left out.", new SourcePlace(inner), "A pathway holds all its files itself."));
                else if (entry.Target is Tree nested)
                    Copy(nested, Path.Combine(folder, entry.Name), inner);
                else if (entry.Target is Blob blob && IsRead(entry.Name) && blob.Size <= SourceFile.MostBytes && ++files <= MostFiles)
                    Write(blob, Path.Combine(folder, entry.Name));
            }
        }
    }

    private Loaded<VersionTree> NotReadable(string revision, Exception e) => Fail<VersionTree>(
        DiagnosticIds.VersionNotReadable, $"The revision `{revision}` cannot be read: {e.Message.TrimEnd('.')}.", Shallow ?? "`git fsck` may say more.");

    /// <summary>True when there is a revision of that name.</summary>
    public bool Has(string revision) => Find(revision).Value is not null;

    /// <summary>Commits that changed pathways, cases or scripts, the latest first.</summary>
    /// <param name="most">How many at most.</param>
    public ImmutableArray<GitCommit> Log(int most)
    {
        try
        {
            return [.. repository.Commits.Take(MostLookedAt).Where(Concerns).Take(most).Select(c => new GitCommit(c.Sha[..ShortLength], DateOnly.FromDateTime(c.Author.When.DateTime), c.Author.Name, c.MessageShort))];
        }
        catch (LibGit2SharpException)
        {
            return []; // a shallow or damaged history, of which revisions can still be named
        }
    }

    /// <summary>Names of the branches, those of remotes too.</summary>
    public ImmutableArray<string> Branches() => [.. repository.Branches.Where(b => b.Tip is not null).Select(b => b.FriendlyName)];

    public void Dispose() => repository.Dispose();

    private bool Concerns(Commit commit)
    {
        var before = commit.Parents.FirstOrDefault();
        return Parts.Any(p => commit[prefix + p]?.Target.Id != before?[prefix + p]?.Target.Id);
    }

    private Loaded<Commit> Find(string revision)
    {
        Commit? commit;
        try
        {
            commit = repository.Lookup(revision) switch
            {
                TagAnnotation tag => tag.Target as Commit,
                var found => found as Commit,
            };
        }
        catch (LibGit2SharpException)
        {
            commit = null; // a text that cannot be a revision, or one that several are called by
        }

        if (commit is not null)
            return new(commit, []);
        var names = repository.Branches.Select(b => b.FriendlyName).Concat(repository.Tags.Select(t => t.FriendlyName));
        var isUnborn = repository.Head.Tip is null;
        return Fail<Commit>(
            DiagnosticIds.UnknownVersion,
            isUnborn ? "The git repository has no commit yet." : $"There is no revision `{revision}`.",
            isUnborn ? "Commit once, or name releases, folders or files." : Shallow ?? NearestName.Hint(revision, names));
    }

    private string? Shallow => repository.Info.IsShallow ? "The repository is a shallow clone, which lacks older commits: `git fetch --unshallow` brings them." : null;

    private static bool IsRead(string name) => name.EndsWith(".json", StringComparison.Ordinal) || name.EndsWith(".csx", StringComparison.Ordinal) || name.EndsWith(".csv", StringComparison.Ordinal);

    /// <summary>A name in a tree can be anything; only one that stays in its folder is written.</summary>
    private static bool IsName(string name) =>
        name.Length > 0 && name is not ("." or "..") && !name.Contains('/', StringComparison.Ordinal) && !name.Contains('\\', StringComparison.Ordinal) && name.IndexOfAny(Path.GetInvalidFileNameChars()) < 0;

    private static void Write(Blob blob, string path)
    {
        using var content = blob.GetContentStream();
        using var file = File.Create(path);
        content.CopyTo(file);
    }

    /// <summary>A path without links, since git tells its folder without them.</summary>
    private static string Real(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not { } parent)
            return full;
        var own = Path.Combine(Real(parent), Path.GetFileName(full));
        return new DirectoryInfo(own).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? own;
    }

    private static Loaded<T> Fail<T>(string id, string message, string? fix)
        where T : class => new(null, [Diagnostic.Error(id, message, new SourcePlace(""), fix)]);
}
