using RuleWorkbench.Presentation.Language;
using RuleWorkbench.Presentation.Rules;
using RuleWorkbench.Presentation.Session;
using Terminal.Gui.Drawing;
using Terminal.Gui.Input;
using Terminal.Gui.Text;
using Terminal.Gui.ViewBase;

namespace RuleWorkbench.Tui.Rules;

/// <summary>The tab of a rule: its expressions, and its form.</summary>
public sealed class RuleView : View
{
    private readonly RuleEditor editor;
    private readonly ChoiceBar modes = new() { Y = 1 };
    private readonly ExpressionPane expression;
    private readonly List<(string Name, View Pane)> panes;

    public RuleView(RuleEditor editor, IClipboard clipboard, IDialogs dialogs)
    {
        this.editor = editor;
        CanFocus = true;
        (Width, Height) = (Dim.Fill(), Dim.Fill());
        expression = new ExpressionPane(editor, clipboard);
        panes = [("Expression", expression), ("Details", new FormPane(editor, dialogs))];
        foreach (var (_, pane) in panes)
        {
            (pane.Y, pane.Height) = (3, Dim.Fill());
            Add(pane);
        }

        Add(modes);

        modes.ChosenByUser += Show;
        expression.DeclarationAsked += symbol => DeclarationAsked?.Invoke(symbol);
        BindKey(Key.D1.WithAlt, (Command)20_101, () => Show(0));
        BindKey(Key.D2.WithAlt, (Command)20_102, () => Show(1));
        editor.Changed += SetNeedsDraw;
        editor.Live.Changed += SetNeedsDraw;
        Show(0);
    }

    /// <summary>The user wants to go to where a thing is declared.</summary>
    public event Action<Symbol>? DeclarationAsked;

    public RuleEditor Editor => editor;

    /// <summary>What stands at the caret of the expression, or null.</summary>
    public Symbol? CurrentSymbol => expression.CurrentSymbol;

    /// <summary>Names of the ways in which the rule is shown, in the order of their keys Alt+1, Alt+2, …</summary>
    public IReadOnlyList<string> Modes => [.. panes.Select(p => p.Name)];

    /// <summary>Shows the rule in one of the ways.</summary>
    public void Show(int mode)
    {
        for (var i = 0; i < panes.Count; i++)
            panes[i].Pane.Visible = i == mode;
        modes.Show(Modes, mode);
        panes[mode].Pane.SetFocus();
        if (mode == 0)
            expression.FocusCode();
        SetNeedsDraw();
    }

    protected override bool OnDrawingContent(DrawContext? context)
    {
        var normal = GetAttributeForRole(VisualRole.Normal);
        SetAttribute(normal);
        for (var y = 0; y < Viewport.Height; y++)
            AddStr(0, y, new string(' ', Viewport.Width));
        var isGone = editor.Pointer is null;
        var title = isGone ? $"{editor.RuleId} is gone" : editor.Name == editor.RuleId ? editor.Name : $"{editor.RuleId}  {editor.Name}";
        var verdict = editor.Live.Now is { } now ? $"{now.Sign} " : "";
        SetAttribute(normal with { Style = TextStyle.Bold });
        AddStr(1, 0, CellText.Fit(verdict + title, Viewport.Width - 2));
        if (editor.IsGuard)
        {
            SetAttribute(normal with { Foreground = Signs.Quiet(this) });
            AddStr(Math.Min(Viewport.Width - 6, 3 + (verdict + title).GetColumns()), 0, "guard");
        }

        return true;
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

    private void BindKey(Key key, Command command, Action run)
    {
        AddCommand(command, () =>
        {
            run();
            return true;
        });
        HotKeyBindings.Add(key, command);
    }
}
