using System.Collections.Immutable;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Checking;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using Shouldly;

namespace RuleWorkbench.Cohorts.Making;

/// <summary>People of the demo pathway, made by a spec.</summary>
internal static class MadePeople
{
    /// <summary>What is said of recipes, given as members of <c>facts</c>.</summary>
    public static ImmutableArray<Diagnostic> Findings(string recipes)
    {
        using var workspace = new ExampleWorkspace();
        var (spec, maker) = Load(workspace, Spec(recipes));
        return maker is null ? spec.Diagnostics : spec.Diagnostics.AddRange(maker.Diagnostics);
    }

    /// <summary>The facts of the patient of each person.</summary>
    public static async Task<List<JObject>> MakeAsync(string recipes, int count, ulong seed = 1, double missing = 0)
    {
        using var workspace = new ExampleWorkspace();
        var (spec, maker) = Load(workspace, Spec(recipes, missing));
        spec.Diagnostics.Concat(maker!.Diagnostics).Where(d => d.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        return [.. Encoding.UTF8.GetString(await MakeAsync(maker.Value!, count, seed)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => (JObject)Parse(l)["facts"]!["patient"]!)];
    }

    public static async Task<byte[]> MakeAsync(CohortMaker maker, int count, ulong seed, int threads = 1)
    {
        using var output = new MemoryStream();
        await maker.WriteAsync(output, seed, count, threads, null, CancellationToken.None);
        return output.ToArray();
    }

    /// <summary>The maker of the shipped spec.</summary>
    public static (CohortMaker Maker, Pathway Pathway) Shipped()
    {
        var pathway = PathwayLoader.Load(Repository.PathOf("workflows/failed-nerve-block"), Repository.Root).Value!;
        var spec = CohortSpecReader.Read(Repository.PathOf("seeds/failed-nerve-block/cohorts/pain-clinic.json"), "pain-clinic.json", pathway);
        spec.Diagnostics.ShouldBeEmpty();
        var maker = CohortMaker.Create(CompiledPathway.Compile(pathway, [], CancellationToken.None), spec.Value!);
        maker.Diagnostics.ShouldBeEmpty();
        return (maker.Value!, pathway);
    }

    public static JObject Parse(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None };
        return JObject.Load(reader);
    }

    private static string Spec(string recipes, double missing = 0) =>
        $$"""{ "cohort": "small", "pathway": "demo", "clock": "2026-03-02", "missing": {{missing.ToString(System.Globalization.CultureInfo.InvariantCulture)}}, "facts": { {{recipes}} } }""";

    private static (Loaded<CohortSpec> Spec, Loaded<CohortMaker>? Maker) Load(ExampleWorkspace workspace, string text)
    {
        workspace.Write(ExampleWorkspace.SpecFile, text);
        var pathway = PathwayLoader.Load(Path.Combine(workspace.Root, "workflows", "demo"), workspace.Root).Value!;
        var spec = CohortSpecReader.Read(Path.Combine(workspace.Root, ExampleWorkspace.SpecFile), ExampleWorkspace.SpecFile, pathway);
        return (spec, spec.Value is null ? null : CohortMaker.Create(CompiledPathway.Compile(pathway, [], CancellationToken.None), spec.Value));
    }
}
