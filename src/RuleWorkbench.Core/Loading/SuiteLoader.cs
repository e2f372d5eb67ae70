using System.Collections.Immutable;
using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>Reads the suites of a pathway and fills in what cases take over from each other.</summary>
public static class SuiteLoader
{
    /// <summary>Reads every <c>*.json</c> in <paramref name="folder"/>. What is wrong with one case is in its
    /// <see cref="Case.Diagnostics"/>; what is wrong with a file is in the diagnostics of the result.</summary>
    public static Loaded<ImmutableSuites> Load(string folder, string root, Pathway pathway) =>
        Load(folder, root, pathway, FilesOnDisk.Instance);

    /// <summary>The same, from other files than those on disk.</summary>
    public static Loaded<ImmutableSuites> Load(string folder, string root, Pathway pathway, IJsonFiles from)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var drafts = new List<SuiteDraft>();
        var unread = ImmutableArray.CreateBuilder<string>();
        var names = ExpectableNames.Of(pathway);
        foreach (var path in Files(from, folder, root, diagnostics))
        {
            var display = Path.GetRelativePath(root, path).Replace('\\', '/');
            var file = from.Read(path, display);
            diagnostics.AddRange(file.Diagnostics);
            if (file.Value is null)
            {
                unread.Add(Path.GetFileName(path));
                continue;
            }

            var draft = ReadSuite(file.Value, pathway, names, diagnostics);
            if (drafts.Any(d => d.Name == draft.Name))
            {
                diagnostics.Add(Diagnostic.Error(
                    DiagnosticIds.DuplicateName, $"Another file holds a suite `{draft.Name}` too.", new SourcePlace(display), "Rename one of them."));
            }

            if (draft.Pathway == pathway.Name)
                drafts.Add(draft);
        }

        var inheritance = new CaseInheritance(drafts);
        var suites = drafts.Select(d => new Suite(d.Name, d.Pathway, new SourcePlace(d.File.Source.DisplayPath), [.. d.Cases.Select(c => inheritance.Resolve(c, d))])
        {
            Description = d.Description,
            Versions = d.Versions,
        }).Select(s => s.IsFor(pathway.Version) ? s : ImmutableSuites.WithoutUnknownExpectations(s));
        return new(new ImmutableSuites([.. suites]) { Unread = unread.ToImmutable() }, diagnostics.ToImmutable());
    }

    /// <summary>Whether the same suites are read alike with two versions that differ in their workflows only.</summary>
    public static bool ReadsAlike(Pathway before, Pathway after) => ExpectableNames.Of(before).SetEquals(ExpectableNames.Of(after));

    private static ImmutableArray<string> Files(IJsonFiles from, string folder, string root, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        try
        {
            return [.. from.In(folder).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(Diagnostic.Error(
                DiagnosticIds.FileNotReadable,
                "The files of this folder cannot be listed.",
                new SourcePlace(Path.GetRelativePath(root, folder).Replace('\\', '/')),
                "Change its permissions."));
            return [];
        }
    }

    private static SuiteDraft ReadSuite(
        JsonFile file, Pathway pathway, ExpectableNames names, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var reader = new JsonObjectReader(file, file.Root, "a suite", diagnostics);
        reader.Ignore("$schema");
        foreach (var note in (string[])["source", "licence", "notes"])
            reader.Ignore(note);
        var name = reader.RequiredText("suite");
        var suitePathway = reader.RequiredText("pathway");
        if (suitePathway.Length > 0 && suitePathway != pathway.Name)
        {
            reader.Error(
                DiagnosticIds.OtherPathway,
                $"The suite is for the pathway `{suitePathway}`, but it lies beside the suites of `{pathway.Name}`.",
                file.Root["pathway"]!,
                $"Move it to seeds/{suitePathway}/suites, or name `{pathway.Name}`.");
        }

        var clock = reader.Date("clock");
        var versions = reader.Texts("versions");
        var cases = new List<CaseDraft>();
        var ids = new HashSet<string>();
        foreach (var caseReader in reader.Objects("cases", "a case"))
        {
            var draft = CaseReader.Read(caseReader, file, clock, pathway, names);
            if (!ids.Add(draft.Id))
                draft.Diagnostics.Add(Diagnostic.Error(DiagnosticIds.DuplicateName, $"Another case of this suite has the id `{draft.Id}` too.", draft.Place, "Rename one of them."));
            cases.Add(draft);
        }

        var description = reader.Text("description");
        reader.Finish();
        return new SuiteDraft(name, suitePathway, description, file, cases, versions);
    }
}

/// <summary>The suites of a pathway, in the order of their file names.</summary>
public sealed record ImmutableSuites(ImmutableArray<Suite> Suites)
{
    /// <summary>Names of files in the suites' folder that cannot be read.</summary>
    public ImmutableArray<string> Unread { get; init; } = [];

    public IEnumerable<Case> Cases => Suites.SelectMany(s => s.Cases);

    /// <summary>The suites as an earlier release meets them: an expectation of a rule that the release does not have yet
    /// is not met, which is what the reader wants to see, and no mistake of the suite.</summary>
    public ImmutableSuites ForRelease() => new([.. Suites.Select(s => s with { Cases = [.. s.Cases.Select(ForRelease)] })]);

    /// <summary>Those whose expectations hold of a version.</summary>
    public ImmutableSuites ThatExpectOf(Pathway pathway) => new([.. Suites.Where(s => s.IsFor(pathway.Version))]);

    /// <summary>A suite of another version: its cases can be walked, but what they expect may not exist here.</summary>
    internal static Suite WithoutUnknownExpectations(Suite suite) => suite with
    {
        Cases = [.. suite.Cases.Select(c => c with { Diagnostics = [.. c.Diagnostics.Where(d => d.Id != DiagnosticIds.UnknownExpectation)] })],
    };

    private static Case ForRelease(Case source) => source with
    {
        Diagnostics = [.. source.Diagnostics.Select(d => d.Id == DiagnosticIds.UnknownExpectation ? d with { Severity = DiagnosticSeverity.Warning } : d)],
    };
}
