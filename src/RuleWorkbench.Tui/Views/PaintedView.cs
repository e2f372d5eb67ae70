using RuleWorkbench.Presentation.Lines;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace RuleWorkbench.Tui.Views;

/// <summary>A view that paints itself on the plain background of its theme, and does what its keys say.</summary>
public abstract class PaintedView(Theme theme) : View
{
    private const int FirstCommand = 20_000;

    private int commands = FirstCommand;

    protected Theme Theme => theme;

    /// <summary>Does something on a key, and paints the view anew.</summary>
    protected void Bind(Key key, Action run) => KeyBindings.ReplaceCommands(key, Doing(run));

    /// <summary>The same also while another view has the focus.</summary>
    protected void BindEverywhere(Key key, Action run) => HotKeyBindings.Add(key, Doing(run));

    // It paints all of itself: cleared by the library, all views in it would be painted anew too.
    protected sealed override bool OnClearingViewport() => true;

    protected sealed override bool OnDrawingContent(DrawContext? context)
    {
        SetAttribute(theme.Of(Tone.Normal));
        for (var y = 0; y < Viewport.Height; y++)
            AddStr(0, y, new string(' ', Viewport.Width));
        Paint();
        return true;
    }

    /// <summary>Writes on the empty view.</summary>
    protected virtual void Paint()
    {
    }

    private Command Doing(Action run)
    {
        var command = (Command)commands++;
        AddCommand(command, () =>
        {
            run();
            SetNeedsDraw();
            return true;
        });
        return command;
    }
}
