using System.IO.Compression;

namespace RuleWorkbench.Cli.Commands.Cohorts;

/// <summary>Files that cohorts are written to, compressed as their names say.</summary>
internal static class CohortOutput
{
    /// <summary>Whether a file of that name is compressed.</summary>
    public static bool IsCompressed(string file) => Path.GetExtension(file) is ".gz" or ".zst";

    /// <summary>The kind of a file, without the ending that says how it is compressed.</summary>
    public static string KindOf(string file) => Path.GetExtension(IsCompressed(file) ? Path.GetFileNameWithoutExtension(file) : file).ToLowerInvariant();

    /// <summary>Opens a file anew.</summary>
    /// <param name="file">"-" for the standard output.</param>
    public static Stream Create(string file)
    {
        if (file == CohortInput.StandardInput)
            return StandardOutput.Open();
        try
        {
            return Compressed(new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.Read), file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(file, e);
        }
    }

    public static Stream Compressed(Stream plain, string file) => Path.GetExtension(file) switch
    {
        ".gz" => new GZipStream(plain, CompressionLevel.Fastest),
        ".zst" => new ZstdSharp.CompressionStream(plain, leaveOpen: false),
        _ => plain,
    };

    public static CommandFailure Unwritable(string file, Exception e) =>
        new(ExitCode.CouldNotRun, $"`{file}` cannot be written: {e.Message}", "Name a file in a folder that exists and that you can write to.");
}
