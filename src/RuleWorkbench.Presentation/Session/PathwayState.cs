using System.Collections.Immutable;
using RuleWorkbench.Checking;
using RuleWorkbench.Compilation;
using RuleWorkbench.Editing;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Presentation.Session;

/// <summary>A pathway as its files are now, edits that nobody has saved included; immutable.</summary>
/// <param name="Documents">The files that it was made of.</param>
/// <param name="Pathway">Null when pathway.json cannot be read.</param>
/// <param name="Compiled">Null when the inputs are broken; rules that do not compile are left out of it.</param>
/// <param name="Engine">What walks cases through <paramref name="Compiled"/>.</param>
/// <param name="Suites">Empty when the pathway cannot be read.</param>
/// <param name="Problems">All that `rulewb check` says, with places in <paramref name="Documents"/>.</param>
public sealed record PathwayState(
    string Name,
    DocumentSet Documents,
    Pathway? Pathway,
    CompiledPathway? Compiled,
    IEngine? Engine,
    ImmutableSuites Suites,
    ImmutableArray<Diagnostic> Problems)
{
    /// <summary>Made with the state, in the background: the screen asks for the chosen case with every line that it draws.</summary>
    private readonly Dictionary<string, Case> cases = Suites.Cases.DistinctBy(c => c.FullId).ToDictionary(c => c.FullId);

    /// <summary>The suites with what is wrong with their files; null when the pathway cannot be read.</summary>
    private Loaded<ImmutableSuites>? Read { get; init; }

    /// <summary>The file pathway.json.</summary>
    public string File => $"workflows/{Name}/{PathwayLoader.FileName}";

    /// <summary>The cases whose expectations are of this version; suites of others are seen, but not run.</summary>
    public IEnumerable<Case> OwnCases => Pathway is null ? [] : Suites.ThatExpectOf(Pathway).Cases;

    /// <summary>Whether any file of it differs from those that it was made of.</summary>
    public bool IsOutdated(DocumentSet now) => !Relevant(now).SequenceEqual(Relevant(Documents), ReferenceEqualityComparer.Instance);

    /// <summary>Loads, checks and compiles a pathway.</summary>
    /// <param name="earlier">The state before; what has not changed is taken over from it.</param>
    public static PathwayState Make(Workspace workspace, string name, DocumentSet documents, PathwayState? earlier, TimeProvider clock, CancellationToken cancellation)
    {
        var loaded = PathwayLoader.LoadWithFiles(workspace.FolderOf(name), workspace.Root, documents);
        var suites = loaded.Pathway is null ? null : earlier?.SuitesFor(loaded.Pathway, documents) ?? SuiteLoader.Load(workspace.SuitesOf(name), workspace.Root, loaded.Pathway, documents);
        var found = Checker.Recheck(new CheckSubject(loaded, suites, []), earlier?.Compiled, clock, cancellation);
        cancellation.ThrowIfCancellationRequested();
        var engine = found.Compiled is null ? null : new Plan(found.Compiled);
        return new PathwayState(name, documents, found.Compiled?.Pathway ?? loaded.Pathway, found.Compiled, engine, suites?.Value ?? new ImmutableSuites([]), found.Diagnostics) { Read = suites };
    }

    /// <summary>The case of that full id, or null.</summary>
    public Case? Case(string fullId) => cases.GetValueOrDefault(fullId);

    /// <summary>The suites, if only workflows and scripts have been edited since, and cases can expect what they could: reading ten
    /// thousand cases anew with every letter would take longer than all else.</summary>
    private Loaded<ImmutableSuites>? SuitesFor(Pathway now, DocumentSet documents)
    {
        var workflows = now.Workflows.Select(w => w.Place.File).ToHashSet();
        bool MayDiffer(Document file) => workflows.Contains(file.File) || file.File.EndsWith(".csx", StringComparison.Ordinal);
        return Pathway is not null && SuiteLoader.ReadsAlike(Pathway, now)
            && Relevant(documents).Where(d => !MayDiffer(d)).SequenceEqual(Relevant(Documents).Where(d => !MayDiffer(d)), ReferenceEqualityComparer.Instance) ? Read : null;
    }

    private IEnumerable<Document> Relevant(DocumentSet documents) => documents.Documents.Where(d => WorkspaceFiles.Concerns(d.File, Name));
}
