using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Newtonsoft.Json.Linq;
using RulesEngine.Models;
using RuleWorkbench.Checking;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;

namespace RuleWorkbench.Benchmarks;

/// <summary>What `rulewb check` costs on a pathway of 1,000 rules in 40 workflows, files and all, beside what RulesEngine
/// alone needs to load and compile the same files.</summary>
[MemoryDiagnoser]
public class CheckBenchmark
{
    private const int Workflows = 40;
    private const int RulesEach = 25;

    private string root = "";
    private string folder = "";
    private RuleParameter[] parameters = [];
    private Type[] types = [];

    [GlobalSetup]
    public void Setup()
    {
        root = Directory.CreateTempSubdirectory("rulewb-check").FullName;
        folder = Path.Combine(root, "workflows", "large");
        Directory.CreateDirectory(Path.Combine(folder, "facts"));
        File.WriteAllText(Path.Combine(folder, "facts", "patient.schema.json"), Schema());
        File.WriteAllText(Path.Combine(folder, "pathway.json"), Pathway());
        for (var i = 0; i < Workflows; i++)
            File.WriteAllText(Path.Combine(folder, $"w{i}.json"), Workflow(i));
        var pathway = PathwayLoader.Load(folder, root).Value!;
        var facts = FactTypes.Create(pathway);
        var bound = BoundCase.Bind(facts, pathway, new JObject(), new JObject(), null);
        parameters = [.. facts.Inputs.Select((input, i) => new RuleParameter(input.Name, bound.Values[i]))];
        types = [.. facts.AllTypes];
        if (Check() > 0)
            throw new InvalidOperationException("The pathway that is measured is not clean.");
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(root, recursive: true);

    [Benchmark(Baseline = true)]
    public async Task<int> RulesEngineLoadsAndCompiles()
    {
        var files = Enumerable.Range(0, Workflows).Select(i => File.ReadAllText(Path.Combine(folder, $"w{i}.json"))).ToArray();
        var engine = new RulesEngine.RulesEngine(files, new ReSettings { CustomTypes = types });
        var rules = 0;
        for (var i = 0; i < Workflows; i++)
            rules += (await engine.ExecuteAllRulesAsync($"w{i}", parameters)).Count;
        return rules;
    }

    [Benchmark]
    public int Check() =>
        Checker.Check(new CheckSubject(PathwayLoader.LoadWithFiles(folder, root), null, []), TimeProvider.System, CancellationToken.None).Length;

    private static string Schema()
    {
        var facts = Enumerable.Range(0, 40).Select(i => $$"""
            "n{{i}}": { "type": "number", "minimum": 0, "maximum": 1000, "unit": "mg" }, "f{{i}}": { "type": "boolean" }, "t{{i}}": { "type": "string", "enum": [ "a", "b", "c" ] }
            """);
        return $$"""{ "type": "object", "properties": { {{string.Join(", ", facts)}} } }""";
    }

    private static string Pathway()
    {
        var names = string.Join(", ", Enumerable.Range(0, Workflows).Select(i => $"\"w{i}\""));
        return $$"""{ "pathway": "large", "inputs": { "patient": "facts/patient.schema.json" }, "policy": { "limit": { "value": 5, "unit": "mg" } }, "workflows": [ {{names}} ], "entry": "w0", "always": [ {{names}} ] }""";
    }

    private static string Workflow(int number)
    {
        var text = new StringBuilder($$"""{ "WorkflowName": "w{{number}}", "Rules": [ """);
        for (var i = 0; i < RulesEach; i++)
        {
            var (a, b, c) = ((number + i) % 40, (number * 7 + i) % 40, i * 3 % 40);
            text.Append(i == 0 ? "\n" : ",\n").Append(CultureInfo.InvariantCulture, $$"""
                { "RuleName": "r{{number}}_{{i}}", "Expression": "patient.n{{a}} > {{i}} && patient.n{{b}} < policy.limit && (patient.f{{c}} == true || patient.t{{a}} == \"b\")", "Properties": { "id": "R{{number}}-{{i}}" } }
                """);
        }

        return text.Append(" ] }").ToString();
    }
}
