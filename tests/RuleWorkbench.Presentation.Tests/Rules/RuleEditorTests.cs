using RuleWorkbench.Presentation.Language;
using RuleWorkbench.Presentation.Session;
using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Rules;

public sealed class RuleEditorTests : IDisposable
{
    private readonly TestWorkspace workspace = new();

    private async Task<(WorkbenchSession Session, RuleEditor Editor)> OpenAsync()
    {
        var session = await workspace.StartAsync();
        return (session, new RuleEditor(session, "first", TestWorkspace.Workflow, "R1", TimeProvider.System));
    }

    [Fact]
    public async Task Type_Expression_IsOneNamedStepThatUndoTakesBack()
    {
        var (session, editor) = await OpenAsync();
        var code = editor.Expressions[0].Code;
        var before = session.Documents.Find(TestWorkspace.Workflow)!.Text;
        code.Move(code.State.At(code.Text.Length));
        foreach (var letter in " && true")
            code.Type(letter.ToString());

        session.Documents.Find(TestWorkspace.Workflow)!.Text.ShouldContain(" && true");
        session.History.NextUndo.ShouldBe("edit condition of R1");
        session.Undo();
        session.Documents.Find(TestWorkspace.Workflow)!.Text.ShouldBe(before);
        code.Text.ShouldNotContain("&& true");
        session.History.NextUndo.ShouldBeNull();
    }

    [Fact]
    public async Task Type_AfterACaretMove_IsAStepOfItsOwn()
    {
        var (session, editor) = await OpenAsync();
        var code = editor.Expressions[0].Code;
        var before = code.Text;
        code.Move(code.State.At(code.Text.Length));
        code.Type(" ");
        code.Move(code.State.At(0));
        code.Type(" ");

        session.Undo();

        code.Text.ShouldBe(before + " ");
    }

    [Fact]
    public async Task Type_Expression_VerdictOfTheChosenCaseFlipsBeforeAnythingIsSaved()
    {
        var (session, editor) = await OpenAsync();
        session.Chosen.Choose("first", "first-look/fever");
        await session.Chosen.Settled;
        await editor.Live.Settled;
        editor.Live.Now!.Sign.ShouldBe("✓");

        var code = editor.Expressions[0].Code;
        code.Move(code.State.SelectAll());
        code.Paste("patient.temperature > 41");
        await session.Settled;
        await editor.Live.Settled;

        editor.Live.Now!.Sign.ShouldBe("✗");
        editor.Live.Before!.Sign.ShouldBe("✓");
        editor.Live.Now.Criteria[0].Text.ShouldBe("patient.temperature > 41");
    }

    [Fact]
    public async Task Type_Expression_SuiteStripTellsHowManyCasesChange()
    {
        var (session, editor) = await OpenAsync();
        await editor.Suites.Settled;
        editor.Suites.Effect!.Changed.ShouldBeEmpty();

        var code = editor.Expressions[0].Code;
        code.Move(code.State.SelectAll());
        code.Paste("false");
        await session.Settled;
        await editor.Suites.Settled;

        editor.Suites.Effect!.Changed.ShouldNotBeEmpty();
        editor.Suites.Effect.Words.ShouldContain("not as expected");
    }

    [Fact]
    public async Task Save_EditedRule_MakesTheNewVersionTheBaseline()
    {
        var (session, editor) = await OpenAsync();
        var code = editor.Expressions[0].Code;
        code.Move(code.State.SelectAll());
        code.Paste("false");
        await session.SaveAsync();
        await session.Settled;
        session.Start();
        await session.Settled;
        await editor.Suites.Settled;

        workspace.Read(TestWorkspace.Workflow).ShouldContain("\"Expression\": \"false\"");
    }

