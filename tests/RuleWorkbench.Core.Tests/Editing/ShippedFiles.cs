namespace RuleWorkbench.Editing;

/// <summary>The JSON files of the pathways and suites in the repository.</summary>
internal static class ShippedFiles
{
    /// <summary>Full paths, releases included; specs of cohorts have no schema yet.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. new[] { "workflows", "seeds" }.SelectMany(f => Directory.EnumerateFiles(Repository.PathOf(f), "*.json", SearchOption.AllDirectories)).Where(p => !p.Contains("/cohorts/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
