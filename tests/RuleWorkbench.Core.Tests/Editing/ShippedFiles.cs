namespace RuleWorkbench.Editing;

/// <summary>The JSON files of the pathways and suites in the repository.</summary>
internal static class ShippedFiles
{
    /// <summary>Full paths, releases included.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. new[] { "workflows", "seeds" }.SelectMany(f => Directory.EnumerateFiles(Repository.PathOf(f), "*.json", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)];
}
