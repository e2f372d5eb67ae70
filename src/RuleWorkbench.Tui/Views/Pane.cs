using Terminal.Gui.ViewBase;

namespace RuleWorkbench.Tui.Views;

/// <summary>A view that others cover to the last cell. The library would clear it, and paint all of them anew, whenever one of
/// them changes; so it is never cleared.</summary>
public class Pane : View
{
    public Pane() => CanFocus = true;

    protected override bool OnClearingViewport() => true;
}
