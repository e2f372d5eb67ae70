using RuleWorkbench.Editing;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Session;

public sealed class RecoveryJournalTests : IDisposable
{
    private readonly TestWorkspace workspace = new();

    [Fact]
    public async Task TakeOver_WorkbenchThatIsAlive_FindsNothing()
    {
        using var session = await workspace.StartAsync();
        using var journal = RecoveryJournal.Begin(workspace.State, workspace.Root);
        session.Apply(new SetValue(TestWorkspace.Suite, "/cases/0/why", "\"mine\""), "edit why");
        journal.Write(session.Documents);
        RecoveryJournal.TakeOver(workspace.State, workspace.Root).ShouldBeEmpty();
    }

    [Fact]
    public async Task TakeOver_WorkbenchThatWasKilled_BringsTheEditsBackOnce()
    {
        using var killed = await workspace.StartAsync();
        killed.Apply(new SetValue(TestWorkspace.Suite, "/cases/0/why", "\"mine\""), "edit why");
        Leave(killed);

        using var session = await workspace.StartAsync();
        session.Recover(RecoveryJournal.TakeOver(workspace.State, workspace.Root)).ShouldBeEmpty();
        session.Documents.Find(TestWorkspace.Suite)!.Text.ShouldBe(killed.Documents.Find(TestWorkspace.Suite)!.Text);
        session.History.NextUndo.ShouldBe("recover unsaved work");
        RecoveryJournal.TakeOver(workspace.State, workspace.Root).ShouldBeEmpty();
    }

    [Fact]
    public async Task Recover_FileThatChangedSince_IsNamed()
    {
        using var killed = await workspace.StartAsync();
        killed.Apply(new SetValue(TestWorkspace.Suite, "/cases/0/why", "\"mine\""), "edit why");
        Leave(killed);
        workspace.Write(TestWorkspace.Suite, workspace.Read(TestWorkspace.Suite) + "\n");

        using var session = await workspace.StartAsync();
        session.Recover(RecoveryJournal.TakeOver(workspace.State, workspace.Root)).ShouldBe([TestWorkspace.Suite]);
    }

    [Fact]
    public async Task Write_NothingUnsavedAnyMore_LeavesNoJournal()
    {
        using var session = await workspace.StartAsync();
        using var journal = RecoveryJournal.Begin(workspace.State, workspace.Root);
        session.Apply(new SetValue(TestWorkspace.Suite, "/cases/0/why", "\"mine\""), "edit why");
        journal.Write(session.Documents);
        session.Undo();
        journal.Write(session.Documents);
        Directory.EnumerateFiles(workspace.State.Path, "*.json", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    /// <summary>A journal as a killed workbench leaves it: the lock is the process's and goes with it.</summary>
    private void Leave(WorkbenchSession session)
    {
        using var journal = RecoveryJournal.Begin(workspace.State, workspace.Root);
        journal.Write(session.Documents);
        var file = Directory.EnumerateFiles(workspace.State.Path, "*.json", SearchOption.AllDirectories).Single();
        File.Copy(file, Path.Combine(Path.GetDirectoryName(file)!, "killed.json"));
    }

    public void Dispose() => workspace.Dispose();
}
