using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>Reads the suites of a pathway and fills in what cases take over from each other.</summary>
public static class SuiteLoader
{
    private static readonly JsonMergeSettings LayOver = new()
    {
        MergeArrayHandling = MergeArrayHandling.Replace,
        MergeNullValueHandling = MergeNullValueHandling.Merge,
    };

    /// <summary>Reads every <c>*.json</c> in <paramref name="folder"/>. What is wrong with one case is in its
    /// <see cref="Case.Diagnostics"/>; what is wrong with a file is in the diagnostics of the result.</summary>
    public static Loaded<ImmutableSuites> Load(string folder, string root, Pathway pathway)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var drafts = new List<SuiteDraft>();
        var files = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)
            : Enumerable.Empty<string>();
        foreach (var path in files)
        {
            var display = Path.GetRelativePath(root, path).Replace('\\', '/');
            var file = JsonFile.Read(path, display);
            diagnostics.AddRange(file.Diagnostics);
            if (file.Value is null)
                continue;
            var draft = ReadSuite(file.Value, pathway, diagnostics);
            if (drafts.Any(d => d.Name == draft.Name))
            {
                diagnostics.Add(Diagnostic.Error(
                    DiagnosticIds.DuplicateName, $"Another file holds a suite `{draft.Name}` too.", new SourcePlace(display), "Rename one of them."));
            }

            if (draft.Pathway == pathway.Name)
                drafts.Add(draft);
        }

        var suites = drafts.Select(d => new Suite(d.Name, d.Pathway, new SourcePlace(d.File.Source.DisplayPath), [.. d.Cases.Select(c => Resolve(c, d, drafts))])
        {
            Description = d.Description,
        });
        return new(new ImmutableSuites([.. suites]), diagnostics.ToImmutable());
    }

    private static SuiteDraft ReadSuite(JsonFile file, Pathway pathway, ImmutableArray<Diagnostic>.Builder diagnostics)
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
        var cases = new List<CaseDraft>();
        foreach (var caseReader in reader.Objects("cases", "a case"))
        {
            var draft = CaseReader.Read(caseReader, file, clock, pathway);
            if (cases.Any(c => c.Id == draft.Id))
                draft.Diagnostics.Add(Diagnostic.Error(DiagnosticIds.DuplicateName, $"Another case of this suite has the id `{draft.Id}` too.", draft.Place, "Rename one of them."));
            cases.Add(draft);
        }

        var description = reader.Text("description");
        reader.Finish();
        return new SuiteDraft(name, suitePathway, description, file, cases);
    }

    private static Case Resolve(CaseDraft draft, SuiteDraft suite, List<SuiteDraft> suites)
    {
        var chain = new List<CaseDraft> { draft };
        var diagnostics = draft.Diagnostics.ToImmutableArray();
        var owner = suite;
        for (var at = draft; at.From is { } from;)
        {
            var parts = from.Value.Split('/', 2);
            owner = parts.Length == 1 ? owner : suites.FirstOrDefault(s => s.Name == parts[0]) ?? owner;
            var id = parts[^1];
            var found = parts.Length == 2 && owner.Name != parts[0] ? null : owner.Cases.FirstOrDefault(c => c.Id == id);
            if (found is null || chain.Contains(found))
            {
                diagnostics = diagnostics.Add(found is null
                    ? Diagnostic.Error(DiagnosticIds.UnknownCase, $"There is no case `{from.Value}`.", from.Place, NearestName.Hint(id, owner.Cases.Select(c => c.Id)))
                    : Diagnostic.Error(DiagnosticIds.CaseCycle, $"The case `{from.Value}` is itself taken from `{draft.Id}`.", from.Place, "Break the circle."));
                break;
            }

            chain.Add(found);
            if (found.Diagnostics.FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } inherited)
                diagnostics = diagnostics.Add(inherited);
            at = found;
        }

        var facts = new JObject();
        var policy = new JObject();
        foreach (var link in Enumerable.Reverse(chain))
        {
            facts.Merge(link.Facts, LayOver);
            policy.Merge(link.Policy, LayOver);
        }

        return new Case(suite.Name, draft.Id, draft.Place, facts, policy, chain.Select(c => c.Clock).FirstOrDefault(c => c is not null) ?? chain[^1].SuiteClock)
        {
            Why = draft.Why,
            Tags = draft.Tags,
            Expectation = draft.Expectation,
            Diagnostics = diagnostics,
            Content = string.Join('\n', chain.Select(c => c.Content).Append($"{chain[^1].SuiteClock}")),
        };
    }

    private sealed record SuiteDraft(string Name, string Pathway, string? Description, JsonFile File, List<CaseDraft> Cases);
}

/// <summary>The suites of a pathway, in the order of their file names.</summary>
public sealed record ImmutableSuites(ImmutableArray<Suite> Suites)
{
    public IEnumerable<Case> Cases => Suites.SelectMany(s => s.Cases);
}
