using RuleWorkbench.Editing;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Releases;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Comparing;

/// <summary>What a reviewer does with a comparison, without a screen.</summary>
public sealed class ReviewTests : IDisposable
{
    private const string Header = "workflows/first/pathway.json";
    private const string Approvals = "workflows/first/approvals.json";

    private static readonly Edit Fever = new SetValue(Header, "/policy/feverFrom/value", "39");
    private static readonly Edit Neck = new SetValue(TestWorkspace.Workflow, "/Rules/2/Expression", "\"patient.stiffNeck != false\"");

    private readonly TestWorkspace workspace = new();

    [Fact]
    public async Task Accept_Change_IsWrittenDownOnceAndCanBeUndone()
    {
        using var workbench = await CompareAsync(Fever, Neck);
        var page = Select(workbench, "feverFrom");
        workspace.Dialogs.Answers.Enqueue("Ada");
        await workbench.RunAsync("review.accept");

        Text(page.Main).ShouldContain("✓ ~ other logic  feverFrom");
        Head(page).ShouldContain("1 of 2 changes accepted");
        workbench.Session.Documents.Find(Approvals)!.Text.ShouldContain("\"on\": \"policy value feverFrom\"");
        page.Comparison!.Impact.ShouldBeNull();
        workbench.Session.Undo();
        Head(page).ShouldContain("0 of 2 changes accepted");
    }

    [Fact]
    public async Task Accept_AcceptedChange_IsAcceptedNoMoreAndItsNoteStays()
    {
        using var workbench = await CompareAsync(Fever);
        var page = Select(workbench, "feverFrom");
        workspace.Dialogs.Answers.Enqueue("Ada");
        await workbench.RunAsync("review.accept");
        workspace.Dialogs.Answers.Enqueue("Why 39?");
        await workbench.RunAsync("review.note");
        Text(page.Main).ShouldContain("✓ ~ other logic  feverFrom  1 note");
        Text(page.Detail).ShouldContain("accepted by Ada on ");
        await workbench.RunAsync("review.accept");

        page.Comparison!.Signatures.List.Remarks.ShouldHaveSingleItem().ShouldSatisfyAllConditions(r => r.IsAccepted.ShouldBeFalse(), r => r.Note.ShouldBe("Why 39?"));
    }

    [Fact]
    public async Task Accept_EditedAgain_IsAnotherChangeAndNotAccepted()
    {
        using var workbench = await CompareAsync(Fever);
        var page = Select(workbench, "feverFrom");
        workspace.Dialogs.Answers.Enqueue("Ada");
        await workbench.RunAsync("review.accept");
        await EditAsync(workbench, new SetValue(Header, "/policy/feverFrom/value", "40"));

        Head(page).ShouldContain("0 of 1 changes accepted");
        Select(workbench, "feverFrom");
        Text(page.Detail).ShouldContain("(of another edit of it)");
    }

    [Fact]
    public async Task TakeBack_OneOfTwoChanges_LeavesTheOther()
    {
        using var workbench = await CompareAsync(Fever, Neck);
        var page = Select(workbench, "feverFrom");
        page.Main.Deleted!(page.Main.Selected);
        await SettleAsync(workbench);

        page.Comparison!.Diff.Changes.ShouldHaveSingleItem().Id.ShouldBe("G1");
        workbench.Session.Documents.Find(Header)!.Text.ShouldBe(workspace.Read(Header));
        workbench.Session.History.NextUndo.ShouldBe("take back policy value feverFrom");
        workbench.Session.Undo();
        await SettleAsync(workbench);
        page.Comparison.Diff.Changes.Length.ShouldBe(2);
    }

    [Fact]
    public async Task Accept_ChangeOfAnotherVersion_IsTakenOver()
    {
        using var workbench = await StartAsync();
        var other = workspace.Copy();
        File.WriteAllText(Path.Combine(other, Header), workspace.Read(Header).Replace("\"value\": 38", "\"value\": 39", StringComparison.Ordinal));
        await CompareCommands.CompareAsync(workbench, "first", OpenVersion.Here, other);
        Select(workbench, "feverFrom");
        await workbench.RunAsync("review.accept");
        await SettleAsync(workbench);

        ((ComparePage)workbench.Active).Comparison!.Diff.Changes.ShouldBeEmpty();
        workbench.Session.Documents.Find(Header)!.Text.ShouldContain("\"value\": 39");
    }

