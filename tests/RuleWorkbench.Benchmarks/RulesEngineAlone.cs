using Newtonsoft.Json.Linq;
using RulesEngine.Models;
using RuleWorkbench.Compilation;
using RuleWorkbench.Loading;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Benchmarks;

/// <summary>The floor of a cold start: RulesEngine alone loads the workflows of the shipped pathway and runs one case
/// without facts. No suites, no determinedness, no reports.</summary>
internal static class RulesEngineAlone
{
    public static async Task<int> RunAsync(string root)
    {
        var workspace = new Workspace(root);
        var folder = workspace.FolderOf(ShippedPathway.Name);
        var pathway = ShippedPathway.Load(workspace);
        var scripts = new ScriptsInProcess(DiskCache.OfUser()).Open(pathway, CancellationToken.None);
        var types = FactTypes.Create(pathway, scripts.FactClasses);
        var facts = BoundCase.Bind(types, pathway, new JObject(), new JObject(), null);
        var inputs = types.Inputs.Select((input, i) => new RuleParameter(input.Name, facts.Values[i])).ToArray();
        var files = pathway.Workflows.Select(w => File.ReadAllText(Path.Combine(folder, w.Name + ".json"))).ToArray();
        var engine = new RulesEngine.RulesEngine(files, new ReSettings { CustomTypes = [.. types.AllTypes, .. scripts.Classes] });
        var rules = 0;
        foreach (var workflow in pathway.Workflows)
            rules += (await engine.ExecuteAllRulesAsync(workflow.Name, inputs)).Count;
        return rules > 0 ? 0 : 1;
    }
}
