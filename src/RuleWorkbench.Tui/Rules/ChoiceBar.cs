using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Tui.Views;
using Terminal.Gui.Drawing;
using Terminal.Gui.Input;
using Terminal.Gui.Text;
using Terminal.Gui.ViewBase;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace RuleWorkbench.Tui.Rules;

/// <summary>Names in a line of which one is chosen: by the arrow keys, or by a click.</summary>
internal sealed class ChoiceBar : View
{
    private readonly Theme theme;
    private IReadOnlyList<string> names = [];
    private int chosen;

    public ChoiceBar(Theme theme)
    {
        this.theme = theme;
        CanFocus = true;
        TabStop = TabBehavior.TabStop;
        Height = 1;
        Width = Dim.Fill();
        AddCommand(Command.Left, () => Choose(chosen - 1));
        AddCommand(Command.Right, () => Choose(chosen + 1));
        KeyBindings.ReplaceCommands(Key.CursorLeft, Command.Left);
        KeyBindings.ReplaceCommands(Key.CursorRight, Command.Right);
    }

    /// <summary>The user has chosen another name.</summary>
    public event Action<int>? ChosenByUser;

    public int Chosen => chosen;

    public void Show(IReadOnlyList<string> shown, int now)
    {
        if (names.SequenceEqual(shown) && chosen == now)
            return;
        (names, chosen) = (shown, now);
        SetNeedsDraw();
    }

    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (!mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed) || mouse.Position is not { } at)
            return false;
        var x = 0;
        for (var i = 0; i < names.Count; i++)
        {
            var width = names[i].GetColumns() + 3;
            if (at.X >= x && at.X < x + width)
                return Choose(i) ?? false;
            x += width;
        }

        return true;
    }

    protected override bool OnDrawingContent(DrawContext? context)
    {
        var normal = theme.Of(Tone.Normal);
        var x = 0;
        SetAttribute(normal);
        AddStr(0, 0, new string(' ', Viewport.Width));
        for (var i = 0; i < names.Count && x < Viewport.Width; i++)
        {
            SetAttribute(i != chosen ? normal with { Foreground = theme.Quiet } : HasFocus ? new Attribute(theme.SelectionText, theme.Selection) : normal with { Style = TextStyle.Bold | TextStyle.Underline });
            AddStr(x + 1, 0, names[i]);
            x += names[i].GetColumns() + 3;
        }

        return true;
    }

    private bool? Choose(int index)
    {
        if (index < 0 || index >= names.Count)
            return true;
        chosen = index;
        SetNeedsDraw();
        ChosenByUser?.Invoke(index);
        return true;
    }
}