    [Theory]
    [InlineData("Severity", "critical", "\"severity\": \"critical\"")]
    [InlineData("Next", "a, b", "\"next\": [ \"a\", \"b\" ]")]
    [InlineData("Enabled", "no", "\"Enabled\": false")]
    [InlineData("Message", "Say \"no\"", "\"ErrorMessage\": \"Say \\\"no\\\"\"")]
    public async Task SetAsync_Field_IsWrittenAndUndone(string title, string value, string written)
    {
        var (session, editor) = await OpenAsync();
        var before = session.Documents.Find(TestWorkspace.Workflow)!.Text;

        (await editor.SetAsync(editor.Fields.First(f => f.Title == title), value)).ShouldBeEmpty();
        session.Documents.Find(TestWorkspace.Workflow)!.Text.ShouldContain(written);
        editor.Fields.First(f => f.Title == title).Value.ShouldBe(value);

        session.Undo();
        session.Documents.Find(TestWorkspace.Workflow)!.Text.ShouldBe(before);
    }

    [Fact]
    public async Task SetAsync_EmptyValue_TakesTheMemberAway()
    {
        var (session, editor) = await OpenAsync();
        var field = editor.Fields.First(f => f.Title == "Recommendation");
        field.Value.ShouldNotBeEmpty();

        await editor.SetAsync(field, " ");

        editor.Fields.First(f => f.Title == "Recommendation").Value.ShouldBeEmpty();
        session.History.NextUndo.ShouldBe("change recommendation of R1");
    }

    [Fact]
    public async Task Suites_EditWhileTheyRun_AreDroppedAndRunAgainOnceItIsTakenBack()
    {
        var (session, editor) = await OpenAsync();
        await editor.Suites.Settled;
        var code = editor.Expressions[0].Code;
        var versions = 0;
        session.VersionReady += _ =>
        {
            if (versions++ > 0)
                return;
            code.Move(code.State.At(0));
            code.Type(" ");
            session.Undo();
        };
        code.Move(code.State.SelectAll());
        code.Paste("patient.temperature > 41");
        await session.Settled;
        await session.Settled;
        await editor.Suites.Settled;

        versions.ShouldBe(2);

        editor.Suites.IsRunning.ShouldBeFalse();
        editor.Suites.Effect!.Changed.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task SetAsync_Id_IsRenamedInTheSuitesToo()
    {
        var (session, editor) = await OpenAsync();

        (await editor.SetAsync(editor.Fields.First(f => f.Title == "Id"), "R-9")).ShouldBeEmpty();

        editor.RuleId.ShouldBe("R-9");
        editor.Pointer.ShouldNotBeNull();
        session.Documents.Find(TestWorkspace.Suite)!.Text.ShouldContain("R-9");

        session.Undo();
        editor.RuleId.ShouldBe("R1", "the rule is not gone when its old id is back");
        session.Redo();
        editor.RuleId.ShouldBe("R-9");
        editor.Pointer.ShouldNotBeNull();
    }

    [Fact]
    public async Task RenameAsync_Fact_ChangesSchemaExpressionAndCases()
    {
        var (session, editor) = await OpenAsync();
        var code = editor.Expressions[0].Code;
        var symbol = ((ExpressionLanguage)code.Language).SymbolAt("patient.temperature", 10)!;

        (await editor.RenameAsync(symbol, "bodyTemperature")).ShouldBeEmpty();

        code.Text.ShouldContain("patient.bodyTemperature");
        session.Documents.Find(TestWorkspace.Suite)!.Text.ShouldContain("bodyTemperature");
    }

    [Fact]
    public async Task AddParameter_Rule_HasItsExpressionToEdit()
    {
        var (session, editor) = await OpenAsync();

        editor.AddParameter("isHot").ShouldBeEmpty();
        await session.Settled;

        editor.Expressions.Select(e => e.Title).ShouldContain("isHot");
        editor.Expressions[0].Code.Language.Complete("isH", 3).Items[0].Label.ShouldBe("isHot");
    }

    public void Dispose() => workspace.Dispose();
}
