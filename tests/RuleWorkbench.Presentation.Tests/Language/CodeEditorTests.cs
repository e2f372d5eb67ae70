using Shouldly;
using Xunit;

namespace RuleWorkbench.Presentation.Language;

public sealed class CodeEditorTests
{
    private static CodeEditor Editor(string marked)
    {
        var (text, caret) = Shipped.Caret(marked);
        var editor = new CodeEditor(new ExpressionLanguage(Shipped.Scope(), TimeProvider.System), text);
        editor.Move(editor.State.At(caret));
        return editor;
    }

    private static string Marked(CodeEditor editor) => editor.Text.Insert(editor.State.Caret, "¦");

    private static void Type(CodeEditor editor, string text)
    {
        foreach (var letter in text)
            editor.Type(letter.ToString());
    }

    [Theory]
    [InlineData("¦", "(", "(¦)")]
    [InlineData("¦", "()", "()¦")]
    [InlineData("¦", "(a)", "(a)¦")]
    [InlineData("a ¦b", "(", "a (¦b")]
    [InlineData("a == ¦", "\"x\"", "a == \"x\"¦")]
    [InlineData("¦", "\"a(\"", "\"a(\"¦")]
    [InlineData("f(¦)", "\"", "f(\"¦\")")]
    public void Type_BracketsAndQuotes_ComeInPairs(string marked, string typed, string expected)
    {
        var editor = Editor(marked);

        Type(editor, typed);

        Marked(editor).ShouldBe(expected);
    }

    [Theory]
    [InlineData("(¦)", "¦")]
    [InlineData("\"¦\"", "¦")]
    [InlineData("(a¦)", "(¦)")]
    [InlineData("x e\u0301¦", "x ¦")]
    [InlineData("x 👩‍👩‍👧¦", "x ¦")]
    public void DeleteBack_Character_GoesAsAWhole(string marked, string expected)
    {
        var editor = Editor(marked);

        editor.DeleteBack();

        Marked(editor).ShouldBe(expected);
    }

    [Fact]
    public void Type_LettersAndEnter_WritesTheProposal()
    {
        var editor = Editor("¦");

        Type(editor, "inr");
        editor.Proposals.Items[editor.Chosen].Label.ShouldBe("patient.inr");
        editor.Accept();

        Marked(editor).ShouldBe("patient.inr¦");
        editor.Proposals.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Accept_Call_PutsTheCaretIntoItsBrackets()
    {
        var editor = Editor("patient.anticoagulants.¦");

        Type(editor, "An");
        editor.Accept();

        Marked(editor).ShouldBe("patient.anticoagulants.Any(¦)");
        editor.Signature!.Label.ShouldBe("Any(condition)");
    }

    [Fact]
    public void Type_BlankBehindAComparison_ProposesAllowedValues()
    {
        var editor = Editor("block.kind ==¦");

        editor.Type(" ");
        editor.Accept();

        editor.Text.ShouldStartWith("block.kind == \"");
        editor.Text.ShouldEndWith("\"");
    }

    [Fact]
    public void Accept_ValueInsideItsQuotes_LeavesOnePair()
    {
        var editor = Editor("block.kind == ¦");

        Type(editor, "\"per");
        editor.Accept();

        Marked(editor).ShouldBe("block.kind == \"peripheral\"¦");
    }

    [Fact]
    public void Type_WholeName_ShowsNoProposalThatSaysTheSame()
    {
        var editor = Editor("patient.painMonth¦");

        editor.Type("s");

        editor.Proposals.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Choose_PastTheLast_ComesToTheFirst()
    {
        var editor = Editor("¦");
        editor.Propose();

        editor.Choose(-1);
        editor.Chosen.ShouldBe(editor.Proposals.Items.Length - 1);
        editor.Choose(1);
        editor.Chosen.ShouldBe(0);
    }

    [Fact]
    public async Task Mend_Problem_WritesItsFix()
    {
        var editor = Editor("¦patient.agee > 3");
        await editor.Settled;

        editor.Mend(editor.ProblemAtCaret!.Fixes[0]);

        editor.Text.ShouldBe("patient.age > 3");
    }

    [Fact]
    public void Paste_SeveralLines_StandInOne()
    {
        var editor = Editor("¦");

        editor.Paste("a &&\r\nb");

        editor.Text.ShouldBe("a && b");
    }

    [Fact]
    public void Edited_Move_IsNotTold()
    {
        var editor = Editor("a¦");
        var told = 0;
        editor.Edited += _ => told++;

        editor.Move(editor.State.Left(false));
        editor.Show("other");

        told.ShouldBe(0);
    }
}
