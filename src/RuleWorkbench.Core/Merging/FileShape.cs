using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Merging;

/// <summary>What a loader says of one file by itself.</summary>
internal static class FileShape
{
    /// <summary>The messages of the errors, without places: those differ between the sides of a merge.</summary>
    public static ImmutableHashSet<string> Errors(SourceFile source)
    {
        if (JsonFile.Parse(source) is not { Value: { } file } parsed)
            return [.. JsonFile.Parse(source).Diagnostics.Select(d => d.Message)];
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        diagnostics.AddRange(parsed.Diagnostics);
        if (file.Root.ContainsKey("WorkflowName"))
            new WorkflowReader(file, diagnostics).Read();
        else if (file.Root.ContainsKey("properties"))
            new FactSchemaReader(file, diagnostics).Read("fact");
        return [.. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Message), .. LooseNames(file.Root)];
    }

    /// <summary>Names that lead to nothing within the file: one side removed what the other side names.</summary>
    private static IEnumerable<string> LooseNames(JObject root)
    {
        static IEnumerable<string> Texts(JToken? list) => (list as JArray ?? []).OfType<JValue>().Select(v => v.Value).OfType<string>();
        if (root["workflows"] is JArray workflows)
        {
            foreach (var name in Texts(root["always"]).Append((string?)(root["entry"] as JValue) ?? "").Except(Texts(workflows)))
                yield return $"`{name}` is not among the workflows.";
        }

        var cases = (root["cases"] as JArray ?? []).OfType<JObject>().ToList();
        var ids = cases.Select(c => (string?)(c["id"] as JValue)).ToHashSet();
        foreach (var source in cases.Select(c => (string?)(c["from"] as JValue)).OfType<string>().Where(f => !f.Contains('/', StringComparison.Ordinal) && !ids.Contains(f)))
            yield return $"There is no case `{source}` to take over from.";
    }
}
