using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Shouldly;

namespace RuleWorkbench.Cli;

/// <summary>A workspace in a temporary folder, for tests to break.</summary>
internal sealed class TemporaryWorkspace : IDisposable
{
    public const string ShippedPathway = "failed-nerve-block";
    public const string ShippedPathwayFile = "workflows/failed-nerve-block/pathway.json";

    public const string PathwayFile = "workflows/tiny/pathway.json";
    public const string SchemaFile = "workflows/tiny/facts/patient.schema.json";
    public const string EntryFile = "workflows/tiny/treat.json";
    public const string GuardFile = "workflows/tiny/guards.json";
    public const string ScriptFile = "scripts/Age.csx";
    public const string SuiteFile = "seeds/tiny/suites/small.json";

    private static readonly Dictionary<string, string> TinyFiles = new()
    {
        [PathwayFile] = """
            {
              "pathway": "tiny",
              "title": "A tiny pathway",
              "inputs": { "patient": "facts/patient.schema.json" },
              "clock": "now",
              "policy": { "limit": { "value": 5, "unit": "mg" } },
              "workflows": [ "treat", "follow", "guards" ],
              "entry": "treat",
              "always": [ "guards" ],
              "recommendations": { "TREAT": { "text": "Treat." }, "FOLLOW_UP": { "text": "See again." } }
            }
            """,
        [SchemaFile] = """
            {
              "type": "object",
              "properties": {
                "age": { "type": "integer", "minimum": 0, "maximum": 120, "unit": "a" },
                "name": { "type": "string" },
                "born": { "type": "string", "format": "date" },
                "allergic": { "type": "boolean" },
                "doses": { "type": "array", "items": { "type": "object", "properties": { "amount": { "type": "number", "unit": "mg" } } } }
              }
            }
            """,
        [EntryFile] = """
            {
              "WorkflowName": "treat",
              "Rules": [
                {
                  "RuleName": "Grown up",
                  "Expression": "patient.age >= 18",
                  "SuccessEvent": "TREAT",
                  "Actions": { "OnSuccess": { "Name": "OutputExpression", "Context": { "expression": "patient.age / 8.0" } } },
                  "Properties": { "id": "T1", "next": "follow" }
                },
                { "RuleName": "High dose", "Expression": "patient.doses.Any(it.amount > policy.limit)", "Properties": { "id": "T2" } }
              ]
            }
            """,
        ["workflows/tiny/follow.json"] = """
            {
              "WorkflowName": "follow",
              "Rules": [ { "RuleName": "Old", "Expression": "patient.age > 70", "SuccessEvent": "FOLLOW_UP", "Properties": { "id": "F1" } } ]
            }
            """,
        [GuardFile] = """
            {
              "WorkflowName": "guards",
              "Rules": [ { "RuleName": "Allergy", "Expression": "patient.allergic == true", "Properties": { "id": "G1", "veto": [ "TREAT" ] } } ]
            }
            """,
        [SuiteFile] = """
            {
              "suite": "small",
              "pathway": "tiny",
              "cases": [
                {
                  "id": "child",
                  "why": "A child is not treated.",
                  "tags": [ "young" ],
                  "facts": { "patient": { "age": 8, "allergic": false, "doses": [ { "amount": 1 }, { "amount": 2 } ] } },
                  "expect": { "rules": { "notMet": [ "T1", "T2" ] }, "recommendations": { "none": [ "TREAT" ] } }
                },
                {
                  "id": "adult",
                  "why": "An adult is treated.",
                  "tags": [ "grown" ],
                  "from": "child",
                  "facts": { "patient": { "age": 40 } },
                  "expect": { "rules": { "met": [ "T1" ] }, "figures": { "T1": 5 }, "walk": [ "treat", "follow" ] }
                },
                {
                  "id": "allergic",
                  "tags": [ "grown" ],
                  "from": "adult",
                  "facts": { "patient": { "allergic": true } },
                  "expect": { "recommendations": { "vetoed": [ "TREAT" ] } }
                }
              ]
            }
            """,
    };

    private readonly string temporary = Directory.CreateTempSubdirectory("rulewb-cli-").FullName;

