using RuleWorkbench.Editing;
using RuleWorkbench.Presentation.Session;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Pages;

public sealed class FilePageTests : IDisposable
{
    private const string Script = "scripts/Twice.csx";

    private readonly TestWorkspace workspace = new();

    private async Task<(WorkbenchSession Session, FilePage Page)> OpenAsync(string text)
    {
        workspace.Write(Script, text);
        var session = await workspace.StartAsync();
        session.Apply(new AddMember("workflows/first/pathway.json", "", "scripts", "[ \"Twice\" ]"), "use Twice").ShouldBeEmpty();
        await session.Settled;
        return (session, new FilePage(session, new Target(TargetKind.File, "", Script)));
    }

    [Fact]
    public async Task Type_Script_RulesSeeItBeforeItIsSaved()
    {
        var (session, page) = await OpenAsync("double? Of(double? x) => x * 2;\n");
        page.Code.Paste("double? Thrice(double? x) => x * 3;\n");
        await session.Settled;

        session.States["first"].Compiled!.Scripts.Functions.Select(f => f.FullName).ShouldBe(["Twice.Thrice", "Twice.Of"], ignoreOrder: true);
        workspace.Read(Script).ShouldNotContain("Thrice");
        page.IsUnsaved.ShouldBeTrue();
    }

    [Fact]
    public async Task Type_FileWithWindowsLineEnds_KeepsThem()
    {
        var (session, page) = await OpenAsync("// one\r\n// two\r\n");
        page.Code.Move(page.Code.State.At(page.Code.Text.Length));
        page.Code.Paste("// three\n");

        session.Documents.Find(Script)!.Text.ShouldBe("// one\r\n// two\r\n// three\r\n");
        session.Undo();
        page.Code.Text.ShouldBe("// one\n// two\n");
    }

    [Fact]
    public async Task Problems_CompileError_StandsAtItsPlace()
    {
        var (_, page) = await OpenAsync("double? Of(double? x) => y * 2;\n");
        await page.Code.Settled;

        var problem = page.Code.Problems[0];
        page.Code.Text.Substring(problem.Start, problem.Length).ShouldBe("y");
    }

    [Fact]
    public async Task Complete_InsideOfAFunction_OffersItsArgumentsFunctionsAndClassesOfFacts()
    {
        var (_, page) = await OpenAsync("double? Of(double? amount, Facts_patient patient) => patient.temp;\n");
        await page.Code.Settled;
        var text = page.Code.Text;

        page.Code.Language.Complete(text, text.IndexOf("temp", StringComparison.Ordinal) + 4).Items[0].Label.ShouldBe("temperature");
        var names = page.Code.Language.Complete(text, text.IndexOf("patient.temp", StringComparison.Ordinal)).Items.Select(i => i.Label).ToList();
        names.ShouldContain("amount");
        names.ShouldContain("Of");
        names.ShouldContain("Facts_patient");
    }

