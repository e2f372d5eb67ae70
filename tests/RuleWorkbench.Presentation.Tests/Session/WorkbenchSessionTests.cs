using RuleWorkbench.Editing;
using RuleWorkbench.Model;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Session;

public sealed class WorkbenchSessionTests : IDisposable
{
    private const string Threshold = "/policy/feverFrom/value";

    private readonly TestWorkspace workspace = new();

    [Fact]
    public async Task Start_NewPathway_CompilesItWithItsCases()
    {
        using var session = await workspace.StartAsync();
        session.States["first"].Compiled.ShouldNotBeNull();
        session.States["first"].Suites.Cases.Count().ShouldBe(4);
        session.IsBusy.ShouldBeFalse();
    }

    [Fact]
    public async Task Apply_Edit_NewVersionHasItAndTheDiskHasNot()
    {
        using var session = await workspace.StartAsync();
        var before = workspace.Read("workflows/first/pathway.json");
        session.Apply(new SetValue("workflows/first/pathway.json", Threshold, "39"), "set feverFrom").ShouldBeEmpty();
        await session.Settled;
        session.States["first"].Pathway!.Policy.Single(p => p.Name == "feverFrom").Value.ShouldBe(39.0);
        session.IsUnsaved("workflows/first/pathway.json").ShouldBeTrue();
        workspace.Read("workflows/first/pathway.json").ShouldBe(before);
    }

    [Fact]
    public async Task Apply_EditThatDoesNotFit_IsRefusedAndChangesNothing()
    {
        using var session = await workspace.StartAsync();
        var before = session.Documents;
        session.Apply(new SetValue("workflows/first/pathway.json", "/nowhere", "1"), "nothing").ShouldNotBeEmpty();
        session.Documents.ShouldBeSameAs(before);
        session.History.NextUndo.ShouldBeNull();
    }

    [Fact]
    public async Task UndoAndRedo_EditsOfTwoFiles_GiveBackEveryByte()
    {
        using var session = await workspace.StartAsync();
        var first = session.Documents.Documents.ToDictionary(d => d.File, d => d.Text);
        session.Apply(new SetValue("workflows/first/pathway.json", Threshold, "39"), "set feverFrom");
        session.Apply(new SetValue(TestWorkspace.Suite, "/cases/0/why", "\"Why?\""), "edit why");
        session.History.NextUndo.ShouldBe("edit why");
        var last = session.Documents.Documents.ToDictionary(d => d.File, d => d.Text);
        session.Undo();
        session.Undo();
        session.Documents.Documents.ToDictionary(d => d.File, d => d.Text).ShouldBe(first);
        session.Unsaved.ShouldBeEmpty();
        session.Redo();
        session.Redo();
        session.Documents.Documents.ToDictionary(d => d.File, d => d.Text).ShouldBe(last);
    }

    [Fact]
    public async Task Apply_SameGroup_IsOneStep()
    {
        using var session = await workspace.StartAsync();
        foreach (var value in (string[])["\"W\"", "\"Wh\"", "\"Why\""])
            session.Apply(new SetValue(TestWorkspace.Suite, "/cases/0/why", value), "type", "why");
        session.Undo();
        session.Unsaved.ShouldBeEmpty();
    }

    [Fact]
    public async Task SaveAsync_Edits_AreOnDiskAndCanStillBeUndone()
    {
        using var session = await workspace.StartAsync();
        var before = workspace.Read("workflows/first/pathway.json");
        session.Apply(new SetValue("workflows/first/pathway.json", Threshold, "39"), "set feverFrom");
        (await session.SaveAsync()).ShouldBeEmpty();
        session.Unsaved.ShouldBeEmpty();
        workspace.Read("workflows/first/pathway.json").ShouldContain("39");
        session.Undo();
        session.Unsaved.Length.ShouldBe(1);
        (await session.SaveAsync()).ShouldBeEmpty();
        workspace.Read("workflows/first/pathway.json").ShouldBe(before);
    }

