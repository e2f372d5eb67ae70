namespace RuleWorkbench.Loading;

/// <summary>A suite as it stands in its file, before its cases take over anything from each other.</summary>
internal sealed record SuiteDraft(string Name, string Pathway, string? Description, JsonFile File, List<CaseDraft> Cases, System.Collections.Immutable.ImmutableArray<string> Versions);
