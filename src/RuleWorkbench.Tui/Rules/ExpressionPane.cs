using RuleWorkbench.Presentation.Language;
using RuleWorkbench.Presentation.Rules;
using RuleWorkbench.Presentation.Session;
using Terminal.Gui.ViewBase;

namespace RuleWorkbench.Tui.Rules;

/// <summary>The expressions of a rule, one at a time, with what is known of the caret's place, the chosen case, and the saved
/// cases.</summary>
internal sealed class ExpressionPane : View
{
    private readonly RuleEditor editor;
    private readonly ChoiceBar bar = new();
    private readonly CodeView code;
    private readonly HintView hint;
    private string shown;

    public ExpressionPane(RuleEditor editor, IClipboard clipboard)
    {
        this.editor = editor;
        CanFocus = true;
        TabStop = TabBehavior.TabGroup;
        (Width, Height) = (Dim.Fill(), Dim.Fill());
        shown = editor.Expressions.FirstOrDefault()?.Pointer ?? "";
        code = new CodeView(editor.Expressions.FirstOrDefault()?.Code ?? new CodeEditor(PlainCode.Instance, ""), clipboard)
        {
            X = 1,
            Y = 1,
            Width = Dim.Fill(1),
            Height = Dim.Func(_ => CodeRows()),
        };
        hint = new HintView(code) { Y = Pos.Bottom(code), Width = Dim.Fill(), Height = 2 };
        var suites = new SuiteLine(editor.Suites) { Y = Pos.Bottom(hint) };
        var criteria = new CriteriaView(editor) { Y = Pos.Bottom(suites) + 1, Width = Dim.Fill(), Height = Dim.Fill() };
        
        // The code comes first: it has the focus when the pane gets it.
        Add(code, criteria, bar, hint, suites);
        bar.ChosenByUser += i => Choose(editor.Expressions[i].Pointer);
        criteria.CriterionAsked += Select;
        code.DeclarationAsked += () =>
        {
            if (CurrentSymbol is { } symbol)
                DeclarationAsked?.Invoke(symbol);
        };
        editor.Changed += Refresh;
        Refresh();
    }

    /// <summary>The user wants to go to where a thing is declared.</summary>
    public event Action<Symbol>? DeclarationAsked;

    public CodeEditor Code => code.Editor;

    /// <summary>What stands at the caret, or null.</summary>
    public Symbol? CurrentSymbol => (Code.Language as ExpressionLanguage)?.SymbolAt(Code.Text, Code.State.Caret);

    /// <summary>Shows one of the rule's expressions.</summary>
    public void Choose(string pointer)
    {
        shown = pointer;
        Refresh();
    }

    public void FocusCode() => code.SetFocus();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            editor.Changed -= Refresh;
        base.Dispose(disposing);
    }

    /// <summary>As many rows as the text takes, but never so many that nothing is left for the case.</summary>
    private int CodeRows() => Math.Clamp(code.Rows + 1, 3, Math.Max(3, (Viewport.Height - 4) / 2));

    private void Select(int start, int length)
    {
        if (start + length > Code.Text.Length)
            return;
        Code.Move(Code.State.At(start).At(start + length, extends: true));
        code.SetFocus();
    }

    private void Refresh()
    {
        var expressions = editor.Expressions;
        var now = Math.Max(0, expressions.ToList().FindIndex(e => e.Pointer == shown));
        bar.Show([.. expressions.Select(e => e.Title)], now);
        if (now < expressions.Length && !ReferenceEquals(code.Editor, expressions[now].Code))
        {
            code.Editor = expressions[now].Code;
            hint.Follow();
        }

        SetNeedsLayout();
        SetNeedsDraw();
    }
}
