using RuleWorkbench.Presentation.Language;
using RuleWorkbench.Presentation.Rules;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Tui.Views;
using Terminal.Gui.ViewBase;

namespace RuleWorkbench.Tui.Rules;

/// <summary>The expressions of a rule, one at a time, with what is known of the caret's place, the chosen case, and the saved
/// cases.</summary>
internal sealed class ExpressionPane : PaintedView
{
    private readonly RulePage page;
    private readonly RuleEditor editor;
    private readonly StillView effects;
    private readonly ChoiceBar bar;
    private readonly CodeView code;
    private readonly HintView hint;
    private int rows;

    public ExpressionPane(RulePage page, IClipboard clipboard, Theme theme)
        : base(theme)
    {
        bar = new ChoiceBar(theme);
        this.page = page;
        editor = page.Editor;
        CanFocus = true;
        TabStop = TabBehavior.TabGroup;
        (Width, Height) = (Dim.Fill(), Dim.Fill());
        code = new CodeView(editor.Current?.Code ?? new CodeEditor(PlainCode.Instance, ""), clipboard, theme)
        {
            X = 1,
            Y = 1,
            Width = Dim.Fill(1),
            Height = Dim.Func(_ => CodeRows()),
        };
        hint = new HintView(code, theme) { Y = Pos.Bottom(code), Width = Dim.Fill(), Height = 2 };
        effects = new StillView { Y = Pos.Bottom(hint), Theme = theme };
        var criteria = new CriteriaView(editor, theme) { Y = Pos.Bottom(effects) + 1, Width = Dim.Fill(), Height = Dim.Fill() };

        // The code comes first: it has the focus when the pane gets it.
        Add(code, criteria, bar, hint, effects);
        bar.ChosenByUser += i => editor.Choose(editor.Expressions[i]);
        criteria.CriterionAsked += Select;
        editor.Changed += Refresh;
        page.Changed += ShowEffects;
        Refresh();
        ShowEffects();
    }

    public CodeEditor Code => code.Editor;

    public void FocusCode() => code.SetFocus();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            editor.Changed -= Refresh;
            page.Changed -= ShowEffects;
        }

        base.Dispose(disposing);
    }

    /// <summary>As many rows as the text takes, but never so many that nothing is left for the case.</summary>
    private int CodeRows() => Math.Clamp(code.Rows + 1, 3, Math.Max(3, (Viewport.Height - 4) / 2));

    private void ShowEffects() => effects.Show(page.Effects);

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
        var now = Math.Max(0, editor.Current is { } current ? expressions.IndexOf(current) : 0);
        bar.Show([.. expressions.Select(e => e.Title)], now);
        if (now < expressions.Length && !ReferenceEquals(code.Editor, expressions[now].Code))
        {
            code.Editor = expressions[now].Code;
            hint.Follow();
        }

        // Whatever is placed has the whole window laid out anew.
        if (rows != CodeRows())
            SetNeedsLayout();
        rows = CodeRows();
    }
}
