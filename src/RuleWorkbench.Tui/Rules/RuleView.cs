using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Rules;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Tui.Views;
using Terminal.Gui.Drawing;
using Terminal.Gui.Input;
using Terminal.Gui.Text;
using Terminal.Gui.ViewBase;

namespace RuleWorkbench.Tui.Rules;

/// <summary>The tab of a rule: its expressions as code, its condition as criteria, its form, its group as a table, and the rule in words.</summary>
public sealed class RuleView : PaintedView
{
    private readonly RuleEditor editor;
    private readonly ChoiceBar modes;
    private readonly ExpressionPane expression;
    private readonly List<(string Name, View Pane)> panes;

    public RuleView(RulePage page, IClipboard clipboard, IDialogs dialogs, Theme theme)
        : base(theme)
    {
        editor = page.Editor;
        modes = new ChoiceBar(theme) { Y = 1 };
        CanFocus = true;
        (Width, Height) = (Dim.Fill(), Dim.Fill());
        expression = new ExpressionPane(page, clipboard, theme);
        panes = [("Expression", expression), ("Criteria", new BuilderPane(editor, dialogs, theme)), ("Details", new FormPane(editor, dialogs)), ("Table", new PageView(page.Table, theme)), ("Words", new LinesView { List = page.Main, Theme = theme })];
        foreach (var (_, pane) in panes)
        {
            (pane.Y, pane.Height) = (3, Dim.Fill());
            Add(pane);
        }

        Add(modes);

        modes.ChosenByUser += Show;
        Key[] keys = [Key.D1.WithAlt, Key.D2.WithAlt, Key.D3.WithAlt, Key.D4.WithAlt, Key.D5.WithAlt];
        for (var i = 0; i < keys.Length; i++)
        {
            var mode = i;
            BindEverywhere(keys[i], () => Show(mode));
        }

        editor.Changed += SetNeedsDraw;
        editor.Live.Changed += SetNeedsDraw;
        Arrange(0);
    }

    public RuleEditor Editor => editor;

    /// <summary>Names of the ways in which the rule is shown, in the order of their keys Alt+1, Alt+2, …</summary>
    public IReadOnlyList<string> Modes => [.. panes.Select(p => p.Name)];

    /// <summary>Shows the rule in one of the ways, and takes the user there.</summary>
    public void Show(int mode)
    {
        Arrange(mode);
        panes[mode].Pane.SetFocus();
        if (mode == 0)
            expression.FocusCode();
    }

    protected override void Paint()
    {
        var normal = Theme.Of(Tone.Normal);
        var isGone = editor.Pointer is null;
        var title = isGone ? $"{editor.RuleId} is gone" : editor.Name == editor.RuleId ? editor.Name : $"{editor.RuleId}  {editor.Name}";
        var verdict = editor.Live.Now is { } now ? $"{now.Sign} " : "";
        SetAttribute(normal with { Style = TextStyle.Bold });
        AddStr(1, 0, CellText.Fit(verdict + title, Viewport.Width - 2));
        if (editor.IsGuard)
        {
            SetAttribute(normal with { Foreground = Theme.Quiet });
            AddStr(Math.Min(Viewport.Width - 6, 3 + (verdict + title).GetColumns()), 0, "guard");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            editor.Changed -= SetNeedsDraw;
            editor.Live.Changed -= SetNeedsDraw;
        }

        base.Dispose(disposing);
    }

    private void Arrange(int mode)
    {
        for (var i = 0; i < panes.Count; i++)
            panes[i].Pane.Visible = i == mode;
        modes.Show(Modes, mode);
        SetNeedsDraw();
    }
}
