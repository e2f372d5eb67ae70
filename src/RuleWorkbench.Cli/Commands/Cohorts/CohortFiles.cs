using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using RuleWorkbench.Cohorts;
using RuleWorkbench.Cohorts.Rows;
using RuleWorkbench.Model;
using RuleWorkbench.Parquet;
using RuleWorkbench.Reporting;

namespace RuleWorkbench.Cli.Commands.Cohorts;

/// <summary>What a cohort run writes: records, rejects, and beside the records a note of how far it has come, with which an
/// interrupted run goes on.</summary>
internal sealed class CohortFiles : IAsyncDisposable
{
    private const string NoteExtension = ".resume";
    private const string Parquet = ".parquet";
    private const string Csv = ".csv";

    private static readonly string[] Kinds = [".ndjson", ".jsonl", Csv, Parquet];
    private static readonly TimeSpan BetweenNotes = TimeSpan.FromSeconds(1);

    private readonly string? notePath;
    private readonly string identity;
    private long lastNote;

    private CohortFiles(string? notePath, string identity, CohortCheckpoint? start)
    {
        this.notePath = notePath;
        this.identity = identity;
        Start = start;
    }

    public Stream? Records { get; private set; }

    public Stream? Rejects { get; private set; }

    /// <summary>Where an interrupted run stopped, or null for the beginning.</summary>
    public CohortCheckpoint? Start { get; }

    /// <summary>The files below records and rejects, whose lengths a note tells.</summary>
    private FileStream? RecordFile { get; set; }

    private FileStream? RejectFile { get; set; }

    /// <summary>Opens what a run writes. Nothing is touched before everything else is known to be right.</summary>
    /// <param name="output">File for records, "-" for the standard output, or null.</param>
    /// <param name="rejects">File for lines that are no cases, or null.</param>
    /// <param name="identity">Tells runs apart: an interrupted one can only go on as the same.</param>
    /// <param name="map">For rows of a table: what its columns are.</param>
    public static async Task<CohortFiles> OpenAsync(string? output, string? rejects, bool resumes, string identity, Pathway pathway, ColumnMap? map)
    {
        var isFile = output is not null and not CohortInput.StandardInput;
        if (isFile && !Kinds.Contains(CohortOutput.KindOf(output!)))
            throw new CommandFailure(ExitCode.CouldNotRun, $"`{output}` is not a kind of file that records can be written to.", $"Its name ends in {string.Join(", ", Kinds)}; .gz or .zst after that compresses it.");
        if (isFile && CohortOutput.KindOf(output!) == Parquet && CohortOutput.IsCompressed(output!))
            throw new CommandFailure(ExitCode.CouldNotRun, $"`{output}` would be compressed twice: a Parquet file is compressed within.", "Leave out the last part of its name.");

        // A file that has an end of its own cannot be gone on with.
        var canResume = isFile && !CohortOutput.IsCompressed(output!) && CohortOutput.KindOf(output!) != Parquet;
        if (resumes && !canResume)
            throw new CommandFailure(ExitCode.CouldNotRun, "Only a run that writes to a plain file can be resumed.", $"Name the same --output as before; compressed and {Parquet} files are begun anew.");
        if (rejects is not null && output is not null && Path.GetFullPath(rejects) == Path.GetFullPath(output))
            throw new CommandFailure(ExitCode.CouldNotRun, "--output and --rejects name the same file.", "Name two.");
        var note = canResume ? output + NoteExtension : null;
        var start = resumes ? ReadNote(note!, identity) : null;
        var files = new CohortFiles(note, identity, start);
        try
        {
            await files.OpenAsync(output, rejects, pathway, map);
            if (start is null)
                await files.WriteNoteAsync(new CohortCheckpoint(0, 1, 0, 0, "") { CountsOf = () => "" });
            return files;
        }
        catch
        {
            await files.DisposeAsync();
            throw;
        }
    }

