using RuleWorkbench.Loading;
using RuleWorkbench.Model;

namespace RuleWorkbench.Compilation.Traps;

/// <summary>A pathway folder that lives as long as a test.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("rulewb-").FullName;

    /// <summary>The schema of the one input, <c>patient</c>.</summary>
    public string PatientSchema { get; set; } = """{ "type": "object", "properties": { "age": { "type": "integer" }, "name": { "type": "string" } } }""";

    /// <summary>Name of the one input.</summary>
    public string InputName { get; set; } = "patient";

    /// <param name="members">The members of the workflow beside its name.</param>
    public void WriteWorkflow(string name, string members) =>
        File.WriteAllText(Path.Combine(folder, name + ".json"), $$"""{ "WorkflowName": "{{name}}", {{members}} }""");

    public string TextOf(string workflow) => File.ReadAllText(Path.Combine(folder, workflow + ".json"));

    public Loaded<Pathway> Load(params string[] workflows)
    {
        File.WriteAllText(Path.Combine(folder, "patient.schema.json"), PatientSchema);
        File.WriteAllText(
            Path.Combine(folder, PathwayLoader.FileName),
            $$"""
            {
              "pathway": "test",
              "inputs": { "{{InputName}}": "patient.schema.json" },
              "workflows": [ {{string.Join(", ", workflows.Select(w => $"\"{w}\""))}} ],
              "entry": "{{workflows[0]}}"
            }
            """);
        return PathwayLoader.Load(folder, folder);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
