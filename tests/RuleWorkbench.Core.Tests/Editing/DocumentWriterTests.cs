using System.Diagnostics;
using System.Globalization;
using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Editing;

public sealed class DocumentWriterTests : IDisposable
{
    private const string NewFile = "seeds/demo/cohorts/new/cohort.json";

    private readonly PathwayFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Save_Unchanged_TouchesNothing()
    {
        var before = Snapshot();
        var written = File.GetLastWriteTimeUtc(folder[PathwayFolder.PathwayFile]);

        new DocumentWriter().Save(Documents()).ShouldBeEmpty();

        Snapshot().ShouldBe(before);
        File.GetLastWriteTimeUtc(folder[PathwayFolder.PathwayFile]).ShouldBe(written);
    }

    [Fact]
    public void Save_SeveralFiles_WritesAllOfThemAndLeavesNothingElse()
    {
        var edited = Edited();

        new DocumentWriter().Save(edited).ShouldBeEmpty();

        Snapshot().ShouldBe(Snapshot(edited));
    }

    /// <summary>Every step fails in turn, with each of the two kinds of exception that the file system has.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Save_AnyStepFails_EverythingIsAsBefore(bool isFull)
    {
        var (before, edited) = (Snapshot(), Edited());
        var after = Snapshot(edited);
        Exception Failure() => isFull ? new IOException("No space left on device") : new UnauthorizedAccessException("Access is denied.");

        var failed = 0;
        for (var step = 0; ; step++)
        {
            var steps = new FailingSteps(step, Failure);
            var error = Record.Exception(() => new DocumentWriter(steps).Save(edited));
            if (steps.Taken <= step)
                break;
            if (error is null)
            {
                // All was written; only tidying up failed, which the next start does.
                DocumentWriter.Recover(folder.Root).ShouldBeEmpty();
                Snapshot().ShouldBe(after);
                Restore(before);
                continue;
            }

            failed++;
            error.ShouldBeAssignableTo<IOException>();
            Snapshot().ShouldBe(before, $"step {step}");
        }

        failed.ShouldBeGreaterThan(8);
        Snapshot().ShouldBe(after);
    }

    [Fact]
    public void Save_FileChangedOnDisk_IsRefusedByName()
    {
        var edited = Edited();
        folder.Write(PathwayFolder.SecondFile, "{ }");
        var before = Snapshot();

        var refused = new DocumentWriter().Save(edited).ShouldHaveSingleItem();

        refused.Id.ShouldBe(DiagnosticIds.FileChangedOnDisk);
        refused.Place.File.ShouldBe(PathwayFolder.SecondFile);
        Snapshot().ShouldBe(before);
    }

    [Fact]
    public void Save_FileDeletedOnDisk_IsRefused()
    {
        var edited = Edited();
        File.Delete(folder[PathwayFolder.SecondFile]);

        new DocumentWriter().Save(edited).ShouldHaveSingleItem().Message.ShouldContain("deleted");
    }

    [Fact]
    public void Save_NewFileThatIsThereMeanwhile_IsNotOverwritten()
    {
        var edited = Edited();
        folder.Write(NewFile, "mine");

        new DocumentWriter().Save(edited).ShouldHaveSingleItem().Message.ShouldContain("nothing is overwritten");

        File.ReadAllText(folder[NewFile]).ShouldBe("mine");
    }

