using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Cohorts.Making;
using RuleWorkbench.Compilation;
using RuleWorkbench.Editing;
using RuleWorkbench.Loading;
using RuleWorkbench.Merging;
using RuleWorkbench.Model;
using RuleWorkbench.Releases;
using RuleWorkbench.Simulation;
using RuleWorkbench.Versions;

namespace RuleWorkbench.Checking;

/// <summary>A small pathway in which no check finds anything, in a temporary folder, for examples to be put in.</summary>
internal sealed class ExampleWorkspace : IDisposable
{
    public const string PathwayFile = "workflows/demo/pathway.json";
    public const string SchemaFile = "workflows/demo/facts/patient.schema.json";
    public const string RulesFile = "workflows/demo/first.json";
    public const string GuardsFile = "workflows/demo/guards.json";
    public const string SuiteFile = "seeds/demo/suites/small.json";
    public const string SpecFile = "seeds/demo/cohorts/small.json";

    public static readonly DateTimeOffset Today = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, string> Files = new()
    {
        [PathwayFile] = """
            {
              "pathway": "demo",
              "title": "Demo",
              "reviewBy": "2027-05-01",
              "inputs": { "patient": "facts/patient.schema.json" },
              "clock": "now",
              "policy": { "limit": { "value": 5, "unit": "mg", "source": "S1" } },
              "workflows": [ "first", "guards" ],
              "entry": "first",
              "always": [ "guards" ],
              "recommendations": { "TREAT": { "text": "Treat." } },
              "sources": { "S1": { "title": "A book" } }
            }
            """,
        [SchemaFile] = """
            {
              "type": "object",
              "properties": {
                "age": { "type": "integer", "minimum": 0, "maximum": 120, "unit": "a" },
                "weight": { "type": "number", "minimum": 1, "maximum": 400, "unit": "kg" },
                "potassium": { "type": "number", "minimum": 1, "maximum": 10, "unit": "mmol/L" },
                "dose": { "type": "number", "minimum": 0, "maximum": 1000, "unit": "mg" },
                "grade": { "type": "number", "enum": [ 0.5, 1, 2 ] },
                "sex": { "type": "string", "enum": [ "female", "male" ] },
                "name": { "type": "string" },
                "born": { "type": "string", "format": "date" },
                "smoker": { "type": "boolean" },
                "pregnant": { "type": "boolean" },
                "allergies": { "type": "array", "items": { "type": "string", "enum": [ "latex", "contrast" ] } },
                "drugs": { "type": "array", "items": { "type": "object", "properties": { "name": { "type": "string" }, "dose": { "type": "number", "minimum": 0, "maximum": 500, "unit": "mg" } } } }
              }
            }
            """,
        [RulesFile] = """
            {
              "WorkflowName": "first",
              "Rules": [
                { "RuleName": "High dose", "Expression": "patient.dose > policy.limit", "SuccessEvent": "TREAT", "Properties": { "id": "R1", "evidence": [ "S1" ] } }
              ]
            }
            """,
        [GuardsFile] = """
            {
              "WorkflowName": "guards",
              "Rules": [
                { "RuleName": "Child", "Expression": "patient.age < 18", "Properties": { "id": "G1", "veto": [ "TREAT" ], "evidence": [ "S1" ] } }
              ]
            }
            """,
        [SuiteFile] = """
            {
              "suite": "small",
              "pathway": "demo",
              "clock": "2026-03-02",
              "cases": [
                { "id": "high-dose", "facts": { "patient": { "dose": 50, "age": 40 } }, "expect": { "rules": { "met": [ "R1" ], "notMet": [ "G1" ] } } }
              ]
            }
            """,
    };

    /// <summary>Why edits were not made.</summary>
    private readonly List<Diagnostic> refused = [];

    public ExampleWorkspace()
    {
        Root = Directory.CreateTempSubdirectory("rulewb-check-").FullName;
        foreach (var (path, text) in Files)
            Write(path, text);
    }

    public string Root { get; }

    /// <summary>With one more rule at the top.</summary>
    public static ExampleWorkspace WithRule(string json) => new ExampleWorkspace().Put("json rule", json);

