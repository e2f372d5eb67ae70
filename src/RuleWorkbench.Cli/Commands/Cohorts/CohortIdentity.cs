using System.Globalization;
using RuleWorkbench.Cohorts;
using RuleWorkbench.Cohorts.Rows;
using RuleWorkbench.Loading;
using RuleWorkbench.Scripting;

namespace RuleWorkbench.Cli.Commands.Cohorts;

/// <summary>What must be the same for an interrupted run to go on.</summary>
internal static class CohortIdentity
{
    private const string Releases = "releases";

    /// <summary>A key of the input, every file of the pathway, and the options that results depend on.</summary>
    public static string Of(Workspace workspace, OpenPathway opened, CohortInput input, ColumnMap? map, CohortOptions options)
    {
        var folder = workspace.FolderOf(opened.Name);
        var files = Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .Where(f => !Path.GetRelativePath(folder, f).StartsWith(Releases + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        return DiskCache.KeyOf(
        [
            input.Identity,
            .. files.SelectMany(f => new[] { Path.GetRelativePath(folder, f), File.ReadAllText(f) }),
            .. map?.Columns.Select(c => $"{c.Name}={c.Target}") ?? [],
            .. options.StrataNames,
            options.Clock?.ToString("O", CultureInfo.InvariantCulture) ?? "",
        ]);
    }
}
