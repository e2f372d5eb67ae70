using RuleWorkbench.Presentation.Rules;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Pages;

public sealed class HelpPageTests : IDisposable
{
    private readonly TestWorkspace workspace = new();

    [Theory]
    [InlineData(TargetKind.Rule, "R1", "Help: rule", "Find references", "arrow keys on the line above choose")]
    [InlineData(TargetKind.Suite, "first-look", "Help: suite", "Run the cases that failed", "Values are checked against the schema")]
    [InlineData(TargetKind.Sheet, "facts", "Help: sheet", "Save all", "Allowed values have | between them")]
    [InlineData(TargetKind.Workflow, "first-look", "Help: workflow", "New rule", "Del takes one away")]
    [InlineData(TargetKind.Pathway, "first", "Help: pathway", "Draw the pathway", "in the order of a walk")]
    [InlineData(TargetKind.File, TestWorkspace.Suite, "Help: file", "Find text in this file", "matching brackets")]
    public async Task Help_InATab_TellsItsKeysAndWhatTheDocsSayOfIt(TargetKind kind, string name, string title, string command, string words)
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        workbench.Open(new Target(kind, kind == TargetKind.File ? "" : "first", name));
        await workbench.RunAsync("help.here");
        workbench.Active.Title.ShouldBe(title);
        workbench.Active.Main.Resize(4000);
        TestWorkspace.Text(workbench.Active.Main).ShouldContain(command);
        TestWorkspace.Text(workbench.Active.Main).ShouldContain(words);
    }

    [Fact]
    public async Task Help_CaretOnAProblem_IsThePageOfItsCheck()
    {
        using var workbench = await workspace.StartWorkbenchAsync();
        workbench.Open(new Target(TargetKind.Rule, "first", "R1"));
        var code = ((RulePage)workbench.Active).Editor.Current!.Code;
        code.Move(code.State.SelectAll());
        code.Paste("patient.temperature / 0 > 1");
        await code.Settled;
        code.NextProblem();
        await workbench.RunAsync("help.here");
        workbench.Active.Title.ShouldBe(code.Problems[0].Diagnostic.Id);
    }

    [Fact]
    public void Text_ParagraphsListsAndTables_AreLinesThatTheScreenBreaks() =>
        HelpText.Of("# Title\n\nOne line\ngoes *on*, see [there](there.md).\n\n| key | |\n|---|---|\n| F1 | `help` |\n| Ctrl+P | all |\n\n- one\n  more\n- two\n\n```\na | b\n```").Select(l => l.Text)
            .ShouldBe(["Title", "", "One line goes on, see there.", "", "  F1      help", "  Ctrl+P  all", "", "- one more", "- two", "", "    a | b"]);

    public void Dispose() => workspace.Dispose();
}
