using System.Diagnostics;
using System.Text;
using CsCheck;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Checking;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Shipped;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Editing;

/// <summary>Shipped files with a few changes, in memory, through every stage that reads or changes files: none throws,
/// each says what is wrong and where, and nothing changes that was not to. A failure prints the seed.</summary>
public sealed class FuzzTests
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(1);

    private static readonly string Root = ShippedPathway.Workspace.Root;

    /// <summary>What each input goes through; another stage is another line.</summary>
    private static readonly (string Name, Action<DocumentSet, CompiledPathway, Random> Run)[] Stages =
    [
        ("load, check and fix", CheckAndFix),
        ("format", Format),
        ("edit", Edit),
    ];

    /// <summary>Parts of the shipped pathway, one workflow, input and suite each with a few rules and cases, so that an
    /// input takes a moment only. Together they hold every file.</summary>
    private static readonly Lazy<(DocumentSet Documents, CompiledPathway Compiled)[]> Parts = new(() =>
    {
        var files = PathwayDocuments.Load(ShippedPathway.Workspace, ShippedPathway.Current).Value!.Documents.ToList();
        var pathway = files.Single(f => f.File.EndsWith("/pathway.json", StringComparison.Ordinal));
        var workflows = files.Where(f => f.Json.Value!.Root.ContainsKey("WorkflowName")).ToList();
        var schemas = files.Where(f => f.File.Contains("/facts/", StringComparison.Ordinal)).ToList();
        var suites = files.Where(f => f.File.StartsWith("seeds", StringComparison.Ordinal)).ToList();
        return [.. Enumerable.Range(0, suites.Count).Select(i =>
        {
            Document[] chosen = [pathway, workflows[i % workflows.Count], schemas[i % schemas.Count], suites[i]];
            var documents = DocumentSet.Of(Root, chosen.Select(d => SourceFile.Of(d.File, Excerpt(d, chosen), hasByteOrderMark: false)));
            return (documents, Find(documents, null).Compiled!);
        })];
    });

    [Fact]
    public void Stages_FilesWithChangedStructure_NeverFail() => Fuzz(MutatedFile.ChangeStructure, 12_000);

    [Fact]
    public void Stages_FilesWithChangedBytes_NeverFail() => Fuzz(MutatedFile.ChangeBytes, 8_000);

    [Fact]
    public void Recheck_FilesWithChangedStructure_FindsWhatACheckFromTheStartDoes() => Sample(
        MutatedFile.ChangeStructure,
        150,
        (part, documents, _) => Find(documents, part.Compiled).Diagnostics.ShouldBe(Find(documents, null).Diagnostics));

    [Fact]
    public void Save_FilesWithChangedBytes_WritesThatFileAndNoOther() => Sample(
        MutatedFile.ChangeBytes,
        150,
        (part, documents, _) =>
        {
            var root = Directory.CreateTempSubdirectory("rulewb-fuzz-").FullName;
            var onDisk = DocumentSet.Of(root, []);
            foreach (var document in part.Documents.Documents)
                onDisk = new AddFile(document.File, document.Text).Apply(onDisk).Value!.Documents;
            new DocumentWriter().Save(onDisk).ShouldBeEmpty();
            var loaded = DocumentSet.Load(root, part.Documents.Documents.Select(d => d.File)).Value!;
            var edits = documents.Changes.Select(c => new TextEdit(c.File, 0, c.Before!.Text.Length, c.After!.Text));

            new DocumentWriter().Save(new ReplaceText([.. edits]).Apply(loaded).Value!.Documents).ShouldBeEmpty();

            Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(f => (Path.GetRelativePath(root, f), File.ReadAllText(f))).Order()
                .ShouldBe(documents.Documents.Select(d => (d.File, d.Text)).Order());
            Directory.Delete(root, recursive: true);
        });

    /// <summary>A rename wants a sound pathway, and compiling takes too long for all.</summary>
    [Fact]
    public void Rename_FilesWithChangedStructure_NeverFails() => Gen.Int.Sample(
        seed =>
        {
            var random = new Random(seed);
            var (path, text) = PathwayFolder.Files.ElementAt(random.Next(PathwayFolder.Files.Count));
            var changed = SourceFile.Decode(MutatedFile.ChangeStructure(text, random), path).Value!;
            var documents = DocumentSet.Of("/workspace", [.. PathwayFolder.Files.Where(f => f.Key != path).Select(f => SourceFile.Of(f.Key, f.Value, hasByteOrderMark: false)), changed]);
            var (kind, name) = Names[random.Next(Names.Length)];

            var edited = new Rename("demo", kind, name, "renamedByTest").Apply(documents);

            Check(edited);
            edited.Value?.Inverse.Apply(edited.Value.Documents).Value!.Documents.Changes.ShouldBeEmpty();
        },
        iter: 300,
        threads: 1);

    private static readonly (NameKind Kind, string Name)[] Names =
    [
        (NameKind.Fact, "patient.age"), (NameKind.Fact, "patient.pain"), (NameKind.Policy, "limit"), (NameKind.Parameter, "half"), (NameKind.Rule, "R1"), (NameKind.Rule, "G1"),
        (NameKind.RuleName, "G1"), (NameKind.Workflow, "second"), (NameKind.Code, "TREAT"), (NameKind.Group, "choice"),
    ];

    private static void Fuzz(Func<string, Random, byte[]> change, int inputs) => Sample(
        change,
        inputs,
        (part, documents, random) =>
        {
            foreach (var (name, run) in Stages)
            {
                run(documents, part.Compiled, random);
                documents.Changes.Length.ShouldBeLessThanOrEqualTo(1, name);
            }
        });

    /// <summary>Runs inputs that are text; others are refused with a message. None takes as long as a person would notice.</summary>
    private static void Sample(
        Func<string, Random, byte[]> change, int inputs, Action<(DocumentSet Documents, CompiledPathway Compiled), DocumentSet, Random> run)
    {
        Gen.Int.Sample(
            seed =>
            {
                // A machine can be busy: a hang is there at every trial, and not in the same file as it was before.
                for (var trial = 1; Run(seed, change) is var taken && taken > Hang && taken > Run(seed, (text, _) => Encoding.UTF8.GetBytes(text)) * 20; trial++)
                    trial.ShouldBeLessThan(5, "this input hangs");
            },
            iter: inputs,
            threads: 1);

        TimeSpan Run(int seed, Func<string, Random, byte[]> change)
        {
            var random = new Random(seed);
            var part = Parts.Value[random.Next(Parts.Value.Length)];
            var started = Stopwatch.GetTimestamp();
            if (Mutated(part.Documents, change, random) is { } documents)
                run(part, documents, random);
            return Stopwatch.GetElapsedTime(started);
        }
    }

    private static DocumentSet? Mutated(DocumentSet part, Func<string, Random, byte[]> change, Random random)
    {
        var documents = part.Documents.ToList();
        var document = documents[random.Next(documents.Count)];
        var decoded = SourceFile.Decode(change(document.Text, random), document.File);
        if (decoded.Value is null)
            decoded.Diagnostics.ShouldHaveSingleItem().Place.File.ShouldBe(document.File);
        return decoded.Value is null ? null : new ReplaceText([new TextEdit(document.File, 0, document.Text.Length, decoded.Value.Text)]).Apply(part).Value!.Documents;
    }

    private static void CheckAndFix(DocumentSet documents, CompiledPathway earlier, Random random)
    {
        var found = Find(documents, earlier).Diagnostics;
        Check(found);
        var mend = Mend.Of(found);
        var edited = mend.Apply(documents).Value!;
        var files = mend.Fixes.SelectMany(f => f.Edits).Select(e => e.File).ToHashSet();
        edited.Documents.Documents.Zip(documents.Documents).Where(d => d.First.Text != d.Second.Text).Select(d => d.First.File).ShouldBeSubsetOf(files);
        edited.Inverse.Apply(edited.Documents).Value!.Documents.Documents.Select(d => d.Text).ShouldBe(documents.Documents.Select(d => d.Text));
    }

    private static CheckedPathway Find(DocumentSet documents, CompiledPathway? earlier)
    {
        var loaded = PathwayLoader.LoadWithFiles(ShippedPathway.Workspace.FolderOf(ShippedPathway.Current), Root, documents);
        (loaded.Pathway is not null || loaded.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error)).ShouldBeTrue();
        var suites = loaded.Pathway is null ? null : SuiteLoader.Load(ShippedPathway.Workspace.SuitesOf(ShippedPathway.Current), Root, loaded.Pathway, documents);
        return Checker.Recheck(new CheckSubject(loaded, suites, []), earlier, TimeProvider.System, TestContext.Current.CancellationToken);
    }

    private static void Format(DocumentSet documents, CompiledPathway earlier, Random random)
    {
        if (documents.Changes is not [{ After: { Json.Value: { } json } changed }])
            return;
        var formatted = JsonFormatter.Format(changed.Text);
        JsonFormatter.Format(formatted).ShouldBe(formatted);
        JToken.DeepEquals(JsonText.Sound(formatted).Root, json.Root).ShouldBeTrue();
    }

    private static void Edit(DocumentSet documents, CompiledPathway earlier, Random random)
    {
        if (documents.Changes is not [{ After: { } changed }])
            return;
        var pointers = changed.Json.Value?.Root.Descendants().Where(t => t is JValue).Take(50).Select(JsonPointer.Of).ToList() ?? ["/x"];
        var edited = new SetValue(changed.File, pointers.Count == 0 ? "" : pointers[random.Next(pointers.Count)], "{}").Apply(documents);
        Check(edited);
        if (edited.Value is { } result)
            result.Inverse.Apply(result.Documents).Value!.Documents.Find(changed.File)!.Text.ShouldBe(changed.Text);
    }

    private static void Check<T>(Loaded<T> loaded)
        where T : class => Check(loaded.Diagnostics);

    private static void Check(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            diagnostic.Message.ShouldNotBeNullOrWhiteSpace();
            diagnostic.Message.ShouldNotContain("   at ");
            diagnostic.Place.File.ShouldNotBeNullOrWhiteSpace();
        }
    }

    private static string Excerpt(Document document, Document[] chosen)
    {
        var root = (JObject)document.Json.Value!.Root.DeepClone();
        foreach (var name in (string[])["Rules", "cases"])
        {
            for (var list = root[name] as JArray; list?.Count > 3;)
                list[list.Count / 2].Remove();
        }

        foreach (var name in (string[])["policy", "recommendations", "sources"])
        {
            for (var owner = root[name] as JObject; owner?.Count > 4;)
                owner.Last!.Remove();
        }

        if (root["workflows"] is JArray workflows)
            workflows.ReplaceAll(chosen.Select(c => (string?)c.Json.Value!.Root["WorkflowName"]).OfType<string>());
        if (root["inputs"] is JObject inputs)
            inputs.ReplaceAll(inputs.Properties().Where(p => chosen.Any(c => c.File.EndsWith((string)p.Value!, StringComparison.Ordinal))).ToList());
        return JsonFormatter.Format(root.ToString());
    }
}