    [Fact]
    public void Save_WhileAnotherSaveRuns_IsRefused()
    {
        var (before, edited) = (Snapshot(), Edited());
        using (new FileStream(folder[".rulewb-save.json"], FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
            new DocumentWriter().Save(edited).ShouldHaveSingleItem().Id.ShouldBe(DiagnosticIds.SaveInterrupted);

        File.Delete(folder[".rulewb-save.json"]);
        Snapshot().ShouldBe(before);
    }

    [Fact]
    public void Save_FileThatIsOpenInAnotherProgram_IsWrittenOrRefusedAsAWhole()
    {
        var (before, edited) = (Snapshot(), Edited());
        Exception? error;
        using (new FileStream(folder[PathwayFolder.SecondFile], FileMode.Open, FileAccess.Read, FileShare.None))
            error = Record.Exception(() => new DocumentWriter().Save(edited));

        Snapshot().ShouldBe(error is null ? Snapshot(edited) : before);
    }

    /// <summary>A process is killed before, or in the middle of, each step in turn.</summary>
    [Fact]
    public async Task Recover_ProcessKilledAtAnyStep_AllFilesAreOldOrAllAreNew()
    {
        var before = Snapshot();
        var wasKilled = true;
        var outcomes = new HashSet<bool>();
        for (var step = 0; wasKilled; step++)
        {
            wasKilled = await SaveAndDieAsync(step) != 0;

            DocumentWriter.Recover(folder.Root).ShouldBeEmpty();

            var now = Snapshot();
            var isNew = now.ContainsKey("new/folder/file.json");
            outcomes.Add(isNew);
            if (!isNew)
                now.ShouldBe(before, $"step {step}");
            (wasKilled || isNew).ShouldBeTrue();
            foreach (var file in new[] { PathwayFolder.PathwayFile, PathwayFolder.SecondFile })
                File.ReadAllText(folder[file]).Contains("\"added\"", StringComparison.Ordinal).ShouldBe(isNew, $"{file} at step {step}");
            now.Keys.ShouldNotContain(k => k.Contains("rulewb", StringComparison.Ordinal), $"step {step}");
            Restore(before);
        }

        outcomes.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Recover_FileEditedAfterTheKill_IsLeftAloneAndNamed()
    {
        // Steps: journal, two folders, three contents, then the files take their places.
        await SaveAndDieAsync(8);
        folder.Write(PathwayFolder.PathwayFile, "mine");
        folder.Write(PathwayFolder.SecondFile, "mine too");

        var refusal = DocumentWriter.Recover(folder.Root).ShouldHaveSingleItem();

        refusal.Id.ShouldBe(DiagnosticIds.SaveInterrupted);
        File.ReadAllText(folder[PathwayFolder.PathwayFile]).ShouldBe("mine");
    }

    /// <summary>Saves three files in a process that dies; 0 when it lived.</summary>
    private async Task<int> SaveAndDieAsync(int step)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "RuleWorkbench.Core.Tests.Crash" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        using var process = Process.Start(program, ["save", folder.Root, step.ToString(CultureInfo.InvariantCulture), PathwayFolder.PathwayFile, PathwayFolder.SecondFile]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    [Fact]
    public void Recover_NothingWasInterrupted_DoesNothing()
    {
        var before = Snapshot();

        DocumentWriter.Recover(folder.Root).ShouldBeEmpty();

        Snapshot().ShouldBe(before);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"Entries\":[{\"Tar")]
    [InlineData("null\n")]
    [InlineData("{}")]
    public void Recover_JournalThatWasCutOff_IsThrownAway(string journal)
    {
        var before = Snapshot();
        folder.Write(".rulewb-save.json", journal);

        DocumentWriter.Recover(folder.Root).ShouldBeEmpty();

        Snapshot().ShouldBe(before);
    }

    [Theory]
    [InlineData("OUTSIDE", null, "OUTSIDE.rulewb-old")]
    [InlineData("OUTSIDE", "OUTSIDE", null)]
    [InlineData("INSIDE", "OUTSIDE", null)]
    public void Recover_JournalThatLeadsElsewhere_IsRefused(string target, string? temporary, string? backup)
    {
        var outside = Path.Combine(Path.GetDirectoryName(folder.Root)!, "outside.json");
        File.WriteAllText(outside, "mine");
        string? Resolve(string? path) => path?.Replace("OUTSIDE", outside, StringComparison.Ordinal).Replace("INSIDE", folder["inside.json"], StringComparison.Ordinal);
        var entry = new { Target = Resolve(target), Temporary = Resolve(temporary), Backup = Resolve(backup), OldHash = (string?)null, NewHash = (string?)null };
        folder.Write(".rulewb-save.json", System.Text.Json.JsonSerializer.Serialize(new { Entries = new[] { entry }, Folders = Array.Empty<string>() }) + "\ncomplete\n");

        DocumentWriter.Recover(folder.Root).ShouldHaveSingleItem().Id.ShouldBe(DiagnosticIds.SaveInterrupted);

        File.ReadAllText(outside).ShouldBe("mine");
    }

    private DocumentSet Documents() => DocumentSet.Load(folder.Root, PathwayFolder.Files.Keys).Value!;

    /// <summary>Two files changed, one moved, one removed, one made in folders that are not there yet.</summary>
    private DocumentSet Edited() => new Several(
        [
            new SetValue(PathwayFolder.PathwayFile, "/title", "\"Edited\""), new SetValue(PathwayFolder.SecondFile, "/WorkflowName", "\"other\""),
            new MoveFile(PathwayFolder.FirstFile, "workflows/demo/moved.json"), new RemoveFile(PathwayFolder.SuiteFile), new AddFile(NewFile, "{}"),
        ]).Apply(Documents()).Value!.Documents;

    /// <summary>Every file and folder of the workspace.</summary>
    private SortedDictionary<string, string> Snapshot()
    {
        var entries = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFileSystemEntries(folder.Root, "*", SearchOption.AllDirectories))
            entries[Path.GetRelativePath(folder.Root, path).Replace('\\', '/')] = Directory.Exists(path) ? "folder" : Convert.ToHexString(File.ReadAllBytes(path));
        return entries;
    }

    /// <summary>What the workspace is to hold once the documents are saved.</summary>
    private SortedDictionary<string, string> Snapshot(DocumentSet documents)
    {
        var entries = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, content) in Snapshot().Where(e => e.Value == "folder"))
            entries[path] = content;
        foreach (var document in documents.Documents)
        {
            entries[document.File] = Convert.ToHexString(document.Source.ToBytes());
            for (var at = Path.GetDirectoryName(document.File); !string.IsNullOrEmpty(at); at = Path.GetDirectoryName(at))
                entries[at.Replace('\\', '/')] = "folder";
        }

        return entries;
    }

    private void Restore(SortedDictionary<string, string> entries)
    {
        Directory.Delete(folder.Root, recursive: true);
        foreach (var (path, content) in entries)
        {
            if (content == "folder")
                Directory.CreateDirectory(folder[path]);
            else
                folder.Write(path, Convert.FromHexString(content));
        }
    }
}