    [Fact]
    public async Task Type_DotBehindANewArgument_ProposesOnceItIsKnown()
    {
        var (_, page) = await OpenAsync("double? Of(double? x) => x;\n");
        await page.Code.Settled;
        page.Code.Move(page.Code.State.At(page.Code.Text.Length));
        page.Code.Paste("double? Late(Facts_patient late) => late");
        page.Code.Type(".");
        await page.Code.Settled;
        page.Code.Proposals.Items.Select(i => i.Label).ShouldContain("temperature");
        page.Code.Dismiss();
        page.Code.Language = page.Code.Language;
        await page.Code.Settled;
        page.Code.Proposals.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task Declaration_NameInAScript_IsGoneTo()
    {
        var (session, page) = await OpenAsync("private double? Half(double? x) => x / 2;\npublic double? Of(double? x) => Half(x);\n");
        await page.Code.Settled;
        using var workbench = new Workbench(session, workspace.Dialogs, new TestWorkspace.NoClipboard(), new WindowLayout());
        workbench.Open(new Target(TargetKind.File, "", Script));
        var opened = (FilePage)workbench.Active;
        await opened.Code.Settled;
        opened.Code.Move(opened.Code.State.At(opened.Code.Text.IndexOf("Half(x)", StringComparison.Ordinal)));
        await workbench.RunAsync("rule.declaration");
        opened.Code.State.Caret.ShouldBe(opened.Code.Text.IndexOf("Half(double", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rename_FunctionOfAScript_RenamesTheCallsOfRulesAsOneStep()
    {
        var (session, _) = await OpenAsync("/// <example>Twice.Of(2) = 4</example>\r\ndouble? Of(double? x) => x * 2;\r\n");
        session.Apply(new SetValue(TestWorkspace.Workflow, "/Rules/0/Expression", "\"Twice.Of(patient.temperature) > 76\""), "edit").ShouldBeEmpty();
        await session.Settled;
        using var workbench = new Workbench(session, workspace.Dialogs, new TestWorkspace.NoClipboard(), new WindowLayout());
        workbench.Open(new Target(TargetKind.File, "", Script));
        var opened = (FilePage)workbench.Active;
        await opened.Code.Settled;
        opened.Code.Move(opened.Code.State.At(opened.Code.Text.IndexOf("Of(double", StringComparison.Ordinal)));
        var (line, before) = (opened.Head[0].Text, session.Documents.Find(TestWorkspace.Workflow)!.Text);
        workspace.Dialogs.Answers.Enqueue("Doubled");
        await workbench.RunAsync("rule.rename");

        session.Documents.Find(Script)!.Text.ShouldBe("/// <example>Twice.Doubled(2) = 4</example>\r\ndouble? Doubled(double? x) => x * 2;\r\n");
        session.Documents.Find(TestWorkspace.Workflow)!.Text.ShouldBe(before.Replace("Twice.Of(", "Twice.Doubled(", StringComparison.Ordinal));
        opened.Head[0].Text.ShouldBe(line);
        workbench.Commands.Find("file.undo")!.Shown.ShouldBe("Undo rename Of");
        session.Undo();
        session.Documents.Find(TestWorkspace.Workflow)!.Text.ShouldBe(before);
        workbench.Commands.Find("file.redo")!.Shown.ShouldBe("Redo rename Of");
    }

    [Fact]
    public async Task References_FunctionOfAScript_AreThoseOfRules()
    {
        var (session, _) = await OpenAsync("public double? Of(double? x) => x;\n");
        var library = Path.GetFileNameWithoutExtension(Script);
        session.Apply(new Editing.SetValue(TestWorkspace.Workflow, "/Rules/0/Expression", $"\"{library}.Of(patient.temperature) > 38\""), "edit").ShouldBeEmpty();
        await session.Settled;
        using var workbench = new Workbench(session, workspace.Dialogs, new TestWorkspace.NoClipboard(), new WindowLayout());
        workbench.Open(new Target(TargetKind.File, "", Script));
        var opened = (FilePage)workbench.Active;
        await opened.Code.Settled;
        opened.Code.Move(opened.Code.State.At(opened.Code.Text.IndexOf("Of(", StringComparison.Ordinal)));
        workspace.Dialogs.Answers.Enqueue(1);
        await workbench.RunAsync("rule.references");
        workbench.Active.Target.Name.ShouldBe("R1");
    }

    [Fact]
    public async Task References_Variable_AreItsPlacesInTheScript()
    {
        var (session, _) = await OpenAsync("double? Of(double? x)\n{\n    var y = x;\n    return y;\n}\n");
        using var workbench = new Workbench(session, workspace.Dialogs, new TestWorkspace.NoClipboard(), new WindowLayout());
        workbench.Open(new Target(TargetKind.File, "", Script));
        var opened = (FilePage)workbench.Active;
        await opened.Code.Settled;
        opened.Code.Move(opened.Code.State.At(opened.Code.Text.IndexOf("y =", StringComparison.Ordinal)));
        workspace.Dialogs.Answers.Enqueue(1);
        await workbench.RunAsync("rule.references");
        workspace.Dialogs.Seen[^1].ShouldBe("References of y [scripts/Twice.csx:3  var y = x;|scripts/Twice.csx:4  return y;]");
        opened.Code.State.Caret.ShouldBe(opened.Code.Text.IndexOf("y;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fix_ProblemOfAScript_IsWritten()
    {
        var (session, _) = await OpenAsync("double? Of(double? amount) => amont * 2;\n");
        using var workbench = new Workbench(session, workspace.Dialogs, new TestWorkspace.NoClipboard(), new WindowLayout());
        workbench.Open(new Target(TargetKind.File, "", Script));
        var opened = (FilePage)workbench.Active;
        await opened.Code.Settled;
        opened.Code.NextProblem();
        await workbench.RunAsync("rule.fix");
        opened.Code.Text.ShouldContain("=> amount * 2;");
    }

    [Fact]
    public async Task Signature_Call_TellsTheArgument()
    {
        var (_, page) = await OpenAsync("double? Of(double? x, double? y) => Of(1, 2);\n");
        var help = page.Code.Language.Signature(page.Code.Text, page.Code.Text.IndexOf("2)", StringComparison.Ordinal))!;

        help.Label.Substring(help.ActiveStart, help.ActiveLength).ShouldBe("double? y");
    }

    [Fact]
    public async Task Type_Json_IsSeenByRulesAndKeepsAllElse()
    {
        using var session = await workspace.StartAsync();
        using var page = new FilePage(session, new Target(TargetKind.File, "", "workflows/first/pathway.json"));
        var before = page.Code.Text;
        page.Find("\"value\": 38").ShouldBeTrue();
        page.Code.Paste("\"value\": 39");
        session.Documents.Find("workflows/first/pathway.json")!.Text.ShouldBe(before.Replace("\"value\": 38", "\"value\": 39", StringComparison.Ordinal));
        await session.Settled;
        session.States["first"].Pathway!.Policy[0].Value.ShouldBe(39.0);
    }

    [Fact]
    public async Task Problems_JsonThatIsNone_StandsAtItsPlaceAndCanBeUndone()
    {
        using var session = await workspace.StartAsync();
        using var page = new FilePage(session, new Target(TargetKind.File, "", TestWorkspace.Suite));
        page.Find("\"cases\"").ShouldBeTrue();
        page.Code.Paste("cases");
        await session.Settled;
        await page.Code.Settled;
        page.Code.Problems.ShouldNotBeEmpty();
        page.Code.Problems[0].Start.ShouldBeInRange(page.Code.Text.IndexOf("cases:", StringComparison.Ordinal) - 2, page.Code.Text.IndexOf("cases:", StringComparison.Ordinal) + 6);
        page.Code.Format();
        page.Code.Text.ShouldContain("cases:");
        session.Undo();
        await session.Settled;
        await page.Code.Settled;
        page.Code.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Head_Caret_TellsLineAndColumn()
    {
        using var session = await workspace.StartAsync();
        using var page = new FilePage(session, new Target(TargetKind.File, "", TestWorkspace.Suite));
        page.GoTo(3);
        page.Code.Move(page.Code.State.Right(false));
        page.Head.Single().Text.ShouldContain("line 3 of");
        page.Head.Single().Text.ShouldContain("column 2");
    }

    public void Dispose() => workspace.Dispose();
}
