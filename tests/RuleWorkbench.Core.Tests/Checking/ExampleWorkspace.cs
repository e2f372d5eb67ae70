using System.Collections.Immutable;
using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Cohorts.Making;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

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
        var loaded = PathwayLoader.LoadWithFiles(Path.Combine(Root, "workflows", "demo"), Root);
        var suites = loaded.Pathway is null ? null : SuiteLoader.Load(Path.Combine(Root, "seeds", "demo", "suites"), Root, loaded.Pathway);
        var found = Checker.Check(new CheckSubject(loaded, suites, []), new FixedClock(), CancellationToken.None);
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
        foreach (var file in TextEdits.Compatible(found.Select(d => d.Repair).OfType<Fix>()).SelectMany(f => f.Edits).GroupBy(e => e.File))
            Write(file.Key, TextEdits.Apply(Read(file.Key), file));
        return this;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static readonly JsonMergeSettings Merging = new() { MergeArrayHandling = MergeArrayHandling.Replace, MergeNullValueHandling = MergeNullValueHandling.Merge };

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

    private sealed class FixedClock : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => Today;
    }
}
