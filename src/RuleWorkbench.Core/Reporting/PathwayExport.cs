using System.Collections.Immutable;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Model;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Reporting;

/// <summary>A file of an export.</summary>
/// <param name="Name">Relative to the folder of the export.</param>
public sealed record ExportedFile(string Name, ImmutableArray<byte> Content);

/// <summary>A pathway for a plain RulesEngine: its workflows, and one assembly with the functions of its scripts and
/// classes for its inputs.</summary>
public static class PathwayExport
{
    /// <param name="folder">The folder of the pathway.</param>
    /// <exception cref="IOException">A workflow cannot be read any more.</exception>
    public static Loaded<IReadOnlyList<ExportedFile>> Make(Pathway pathway, string folder, CancellationToken cancellation)
    {
        var compiled = ScriptLibraries.CompileForExport(pathway, pathway.Name, cancellation);
        if (compiled.Value is not { } image)
            return new(null, compiled.Diagnostics);
        var files = new List<ExportedFile>();
        foreach (var workflow in pathway.Workflows)
            files.Add(new ExportedFile($"workflows/{workflow.Name}.json", [.. Plain(workflow, File.ReadAllBytes(Path.Combine(folder, workflow.Name + ".json")))]));
        files.Add(new ExportedFile($"{pathway.Name}.dll", image.Assembly));
        files.Add(new ExportedFile("policy.json", [.. Encoding.UTF8.GetBytes(Policy(pathway))]));
        files.Add(new ExportedFile("README.md", [.. Encoding.UTF8.GetBytes(Guide(pathway))]));
        return new(files, compiled.Diagnostics);
    }

    /// <summary>A workflow's file as it stands; where it calls functions by the action <c>Script</c>, which RulesEngine does
    /// not have, the calls are written out as <c>OutputExpression</c>.</summary>
    private static byte[] Plain(Workflow workflow, byte[] file)
    {
        static bool HasCall(Rule rule) => rule.OnSuccess?.Name == RuleAction.Script || rule.OnFailure?.Name == RuleAction.Script || rule.Rules.Any(HasCall);
        if (!workflow.Rules.Any(HasCall))
            return file;
        using var reader = new JsonTextReader(new StreamReader(new MemoryStream(file))) { DateParseHandling = DateParseHandling.None };
        var root = JObject.Load(reader);
        WriteCalls(workflow.Rules, (JArray)root["Rules"]!);
        return Encoding.UTF8.GetBytes(root.ToString(Formatting.Indented) + "\n");
    }

    private static void WriteCalls(ImmutableArray<Rule> rules, JArray nodes)
    {
        foreach (var (rule, node) in rules.Zip(nodes))
        {
            foreach (var (action, member) in new[] { (rule.OnSuccess, "OnSuccess"), (rule.OnFailure, "OnFailure") })
            {
                if (action is { Name: RuleAction.Script, Expression: { } call })
                    node["Actions"]![member] = new JObject { ["Name"] = RuleAction.OutputExpression, ["Context"] = new JObject { ["expression"] = call.Text } };
            }

            if (!rule.Rules.IsEmpty)
                WriteCalls(rule.Rules, (JArray)node["Rules"]!);
        }
    }

    private static string Policy(Pathway pathway) =>
        new JObject(pathway.Policy.Select(p => new JProperty(p.Name, JToken.FromObject(p.Value)))).ToString(Formatting.Indented) + "\n";

    private static string Guide(Pathway pathway)
    {
        var inputs = pathway.AllInputs;
        var names = FactTypeNames.Of(inputs);
        var text = new StringBuilder();
        text.Append("# ").Append(pathway.Title ?? pathway.Name).Append(' ').Append(pathway.Version).Append("\n\n");
        if (pathway.Disclaimer is { } disclaimer)
            text.Append(disclaimer).Append("\n\n");
        text.Append("For RulesEngine 6.0.1 on .NET 10. `").Append(pathway.Name).Append(".dll` holds the functions that expressions call and a class for each input:\n\n");
        foreach (var input in inputs)
            text.Append("- `").Append(input.Name).Append("`: `").Append(names[input.Facts]).Append("`\n");
        text.Append($$"""

            ```csharp
            var types = Assembly.LoadFrom("{{pathway.Name}}.dll").GetExportedTypes();
            var engine = new RulesEngine.RulesEngine(
                Directory.GetFiles("workflows").Select(File.ReadAllText).ToArray(),
                new ReSettings { CustomTypes = types });
            ```

            Give every input, by its name, as an object of its class (`System.Text.Json` reads one); `policy.json` holds the policy
            values. A fact that is missing is null: RulesEngine alone does not tell *not met* from *a fact is missing*.

            """);
        return text.ToString();
    }
}