    [Fact]
    public async Task Sign_UnsavedEdits_AreSavedFirstAndTheMeaningIsSigned()
    {
        using var workbench = await CompareAsync(Fever);
        Answer(0, 1, "Ada", "Board of 2 March");
        await workbench.RunAsync("review.sign");
        await SettleAsync(workbench);

        var page = (ComparePage)workbench.Active;
        Head(page).ShouldContain("✓ approved by Ada");
        workbench.Session.Unsaved.ShouldBeEmpty();
        var verification = Verifier.Verify(workbench.Session.Workspace, "first", TestContext.Current.CancellationToken);
        verification.SignOffs.On(verification.Meaning!).ShouldHaveSingleItem().Note.ShouldBe("Board of 2 March");
        await EditAsync(workbench, Neck);
        Head(page).ShouldContain("Nobody has signed this meaning; Ada approved another meaning");
    }

    [Fact]
    public async Task Sign_RejectionWithoutAReason_IsRefused()
    {
        using var workbench = await CompareAsync(Fever);
        Answer(0, 2, "Ada", " ");
        await workbench.RunAsync("review.sign");

        workspace.Dialogs.Seen.Last().ShouldContain("A rejection says what is wrong");
        File.Exists(Path.Combine(workspace.Root, Approvals)).ShouldBeFalse();
    }

    [Fact]
    public async Task Sign_Rejection_StandsInTheComparisonAndInTheExportedPage()
    {
        using var workbench = await CompareAsync(Fever);
        Answer(0, 2, "Ada", "No source for 39");
        await workbench.RunAsync("review.sign");
        await SettleAsync(workbench);
        Head((ComparePage)workbench.Active).ShouldContain("✗ rejected by Ada");
        Answer("review.html");
        await workbench.RunAsync("review.export");

        workspace.Dialogs.Seen.ShouldNotContain(s => s.Contains("Not done", StringComparison.Ordinal));
        workspace.Read("review.html").ShouldContain("rejected by Ada");
        workspace.Read("review.html").ShouldContain("No source for 39");
    }

    [Fact]
    public async Task Sign_VersionThatIsNotHere_IsRefusedInWords()
    {
        using var workbench = await StartAsync();
        await CompareCommands.CompareAsync(workbench, "first", OpenVersion.Here, workspace.Copy());
        await workbench.RunAsync("review.sign");

        workspace.Dialogs.Seen.Last().ShouldContain("another version than the files here");
    }

    [Fact]
    public async Task Impact_CaseOfAnEffect_IsTracedInBothVersions()
    {
        using var workbench = await CompareAsync(Fever);
        await workbench.RunAsync("compare.impact");
        var page = (ComparePage)workbench.Active;
        var effect = Row(page, "SECOND_LOOK: recommended");
        page.Main.Selected = effect;
        page.Main.Resize(80);
        page.Detail.Resize(100);
        Text(page.Detail).ShouldContain("│ ✗ not met");
        page.Main.Expand(effect);
        page.Main.Selected = Row(page, "first-look/fever");
        Text(page.Detail).ShouldContain("Enter traces it");
        page.Main.Entered!(page.Main.Selected);
        await SettleAsync(workbench);

        Text(page.Detail).ShouldContain("✓ recommended  SECOND_LOOK");
        page.Case!.FullId.ShouldBe("first-look/fever");
    }

    public void Dispose() => workspace.Dispose();

    private void Answer(params object?[] answers)
    {
        foreach (var answer in answers)
            workspace.Dialogs.Answers.Enqueue(answer);
    }

    private static int Row(ComparePage page, string text) => Enumerable.Range(0, page.Main.Count).First(i => page.Main.At(i).Text.Contains(text, StringComparison.Ordinal));

    private static ComparePage Select(Workbench workbench, string change)
    {
        var page = (ComparePage)workbench.Active;
        page.Main.Selected = Row(page, change);
        return page;
    }

    private static string Text(LineList list) => string.Join("\n", Enumerable.Range(0, list.Count).Select(i => list.At(i).Text));

    private static string Head(ComparePage page) => string.Join("\n", page.Head.Select(l => l.Text));

    private static async Task SettleAsync(Workbench workbench)
    {
        await workbench.Started;
        await workbench.Session.Settled;
        await workbench.Started;
    }

    private static async Task EditAsync(Workbench workbench, Edit edit)
    {
        workbench.Session.Apply(edit, "edit").ShouldBeEmpty();
        await SettleAsync(workbench);
    }

    /// <summary>What is on disk, compared with the same after edits here that nobody has saved.</summary>
    private async Task<Workbench> CompareAsync(params Edit[] edits)
    {
        var (workbench, before) = (await StartAsync(), workspace.Copy());
        foreach (var edit in edits)
            workbench.Session.Apply(edit, "edit").ShouldBeEmpty();
        await workbench.Session.Settled;
        await CompareCommands.CompareAsync(workbench, "first", before, OpenVersion.Here);
        return workbench;
    }

    private async Task<Workbench> StartAsync() => new(await workspace.StartAsync(), workspace.Dialogs, new NoClipboard(), new WindowLayout());

    private sealed class NoClipboard : IClipboard
    {
        public void Copy(string text)
        {
        }

        public string Paste() => "";
    }
}
