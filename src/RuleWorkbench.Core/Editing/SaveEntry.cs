using System.Text.RegularExpressions;

namespace RuleWorkbench.Editing;

/// <summary>What a save does to one file, as its journal notes it.</summary>
/// <param name="Target">The file itself, where links lead to.</param>
/// <param name="Temporary">Where its new content waits; null when the file is to go.</param>
/// <param name="Backup">Where its old content is kept until the save is complete; null for a new file.</param>
/// <param name="OldHash">SHA-256 of its bytes before, or null for a new file.</param>
/// <param name="NewHash">SHA-256 of its bytes afterwards, or null when it is to go.</param>
internal sealed partial record SaveEntry(string Target, string? Temporary, string? Backup, string? OldHash, string? NewHash)
{
    /// <summary>The path of a file beside the target that lives as long as the save.</summary>
    /// <param name="mark">Eight letters and digits that tell saves apart.</param>
    public static string PathBeside(string target, string mark, bool isNew) =>
        Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{mark}.rulewb-{(isNew ? "new" : "old")}");

    public static bool IsInside(string root, string? path) =>
        path is not null && Path.GetFullPath(path).StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Whether a save in this folder can have made the entry. A link may lead out of the folder, but a file
    /// that is made does not.</summary>
    public bool IsSound(string root) =>
        Target is not null && (Temporary is not null || Backup is not null) && (Backup is not null || IsInside(root, Target))
            && IsBeside(Temporary, isNew: true) && IsBeside(Backup, isNew: false);

    private bool IsBeside(string? path, bool isNew) =>
        path is null || (Mark().Match(path) is { Success: true } mark && path == PathBeside(Target, mark.Groups[1].Value, isNew));

    [GeneratedRegex(@"\.([0-9a-f]{8})\.rulewb-(new|old)\z")]
    private static partial Regex Mark();
}