    /// <summary>With a rule <c>X1</c> of that expression, as JSON writes it.</summary>
    public static ExampleWorkspace WithExpression(string expression) =>
        WithRule($$"""{ "RuleName": "Example", "Expression": {{JsonConvert.ToString(expression)}}, "Properties": { "id": "X1" } }""");

    /// <summary>Puts an example of the docs in its place.</summary>
    /// <param name="kind">What the fence of the example says behind its backticks.</param>
    public ExampleWorkspace Put(string kind, string text)
    {
        var words = kind.Split(' ');
        switch (words[1])
        {
            case "rule":
                return Edit(RulesFile, root => ((JArray)root["Rules"]!).Add(Parse(text)));
            case "guard":
                return Edit(GuardsFile, root => ((JArray)root["Rules"]!).Add(Parse(text)));
            case "case":
                return Edit(SuiteFile, root => ((JArray)root["cases"]!).Add(Parse(text)));
            case "pathway":
                return Edit(PathwayFile, root => root.Merge(Parse(text), Merging));
            case "facts":
                return Edit(SchemaFile, root => Replace((JObject)root["properties"]!, Parse(text)));
            case "workflow":
                return Write($"workflows/demo/{(string)Parse(text)["WorkflowName"]!}.json", text);
            case "file":
                return Write(words[2], text);
            case "folder":
                Directory.CreateDirectory(Path.Combine(Root, words[2]));
                return this;
            case "meanwhile":
                var early = Load(words[2]);
                return Touch(words[2]).Save(new AddMember(words[2], "", "owner", "\"Us\"").Apply(early));
            case "afterwards":
                return Touch(words[2]).Save(new AddMember(words[2], "", "owner", "\"Us\"").Apply(Load(words[2])));
            case "edit":
                var (pointer, value) = (text.Split(" = ")[0], text.Split(" = ")[1]);
                return Save(new SetValue(words[2], pointer, value).Apply(Load(words[2])));
            case "rename":
                var rename = text.Split(' ')[2..];
                return Save(new Rename("demo", Enum.Parse<NameKind>(rename[0], ignoreCase: true), rename[1], rename[2]).Apply(PathwayDocuments.Load(new Workspace(Root), "demo").Value!));
            case "git":
                foreach (var line in text.Split('\n'))
                    Git(line.Split(' ')[1..]);
                return this;
            case "lost":
                // What a damaged disk, or a fetch that was broken off, leaves out.
                var lost = Git(["rev-parse", text]).Trim();
                File.Delete(Path.Combine(Root, ".git", "objects", lost[..2], lost[2..]));
                return this;
            case "version":
                using (var finder = new VersionFinder(new Workspace(Root), Root))
                {
                    var version = finder.Find(text.Split(' ')[^1]);
                    version.Value?.Dispose();
                    refused.AddRange(version.Diagnostics);
                }

                return this;
            case "release":
                return Release(text.Split(' ')[^1]);
            case "verify":
                refused.AddRange(Verifier.Verify(new Workspace(Root), text.Split(' ')[^1], CancellationToken.None).Findings);
                return this;
            case "approve":
                var meaning = Verifier.Meaning(new Workspace(Root), "demo", CancellationToken.None).Meaning!;
                var signed = Signing.Add(new Workspace(Root), "demo", new SignOff(text.Split(' ')[^1], SignOffDecision.Approved, meaning, Today, null, new SourcePlace("")));
                refused.AddRange(new DocumentWriter().Save(signed.Value!));
                return this;
            case "merge":
                var sides = text.Split(' ')[^3..];
                var merged = FileMerger.Merge(Root, sides[1], Path.Combine(Root, sides[0]), Path.Combine(Root, sides[2]), sides[1]);
                refused.AddRange(merged.Errors.Concat(merged.Conflicts));
                return this;
            case "size":
                using (var file = File.OpenWrite(Path.Combine(Root, words[2])))
                    file.SetLength(long.Parse(text, CultureInfo.InvariantCulture));
                return this;
            default:
                throw new ArgumentException($"An example cannot be `{kind}`.", nameof(kind));
        }
    }

