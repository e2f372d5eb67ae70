using System.Globalization;
using System.Text;
using RuleWorkbench.Cohorts;

namespace RuleWorkbench.Cli.Commands.Cohorts;

/// <summary>What a cohort run writes: records, rejects, and beside the records a note of how far it has come, with which an
/// interrupted run goes on.</summary>
internal sealed class CohortFiles : IAsyncDisposable
{
    private const string NoteExtension = ".resume";

    private static readonly TimeSpan BetweenNotes = TimeSpan.FromSeconds(1);

    private readonly string? notePath;
    private readonly string identity;
    private long lastNote;

    private CohortFiles(string? notePath, string identity)
    {
        this.notePath = notePath;
        this.identity = identity;
    }

    public Stream? Records { get; private init; }

    public Stream? Rejects { get; private init; }

    /// <summary>Where an interrupted run stopped, or null for the beginning.</summary>
    public CohortCheckpoint? Start { get; private init; }

    /// <summary>Opens what a run writes.</summary>
    /// <param name="output">File for records, "-" for the standard output, or null.</param>
    /// <param name="rejects">File for lines that are no cases, or null.</param>
    /// <param name="identity">Tells runs apart: an interrupted one can only go on as the same.</param>
    public static CohortFiles Open(string? output, string? rejects, bool resumes, string identity)
    {
        var note = output is null or CohortInput.StandardInput ? null : output + NoteExtension;
        if (resumes && note is null)
            throw new CommandFailure(ExitCode.CouldNotRun, "Only a run that writes to a file can be resumed.", "Name the same --output as before.");
        var start = resumes ? ReadNote(note!, identity) : null;
        return new CohortFiles(note, identity)
        {
            Start = start,
            Records = output is null ? null : output == CohortInput.StandardInput ? Console.OpenStandardOutput() : OpenAt(output, start?.RecordBytes ?? 0),
            Rejects = rejects is null ? null : OpenAt(rejects, start?.RejectBytes ?? 0),
        };
    }

    /// <summary>Notes how far the run has come, from time to time.</summary>
    public async ValueTask NoteAsync(CohortCheckpoint at)
    {
        var now = TimeProvider.System.GetTimestamp();
        if (notePath is null || (lastNote != 0 && TimeProvider.System.GetElapsedTime(lastNote, now) < BetweenNotes))
            return;
        lastNote = now;
        if (Records is not null)
            await Records.FlushAsync();
        if (Rejects is not null)
            await Rejects.FlushAsync();
        var text = string.Create(CultureInfo.InvariantCulture, $"{identity}\n{at.InputBytes} {at.Line} {at.RecordBytes} {at.RejectBytes}\n{at.CountsOf!()}");
        await File.WriteAllTextAsync(notePath + ".tmp", text, new UTF8Encoding(false));
        File.Move(notePath + ".tmp", notePath, overwrite: true);
    }

    /// <summary>The run is complete: there is nothing to resume.</summary>
    public void Complete()
    {
        if (notePath is not null)
            File.Delete(notePath);
    }

    public async ValueTask DisposeAsync()
    {
        if (Records is not null)
            await Records.DisposeAsync();
        if (Rejects is not null)
            await Rejects.DisposeAsync();
    }

    private static FileStream OpenAt(string path, long length)
    {
        try
        {
            var file = new FileStream(path, length == 0 ? FileMode.Create : FileMode.Open, FileAccess.Write, FileShare.Read);
            if (file.Length < length)
                throw new CommandFailure(ExitCode.CouldNotRun, $"`{path}` is shorter than it was when the run was interrupted.", "Run without --resume.");
            file.SetLength(length);
            file.Seek(length, SeekOrigin.Begin);
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.CouldNotRun, $"`{path}` cannot be written: {e.Message}", "Name a file in a folder that exists and that you can write to.");
        }
    }

    private static CohortCheckpoint? ReadNote(string path, string identity)
    {
        if (!File.Exists(path))
            throw new CommandFailure(ExitCode.CouldNotRun, $"There is nothing to resume: `{path}` does not exist.", "A run that came to its end leaves none. Run without --resume.");
        var parts = File.ReadAllText(path).Split('\n', 3);
        if (parts.Length != 3 || parts[0] != identity)
            throw new CommandFailure(ExitCode.CouldNotRun, "The interrupted run was of another input, another version of the pathway, or had other options.", "Run without --resume.");
        var numbers = parts[1].Split(' ').Select(n => long.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        return new CohortCheckpoint(numbers[0], numbers[1], numbers[2], numbers[3], parts[2]);
    }
}
