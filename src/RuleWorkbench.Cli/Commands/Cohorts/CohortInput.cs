using System.IO.Compression;

namespace RuleWorkbench.Cli.Commands.Cohorts;

/// <summary>The cases of a cohort as a stream of lines: a file, several files of a folder one after the other, or the
/// standard input; compressed or not.</summary>
internal static class CohortInput
{
    public const string StandardInput = "-";

    private static readonly string[] LineFiles = [".ndjson", ".jsonl"];

    /// <summary>Opens an input.</summary>
    /// <exception cref="CommandFailure">It cannot be read, or is of a kind that is not known.</exception>
    public static (Stream Lines, string DisplayPath, long? Bytes) Open(string input)
    {
        try
        {
            if (input == StandardInput)
                return (Console.OpenStandardInput(), "standard input", null);
            if (!Directory.Exists(input))
                return (OpenFile(input), input, IsCompressed(input) ? null : new FileInfo(input).Length);
            var files = Directory.GetFiles(input).Where(f => LineFiles.Contains(Kind(f))).Order(StringComparer.Ordinal).ToArray();
            return files.Length > 0
                ? (new JoinedFiles(files, OpenFile), input, null)
                : throw new CommandFailure(ExitCode.CouldNotRun, $"There is no cohort in the folder `{input}`.", $"Files of cases end in {string.Join(" or ", LineFiles)}, compressed ones in .gz or .zst after that.");
        }
        catch (FileNotFoundException)
        {
            throw new CommandFailure(ExitCode.CouldNotRun, $"The file `{input}` does not exist.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.CouldNotRun, $"`{input}` cannot be read: {e.Message}");
        }
    }

    private static bool IsCompressed(string file) => Path.GetExtension(file) is ".gz" or ".zst";

    private static string Kind(string file) => Path.GetExtension(IsCompressed(file) ? Path.GetFileNameWithoutExtension(file) : file);

    private static Stream OpenFile(string file)
    {
        if (!LineFiles.Contains(Kind(file)))
            throw new CommandFailure(ExitCode.CouldNotRun, $"`{file}` is not a kind of cohort that is known.", $"Cases are read from {string.Join(" and ", LineFiles)} files (one case a line), plain or compressed (.gz, .zst).");
        var plain = new FileStream(file, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, Options = FileOptions.SequentialScan, BufferSize = 0 });
        return Path.GetExtension(file) switch
        {
            ".gz" => new GZipStream(plain, CompressionMode.Decompress),
            ".zst" => new ZstdSharp.DecompressionStream(plain, leaveOpen: false),
            _ => plain,
        };
    }
}