    public ExampleWorkspace Write(string relative, string text)
    {
        var path = Path.Combine(Root, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    public string Read(string relative) => File.ReadAllText(Path.Combine(Root, relative));

    public ImmutableArray<Diagnostic> Check()
    {
        var interrupted = DocumentWriter.Recover(Root);
        var loaded = PathwayLoader.LoadWithFiles(Path.Combine(Root, "workflows", "demo"), Root, FilesOnDisk.Instance);
        var suites = loaded.Pathway is null ? null : SuiteLoader.Load(Path.Combine(Root, "seeds", "demo", "suites"), Root, loaded.Pathway);
        ImmutableArray<Diagnostic> found = [.. interrupted, .. refused, .. Checker.Check(new CheckSubject(loaded, suites, []), new FixedClock(), CancellationToken.None)];
        return loaded.Pathway is null || !File.Exists(Path.Combine(Root, SpecFile)) ? found : found.AddRange(CheckSpec(loaded.Pathway));
    }

    /// <summary>What is said of the spec of a cohort before people are made.</summary>
    private ImmutableArray<Diagnostic> CheckSpec(Pathway pathway)
    {
        var spec = CohortSpecReader.Read(Path.Combine(Root, SpecFile), SpecFile, pathway);
        return spec.Value is null ? spec.Diagnostics : spec.Diagnostics.AddRange(CohortMaker.Create(CompiledPathway.Compile(pathway, [], CancellationToken.None), spec.Value).Diagnostics);
    }

    /// <summary>Makes every fix that the findings offer.</summary>
    public ExampleWorkspace Mend(IEnumerable<Diagnostic> found)
    {
        var mend = Editing.Mend.Of(found);
        return Save(mend.Apply(Load([.. mend.Fixes.SelectMany(f => f.Edits).Select(e => e.File).Distinct()])));
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static readonly JsonMergeSettings Merging = new() { MergeArrayHandling = MergeArrayHandling.Replace, MergeNullValueHandling = MergeNullValueHandling.Merge };

    private ExampleWorkspace Release(string version)
    {
        var workspace = new Workspace(Root);
        var loaded = PathwayLoader.LoadWithFiles(workspace.FolderOf("demo"), Root, FilesOnDisk.Instance);
        var compiled = CompiledPathway.Compile(loaded.Pathway!, [], CancellationToken.None);
        var suites = SuiteLoader.Load(workspace.SuitesOf("demo"), Root, loaded.Pathway!).Value!;
        var run = new SuiteRunner(new ReferenceEngine(compiled)).RunAsync([.. suites.Cases], null, CancellationToken.None).GetAwaiter().GetResult();
        var frozen = new Release("demo", version, "Somebody", Today).Freeze(workspace, loaded, compiled, suites, run, 0, SignOffList.Empty, CancellationToken.None);
        refused.AddRange(frozen.Value is null ? frozen.Diagnostics : new DocumentWriter().Save(frozen.Value));
        return this;
    }

    private DocumentSet Load(params string[] files) => DocumentSet.Load(Root, files).Value!;

    /// <summary>What another program does to a file.</summary>
    private ExampleWorkspace Touch(string relative) => Write(relative, Read(relative) + "\n");

    private ExampleWorkspace Save(Loaded<Edited> edited)
    {
        refused.AddRange(edited.Value is null ? edited.Diagnostics : new DocumentWriter().Save(edited.Value.Documents));
        return this;
    }

    private string Git(string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-c", "user.name=Example", "-c", "user.email=example@example.org", "-c", "init.defaultBranch=main", .. arguments]) { WorkingDirectory = Root, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    private ExampleWorkspace Edit(string relative, Action<JObject> edit)
    {
        var root = Parse(Read(relative));
        edit(root);
        return Write(relative, root.ToString());
    }

    private static void Replace(JObject facts, JObject others)
    {
        foreach (var fact in others.Properties())
            facts[fact.Name] = fact.Value;
    }

    private static JObject Parse(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
        return JObject.Load(reader);
    }

    public sealed class FixedClock : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => Today;
    }
}
