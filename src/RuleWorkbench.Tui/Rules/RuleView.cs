using RuleWorkbench.Presentation.Language;
using RuleWorkbench.Presentation.Rules;
using RuleWorkbench.Presentation.Session;
using Terminal.Gui.Drawing;
using Terminal.Gui.Input;
using Terminal.Gui.Text;
using Terminal.Gui.ViewBase;

namespace RuleWorkbench.Tui.Rules;

/// <summary>The tab of a rule: its expressions as code, its condition as criteria, its form, and its group as a table.</summary>
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
        var table = new TablePane(editor);
        panes = [("Expression", expression), ("Criteria", new BuilderPane(editor, dialogs)), ("Details", new FormPane(editor, dialogs)), ("Table", table)];
        foreach (var (_, pane) in panes)
        {
            (pane.Y, pane.Height) = (3, Dim.Fill());
            Add(pane);
        }

        Add(modes);

        modes.ChosenByUser += Show;
        expression.DeclarationAsked += symbol => DeclarationAsked?.Invoke(symbol);
        table.RuleAsked += rule => RuleAsked?.Invoke(rule);
        Key[] keys = [Key.D1.WithAlt, Key.D2.WithAlt, Key.D3.WithAlt, Key.D4.WithAlt];
        for (var i = 0; i < keys.Length; i++)
        {
            var mode = i;
            BindKey(keys[i], (Command)(20_101 + i), () => Show(mode));
        }

        editor.Changed += SetNeedsDraw;
        editor.Live.Changed += SetNeedsDraw;
        Show(0);
    }

    /// <summary>The user wants to go to where a thing is declared.</summary>
    public event Action<Symbol>? DeclarationAsked;

    /// <summary>The user wants to open another rule of this workflow, by its id.</summary>
    public event Action<string>? RuleAsked;

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