    private TemporaryWorkspace(string name)
    {
        Root = Path.Combine(temporary, name);
        Directory.CreateDirectory(Root);
    }

    public string Root { get; }

    public string this[string relative] => Path.Combine(Root, relative);

    /// <summary>A folder with nothing in it.</summary>
    public static TemporaryWorkspace Empty() => new("empty");

    /// <summary>A copy of the repository's pathways and cases.</summary>
    public static TemporaryWorkspace Shipped()
    {
        var workspace = new TemporaryWorkspace("workspace");
        foreach (var part in (string[])["workflows", "scripts", "seeds"])
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Folder, part), "*", SearchOption.AllDirectories))
                workspace.Write(Path.GetRelativePath(RepositoryRoot.Folder, file), File.ReadAllBytes(file));
        }

        return workspace;
    }

    /// <summary>The files of another workspace, those of git included.</summary>
    public static TemporaryWorkspace Of(IReadOnlyDictionary<string, byte[]> files)
    {
        var workspace = new TemporaryWorkspace("workspace");
        foreach (var (path, bytes) in files)
            workspace.Write(path, bytes);
        return workspace;
    }

    /// <summary>All files with their bytes.</summary>
    public IReadOnlyDictionary<string, byte[]> Files() =>
        Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(Root, f), File.ReadAllBytes);

    /// <summary>One small pathway, `tiny`, with one suite of three cases that pass.</summary>
    public static TemporaryWorkspace Tiny(string name = "workspace")
    {
        var workspace = new TemporaryWorkspace(name);
        foreach (var (path, text) in TinyFiles)
            workspace.Write(path, text);
        return workspace;
    }

    /// <summary>The small pathway with one script library, `Age`, that its first rule calls.</summary>
    public static TemporaryWorkspace WithScript() => Tiny()
        .Write(ScriptFile, """
            /// <summary>Whether somebody is of age.</summary>
            /// <example>Age.IsAdult(18) = true</example>
            /// <example>Age.IsAdult(17) = false</example>
            bool? IsAdult(double? years) => years >= 18;
            """)
        .Replace(PathwayFile, "\"clock\": \"now\",", "\"clock\": \"now\", \"scripts\": [ \"Age\" ],")
        .Replace(EntryFile, "patient.age >= 18", "Age.IsAdult(patient.age) == true");

    public TemporaryWorkspace Write(string relative, string text) => Write(relative, new UTF8Encoding(false).GetBytes(text));

    public TemporaryWorkspace Write(string relative, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[relative])!);
        File.WriteAllBytes(this[relative], bytes);
        return this;
    }

    public string Read(string relative) => File.ReadAllText(this[relative]);

    public byte[] ReadBytes(string relative) => File.ReadAllBytes(this[relative]);

    /// <summary>Changes a text that stands once in a file.</summary>
    public TemporaryWorkspace Replace(string relative, string old, string now)
    {
        var text = Read(relative);
        text.Split(old).Length.ShouldBe(2, $"{relative} holds \"{old}\" not once");
        return Write(relative, text.Replace(old, now, StringComparison.Ordinal));
    }

    /// <summary>Changes a value of a pathway's policy.</summary>
    public TemporaryWorkspace SetPolicy(string pathwayFile, string name, JToken value)
    {
        using var reader = new JsonTextReader(new StringReader(Read(pathwayFile))) { DateParseHandling = DateParseHandling.None };
        var root = JObject.Load(reader);
        root["policy"]![name]!["value"] = value;
        return Write(pathwayFile, root.ToString());
    }

    /// <summary>Puts cases into the one suite instead of those that are there.</summary>
    public TemporaryWorkspace WriteCases(params string[] cases) =>
        Write(SuiteFile, $$"""{ "suite": "small", "pathway": "tiny", "cases": [ {{string.Join(", ", cases)}} ] }""");

    /// <summary>Runs rulewb in this workspace.</summary>
    public Task<RulewbResult> RunAsync(params string[] arguments) => Rulewb.RunAsync(Root, arguments);

    public void Dispose() => Directory.Delete(temporary, recursive: true);
}
