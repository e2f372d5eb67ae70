namespace RuleWorkbench.Versions;

/// <summary>Where a version has a pathway.</summary>
/// <param name="Name">Name of the pathway's folder.</param>
/// <param name="Folder">The folder with its pathway.json.</param>
/// <param name="Suites">The folder of its suites; it need not exist.</param>
/// <param name="Root">What file names in messages are relative to.</param>
public sealed record PathwayLocation(string Name, string Folder, string Suites, string Root)
{
    /// <summary>True for a frozen release, which has no cases of its own.</summary>
    public bool IsRelease => Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Folder))) == "releases";
}
