using RuleWorkbench.Presentation.Lines;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace RuleWorkbench.Tui.Views;

/// <summary>The line between two parts of the window; it can be dragged where somebody wants to know.</summary>
public sealed class EdgeView : View
{
    public EdgeView()
    {
        CanFocus = false;
        Width = 1;
    }

    public Theme Theme { get; set; } = Theme.Dark;

    /// <summary>The edge is dragged by so many columns.</summary>
    public Action<int>? Dragged { get; set; }

    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed) && mouse.Flags.HasFlag(MouseFlags.PositionReport) && mouse.Position is { X: not 0 } at)
            Dragged?.Invoke(at.X);
        else if (mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed))
            App?.Mouse.GrabMouse(this);
        else if (mouse.Flags.HasFlag(MouseFlags.LeftButtonReleased))
            App?.Mouse.UngrabMouse();
        return true;
    }

    protected override bool OnClearingViewport() => true;

    protected override bool OnDrawingContent(DrawContext? context)
    {
        SetAttribute(Theme.Of(Tone.Quiet));
        for (var y = 0; y < Viewport.Height; y++)
            AddStr(0, y, "│");
        return true;
    }
}
