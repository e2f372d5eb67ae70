using RuleWorkbench.Presentation.Rules;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Tui.Views;
using Terminal.Gui.ViewBase;

namespace RuleWorkbench.Tui.Rules;

/// <summary>The tab of a script: its code, and what is known of the place of the caret.</summary>
public sealed class ScriptView : View
{
    public ScriptView(ScriptPage page, IClipboard clipboard, Theme theme)
    {
        CanFocus = true;
        (Width, Height) = (Dim.Fill(), Dim.Fill());
        var code = new CodeView(page.Code, clipboard, theme) { X = 1, Width = Dim.Fill(1), Height = Dim.Fill(2) };
        var hint = new HintView(code, theme) { Y = Pos.Bottom(code), Width = Dim.Fill(), Height = 2 };
        Add(code, hint);
    }
}
