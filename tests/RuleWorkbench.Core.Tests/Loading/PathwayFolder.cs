using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;

namespace RuleWorkbench.Loading;

/// <summary>A workspace in a temporary folder with one small, sound pathway `demo` and one suite, for tests to break.</summary>
internal sealed class PathwayFolder : IDisposable
{
    public const string PathwayFile = "workflows/demo/pathway.json";
    public const string SchemaFile = "workflows/demo/facts/patient.schema.json";
    public const string FirstFile = "workflows/demo/first.json";
    public const string SecondFile = "workflows/demo/second.json";
    public const string SuiteFile = "seeds/demo/suites/small.json";

    public static readonly IReadOnlyDictionary<string, string> Files = new Dictionary<string, string>
    {
        [PathwayFile] = """
            {
              "pathway": "demo",
              "title": "Demo",
              "reviewBy": "2027-05-01",
              "inputs": { "patient": "facts/patient.schema.json" },
              "clock": "now",
              "policy": { "limit": { "value": 5, "unit": "mg", "source": "S1" }, "drugs": { "value": [ "a", "b" ] } },
              "workflows": [ "first", "second" ],
              "entry": "first",
              "always": [ "second" ],
              "groups": { "choice": "first" },
              "recommendations": { "TREAT": { "text": "Treat.", "category": "care" } },
              "sources": { "S1": { "title": "A book", "citation": "Page 1" } },
              "checks": { "RW070": "information" },
              "suppressions": [ { "check": "RW062", "at": "G1", "reason": "Everybody knows." } ]
            }
            """,
        [SchemaFile] = """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "additionalProperties": false,
              "$defs": { "dose": { "type": "number", "minimum": 0, "unit": "mg" } },
              "properties": {
                "age": { "type": "integer", "minimum": 0, "maximum": 120, "unit": "a" },
                "sex": { "type": "string", "enum": [ "female", "male" ] },
                "born": { "type": "string", "format": "date" },
                "smoker": { "type": "boolean" },
                "dose": { "$ref": "#/$defs/dose" },
                "drugs": { "type": "array", "items": { "type": "string" }, "maxItems": 3 },
                "pain": { "type": "object", "properties": { "now": { "type": "number" }, "before": { "type": "number" } } }
              }
            }
            """,
        [FirstFile] = """
            {
              "WorkflowName": "first",
              "GlobalParams": [ { "Name": "half", "Expression": "policy.limit / 2" } ],
              "Rules": [
                {
                  "RuleName": "Old",
                  "Expression": "patient.age > 70",
                  "SuccessEvent": "TREAT",
                  "Actions": { "OnSuccess": { "Name": "OutputExpression", "Context": { "expression": "half" } } },
                  "Properties": { "id": "R1", "next": "second", "group": "choice", "evidence": [ "S1" ] }
                },
                {
                  "RuleName": "Both",
                  "Operator": "And",
                  "Rules": [
                    { "RuleName": "Smoker", "Expression": "patient.smoker == true" },
                    { "RuleName": "Pain", "Expression": "patient.pain.now > patient.pain.before" }
                  ]
                }
              ]
            }
            """,
        [SecondFile] = """
            {
              "WorkflowName": "second",
              "Rules": [ { "RuleName": "Guard", "Expression": "patient.age < 18", "Properties": { "id": "G1", "veto": [ "TREAT" ] } } ]
            }
            """,
        [SuiteFile] = """
            {
              "suite": "small",
              "pathway": "demo",
              "clock": "2026-03-02",
              "cases": [
                {
                  "id": "old",
                  "facts": { "patient": { "age": 80, "born": "1946-01-01", "drugs": [ "x", "y" ], "pain": { "now": 1, "before": 2 } } },
                  "expect": {
                    "rules": { "met": [ "R1" ], "notMet": [ "Both", "G1" ] },
                    "recommendations": { "recommended": [ "TREAT" ], "exact": true },
                    "vetoes": { },
                    "walk": [ "first", "second" ],
                    "figures": { "R1": { "value": 2.5, "tolerance": 0.1 } },
                    "errors": [ ]
                  }
                },
                {
                  "id": "young",
                  "from": "old",
                  "clock": "2026-06-01",
                  "facts": { "patient": { "age": 8 } },
                  "policy": { "limit": 4 },
                  "expect": { "rules": { "met": [ "G1" ] } }
                }
              ]
            }
            """,
    };

    public PathwayFolder(string name = "workbench")
    {
        Root = Path.Combine(Directory.CreateTempSubdirectory("rulewb-").FullName, name);
        foreach (var (path, text) in Files)
            Write(path, text);
    }

    public string Root { get; }

    public string Folder => Path.Combine(Root, "workflows", "demo");

    public string this[string relative] => Path.Combine(Root, relative);

    public PathwayFolder Write(string relative, string text) => Write(relative, new UTF8Encoding(false).GetBytes(text));

    public PathwayFolder Write(string relative, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[relative])!);
        File.WriteAllBytes(this[relative], bytes);
        return this;
    }

    /// <summary>Changes one of the files that were there from the beginning.</summary>
    public PathwayFolder Edit(string relative, Action<JObject> edit)
    {
        // Newtonsoft takes dates for dates unless it is told not to.
        using var text = new StringReader(File.ReadAllText(this[relative]));
        using var reader = new JsonTextReader(text) { DateParseHandling = DateParseHandling.None };
        var root = JObject.Load(reader);
        edit(root);
        return Write(relative, root.ToString());
    }

    public Loaded<Pathway> Load() => PathwayLoader.Load(Folder, Root);

    /// <summary>The suites, read for the pathway as it stands now; it must be sound.</summary>
    public Loaded<ImmutableSuites> LoadSuites() => SuiteLoader.Load(Path.Combine(Root, "seeds", "demo", "suites"), Root, Load().Value!);

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(Root)!, recursive: true);
}
