using System.Runtime.Loader;
using System.Text.Json;
using RulesEngine.Models;
using RuleWorkbench.Compilation;
using RuleWorkbench.Model;
using RuleWorkbench.Shipped;
using Shouldly;
using Xunit;
using Case = RuleWorkbench.Model.Case;

namespace RuleWorkbench.Reporting;

/// <summary>An export, loaded as anybody would who has nothing but RulesEngine and .NET.</summary>
public sealed class PathwayExportTests
{
    [Fact]
    public async Task Make_ShippedPathway_SaysTheSameInAPlainEngine()
    {
        var shipped = ShippedPathway.Of(ShippedPathway.Current);
        var files = PathwayExport.Make(shipped.Pathway, shipped.Folder, TestContext.Current.CancellationToken).Value!.ToDictionary(f => f.Name, f => f.Content.ToArray());
        var context = new AssemblyLoadContext("export", isCollectible: true);
        var types = context.LoadFromStream(new MemoryStream(files[shipped.Pathway.Name + ".dll"])).GetExportedTypes().Where(t => !t.IsNested).ToArray();
        var workflows = files.Where(f => f.Key.StartsWith("workflows/", StringComparison.Ordinal)).Select(f => System.Text.Encoding.UTF8.GetString(f.Value)).ToArray();
        var plain = new RulesEngine.RulesEngine(workflows, new ReSettings { CustomTypes = types });
        var differences = new List<string>();

        // Every tenth case will do: that all cases agree with a plain engine is tested elsewhere.
        foreach (var source in ShippedPathway.Cases.Where((_, i) => i % 10 == 0))
        {
            var inputs = shipped.Pathway.AllInputs.Select(i => new RuleParameter(i.Name, Read(i, source, files["policy.json"], types))).ToArray();
            var bound = BoundCase.Bind(shipped.Compiled.Facts, shipped.Pathway, source);
            foreach (var workflow in shipped.Pathway.Workflows)
            {
                var theirs = await plain.ExecuteAllRulesAsync(workflow.Name, inputs, TestContext.Current.CancellationToken);
                var ours = await shipped.Engine.EvaluateAsync(workflow.Name, bound, TestContext.Current.CancellationToken);
                differences.AddRange(theirs.Zip(ours.Rules)
                    .Where(r => r.First.IsSuccess != (r.Second.Verdict == Verdict.Met))
                    .Select(r => $"{source.FullId} {r.Second.Rule.Id}"));
            }
        }

        differences.ShouldBeEmpty();
    }

    [Fact]
    public void Make_WorkflowWithoutScriptActions_IsTheFileByteForByte()
    {
        var shipped = ShippedPathway.Of(ShippedPathway.Current);

        var files = PathwayExport.Make(shipped.Pathway, shipped.Folder, TestContext.Current.CancellationToken).Value!;

        foreach (var workflow in shipped.Pathway.Workflows)
            files.Single(f => f.Name == $"workflows/{workflow.Name}.json").Content.ShouldBe(File.ReadAllBytes(Path.Combine(shipped.Folder, workflow.Name + ".json")));
    }

    private static object Read(Input input, Case source, byte[] policy, Type[] types)
    {
        var type = types.Single(t => t.Name == "Facts_" + input.Name);
        var json = input.Name == Pathway.PolicyInput ? Merge(policy, source)
            : source.Facts[input.Name]?.ToString() ?? (source.Clock is { } date ? $$"""{ "date": "{{date:yyyy-MM-dd}}" }""" : "{}");
        return JsonSerializer.Deserialize(json, type)!;
    }

    private static string Merge(byte[] policy, Case source)
    {
        var values = Newtonsoft.Json.Linq.JObject.Parse(System.Text.Encoding.UTF8.GetString(policy));
        values.Merge(source.Policy, new() { MergeNullValueHandling = Newtonsoft.Json.Linq.MergeNullValueHandling.Merge, MergeArrayHandling = Newtonsoft.Json.Linq.MergeArrayHandling.Replace });
        return values.ToString();
    }
}