    [Fact]
    public async Task CheckDiskAsync_FileWithoutEdits_IsReadAnewWithoutAsking()
    {
        using var session = await workspace.StartAsync();
        workspace.Write(TestWorkspace.Suite, workspace.Read(TestWorkspace.Suite).Replace("Exactly at the threshold", "On the very threshold", StringComparison.Ordinal));
        await session.CheckDiskAsync();
        session.Documents.Find(TestWorkspace.Suite)!.Text.ShouldContain("On the very threshold");
        session.Unsaved.ShouldBeEmpty();
        workspace.Dialogs.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, "mine", true)]
    [InlineData(1, "theirs", false)]
    public async Task CheckDiskAsync_FileWithEdits_DoesAsTheUserChooses(int answer, string kept, bool isUnsaved)
    {
        using var session = await workspace.StartAsync();
        session.Apply(new SetValue(TestWorkspace.Suite, "/cases/0/why", "\"mine\""), "edit why");
        workspace.Write(TestWorkspace.Suite, workspace.Read(TestWorkspace.Suite).Replace("Exactly at the threshold is a fever.", "theirs", StringComparison.Ordinal));
        workspace.Dialogs.Answers.Enqueue(answer);
        await session.CheckDiskAsync();
        session.Documents.Find(TestWorkspace.Suite)!.Text.ShouldContain($"\"{kept}\"");
        session.IsUnsaved(TestWorkspace.Suite).ShouldBe(isUnsaved);
        (await session.SaveAsync()).ShouldBeEmpty();
        workspace.Read(TestWorkspace.Suite).ShouldContain($"\"{kept}\"");
    }

    [Fact]
    public async Task CheckDiskAsync_EditsElsewhereInTheFile_AreMergedAndCanBeUndone()
    {
        using var session = await workspace.StartAsync();
        session.Apply(new SetValue(TestWorkspace.Suite, "/cases/1/why", "\"mine\""), "edit why");
        workspace.Write(TestWorkspace.Suite, workspace.Read(TestWorkspace.Suite).Replace("Exactly at the threshold is a fever.", "theirs", StringComparison.Ordinal));
        await session.CheckDiskAsync();
        workspace.Dialogs.Seen.ShouldBeEmpty();
        session.Documents.Find(TestWorkspace.Suite)!.Text.ShouldContain("\"mine\"");
        session.Documents.Find(TestWorkspace.Suite)!.Text.ShouldContain("\"theirs\"");
        (await session.SaveAsync()).ShouldBeEmpty();
        workspace.Read(TestWorkspace.Suite).ShouldContain("\"theirs\"");
        workspace.Read(TestWorkspace.Suite).ShouldContain("\"mine\"");
        session.Undo();
        session.Documents.Find(TestWorkspace.Suite)!.Text.ShouldNotContain("\"theirs\"");
    }

    [Fact]
    public async Task CheckDiskAsync_NewFile_IsTakenUp()
    {
        using var session = await workspace.StartAsync();
        workspace.Write("seeds/first/suites/other.json", """{ "suite": "other", "pathway": "first", "cases": [] }""");
        await session.CheckDiskAsync();
        await session.Settled;
        session.States["first"].Suites.Suites.Select(s => s.Name).ShouldContain("other");
        session.Unsaved.ShouldBeEmpty();
    }

    [Fact]
    public async Task Apply_BrokenJson_IsAProblemAndNoFault()
    {
        using var session = await workspace.StartAsync();
        session.Apply(new ReplaceText([new TextEdit(TestWorkspace.Workflow, 0, 1, "")]), "break");
        await session.Settled;
        session.States["first"].Problems.ShouldContain(d => d.Place.File == TestWorkspace.Workflow && d.Severity == DiagnosticSeverity.Error);
    }

    public void Dispose() => workspace.Dispose();
}
