using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Tui.Views;
using Terminal.Gui.Drawing;
using Terminal.Gui.Input;
using Terminal.Gui.Text;
using Terminal.Gui.ViewBase;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace RuleWorkbench.Tui.Rules;

/// <summary>Names in a line of which one is chosen: by the arrow keys, or by a click.</summary>
internal sealed class ChoiceBar : PaintedView
{
    private IReadOnlyList<string> names = [];
    private int chosen;

    public ChoiceBar(Theme theme)
        : base(theme)
    {
        CanFocus = true;
        TabStop = TabBehavior.TabStop;
        Height = 1;
        Width = Dim.Fill();
        Bind(Key.CursorLeft, () => Choose(chosen - 1));
        Bind(Key.CursorRight, () => Choose(chosen + 1));
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
            {
                Choose(i);
                return true;
            }

            x += width;
        }

        return true;
    }

    protected override void Paint()
    {
        var normal = Theme.Of(Tone.Normal);
        var x = 0;
        for (var i = 0; i < names.Count && x < Viewport.Width; i++)
        {
            SetAttribute(i != chosen ? normal with { Foreground = Theme.Quiet } : HasFocus ? new Attribute(Theme.SelectionText, Theme.Selection) : normal with { Style = TextStyle.Bold | TextStyle.Underline });
            AddStr(x + 1, 0, names[i]);
            x += names[i].GetColumns() + 3;
        }
    }

    private void Choose(int index)
    {
        if (index < 0 || index >= names.Count)
            return;
        chosen = index;
        SetNeedsDraw();
        ChosenByUser?.Invoke(index);
    }
}
