using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using RuleWorkbench.Cohorts.Rows;
using RuleWorkbench.Parquet;

namespace RuleWorkbench.Cli.Commands.Cohorts;

/// <summary>The cases of a cohort: lines of a file, of the files of a folder one after the other or of the standard input, or
/// rows of a table; compressed or not.</summary>
/// <param name="Lines">The cases as lines; null for rows.</param>
/// <param name="Rows">The cases as rows of a table; null for lines.</param>
/// <param name="Bytes">How many bytes there are to read, where that is known.</param>
/// <param name="Identity">Changes with the files.</param>
internal sealed record CohortInput(Stream? Lines, RowSource? Rows, string DisplayPath, long? Bytes, string Identity)
{
    public const string StandardInput = "-";

    private static readonly string[] LineFiles = [".ndjson", ".jsonl"];
    private static readonly string[] CsvFiles = [".csv", ".tsv"];
    private const string ParquetFile = ".parquet";

    /// <summary>Opens an input.</summary>
    /// <exception cref="CommandFailure">It cannot be read, or is of a kind that is not known.</exception>
    public static async Task<CohortInput> OpenAsync(string input, CancellationToken cancellation)
    {
        try
        {
            if (input == StandardInput)
                return new CohortInput(Console.OpenStandardInput(), null, "standard input", null, input);
            if (!Directory.Exists(input))
            {
                if (IsTable(input))
                    return new CohortInput(null, await OpenTableAsync(input, cancellation), input, null, IdentityOf(input));
                return new CohortInput(OpenLines(input), null, input, CohortOutput.IsCompressed(input) ? null : new FileInfo(input).Length, IdentityOf(input));
            }

            var files = Directory.GetFiles(input).Where(f => LineFiles.Contains(CohortOutput.KindOf(f))).Order(StringComparer.Ordinal).ToArray();
            return files.Length > 0
                ? new CohortInput(new JoinedFiles(files, OpenLines), null, input, null, string.Join('\n', files.Select(IdentityOf)))
                : throw new CommandFailure(ExitCode.CouldNotRun, $"There is no cohort in the folder `{input}`.", $"Files of cases end in {string.Join(" or ", LineFiles)}, compressed ones in .gz or .zst after that; tables are named one by one.");
        }
        catch (FileNotFoundException)
        {
            throw new CommandFailure(ExitCode.CouldNotRun, $"The file `{input}` does not exist.");
        }
        catch (InvalidDataException e)
        {
            throw new CommandFailure(ExitCode.CouldNotRun, $"`{input}` is damaged: {e.Message}", "Restore the file.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.CouldNotRun, $"`{input}` cannot be read: {e.Message}");
        }
    }

    /// <summary>Whether a file of that name holds rows.</summary>
    public static bool IsTable(string file) => CsvFiles.Contains(CohortOutput.KindOf(file)) || CohortOutput.KindOf(file) == ParquetFile;

    private static string IdentityOf(string file)
    {
        var info = new FileInfo(file);
        return string.Create(CultureInfo.InvariantCulture, $"{info.FullName} {info.Length} {info.LastWriteTimeUtc.Ticks}");
    }

    private static Stream OpenLines(string file) => LineFiles.Contains(CohortOutput.KindOf(file))
        ? OpenFile(file)
        : throw new CommandFailure(ExitCode.CouldNotRun, $"`{file}` is not a kind of cohort that is known.", $"Cases are read from {string.Join(", ", LineFiles)} (one case a line), {string.Join(", ", CsvFiles)} and {ParquetFile} files, plain or compressed (.gz, .zst).");

    private static async Task<RowSource> OpenTableAsync(string file, CancellationToken cancellation)
    {
        if (CohortOutput.KindOf(file) != ParquetFile)
            return CsvRows.Open(OpenFile(file));
        if (CohortOutput.IsCompressed(file))
            throw new CommandFailure(ExitCode.CouldNotRun, $"`{file}` cannot be read: a Parquet file is compressed within.", "Decompress it first.");
        return await OpenParquetAsync(OpenFile(file), cancellation);
    }

    /// <summary>By itself, so that the library is loaded only where it is needed.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<RowSource> OpenParquetAsync(Stream file, CancellationToken cancellation) => await ParquetRows.OpenAsync(file, cancellation);

    private static Stream OpenFile(string file)
    {
        var plain = new FileStream(file, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, Options = FileOptions.SequentialScan, BufferSize = IsTable(file) ? 1 << 16 : 0 });
        return Path.GetExtension(file) switch
        {
            ".gz" => new GZipStream(plain, CompressionMode.Decompress),
            ".zst" => new ZstdSharp.DecompressionStream(plain, leaveOpen: false),
            _ => plain,
        };
    }
}
