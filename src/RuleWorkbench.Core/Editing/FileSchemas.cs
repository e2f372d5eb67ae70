using System.Collections.Immutable;

namespace RuleWorkbench.Editing;

/// <summary>JSON Schemas of the files of a pathway, for any editor to complete and check them while they are typed. They
/// are in draft-07, the draft that editors know best. What they accept, the loaders may still refuse: a schema cannot
/// follow names from file to file.</summary>
public static class FileSchemas
{
    /// <summary>Which files each schema is for: patterns as VS Code's <c>json.schemas</c> has them.</summary>
    public static readonly ImmutableArray<(string Name, ImmutableArray<string> Files)> All =
    [
        ("pathway.schema.json", ["/workflows/*/pathway.json"]),
        ("facts.schema.json", ["/workflows/*/facts/*.schema.json"]),
        ("workflow.schema.json", ["/workflows/*/*.json", "!/workflows/*/pathway.json", "!/workflows/*/approvals.json"]),
        ("approvals.schema.json", ["/workflows/*/approvals.json"]),
        ("suite.schema.json", ["/seeds/*/suites/*.json"]),
        ("cohort.schema.json", ["/seeds/*/cohorts/*.json"]),
    ];

    /// <summary>The text of a schema.</summary>
    public static string Read(string name)
    {
        using var stream = typeof(FileSchemas).Assembly.GetManifestResourceStream($"RuleWorkbench.Schemas.{name}")
            ?? throw new ArgumentException($"There is no schema {name}.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