    /// <summary>Notes how far the run has come, from time to time.</summary>
    public async ValueTask NoteAsync(CohortCheckpoint at)
    {
        var now = TimeProvider.System.GetTimestamp();
        if (notePath is null || (lastNote != 0 && TimeProvider.System.GetElapsedTime(lastNote, now) < BetweenNotes))
            return;
        lastNote = now;
        await WriteNoteAsync(at);
    }

    /// <summary>The run is complete: there is nothing to resume.</summary>
    public async Task CompleteAsync()
    {
        await DisposeAsync();
        if (notePath is not null)
            File.Delete(notePath);
    }

    public async ValueTask DisposeAsync()
    {
        if (Records is not null)
            await Records.DisposeAsync();
        if (Rejects is not null)
            await Rejects.DisposeAsync();
        (Records, Rejects) = (null, null);
    }

    private async Task OpenAsync(string? output, string? rejects, Pathway pathway, ColumnMap? map)
    {
        if (rejects is not null)
        {
            RejectFile = OpenAt(rejects, Start?.RejectBytes ?? 0);
            Rejects = map is null ? RejectFile : new RejectedRows(map, RejectFile);
        }

        if (output == CohortInput.StandardInput)
            Records = StandardOutput.Open();
        else if (output is not null)
        {
            RecordFile = OpenAt(output, Start?.RecordBytes ?? 0);
            Records = await InFormAsync(output, CohortOutput.Compressed(RecordFile, output), pathway);
        }
    }

    private async Task<Stream> InFormAsync(string output, Stream file, Pathway pathway) => CohortOutput.KindOf(output) switch
    {
        Csv => new CsvRecords(new RecordTable(pathway), file, isBegun: Start?.RecordBytes > 0),
        Parquet => await OpenParquetAsync(new RecordTable(pathway), file),
        _ => file,
    };

    /// <summary>By itself, so that the library is loaded only where it is needed.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<Stream> OpenParquetAsync(RecordTable table, Stream file) => await ParquetRecords.CreateAsync(table, file);

    private async Task WriteNoteAsync(CohortCheckpoint at)
    {
        if (notePath is null)
            return;
        if (Records is not null)
            await Records.FlushAsync();
        if (Rejects is not null)
            await Rejects.FlushAsync();
        var text = string.Create(CultureInfo.InvariantCulture, $"{identity}\n{at.InputBytes} {at.Line} {RecordFile?.Position ?? 0} {RejectFile?.Position ?? 0}\n{at.CountsOf!()}");
        await File.WriteAllTextAsync(notePath + ".tmp", text, new UTF8Encoding(false));
        File.Move(notePath + ".tmp", notePath, overwrite: true);
    }

    private static FileStream OpenAt(string path, long length)
    {
        try
        {
            var file = new FileStream(path, length == 0 ? FileMode.Create : FileMode.Open, FileAccess.Write, FileShare.Read);
            if (file.Length < length)
            {
                file.Dispose();
                throw new CommandFailure(ExitCode.CouldNotRun, $"`{path}` is shorter than it was when the run was interrupted.", "Run without --resume.");
            }

            file.SetLength(length);
            file.Seek(length, SeekOrigin.Begin);
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CohortOutput.Unwritable(path, e);
        }
    }

    private static CohortCheckpoint ReadNote(string path, string identity)
    {
        if (!File.Exists(path))
            throw new CommandFailure(ExitCode.CouldNotRun, $"There is nothing to resume: `{path}` does not exist.", "A run that came to its end leaves none. Run without --resume.");
        var parts = File.ReadAllText(path).Split('\n', 3);
        if (parts.Length != 3 || parts[0] != identity)
            throw new CommandFailure(ExitCode.CouldNotRun, "The interrupted run was of another input, another version of the pathway, or had other options.", "Run without --resume.");
        var numbers = parts[1].Split(' ').Select(n => long.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1).ToArray();
        return numbers is [>= 0, > 0, >= 0, >= 0]
            ? new CohortCheckpoint(numbers[0], numbers[1], numbers[2], numbers[3], parts[2])
            : throw new CommandFailure(ExitCode.CouldNotRun, $"`{path}` is damaged.", "Run without --resume.");
    }
}
