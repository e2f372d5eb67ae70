using RuleWorkbench.Presentation.Rules;
using Terminal.Gui.Drawing;
using Terminal.Gui.ViewBase;

namespace RuleWorkbench.Tui.Rules;

/// <summary>One line that says what the edits since the last save do to the saved cases.</summary>
internal sealed class SuiteLine : View
{
    private readonly SuiteStrip strip;

    public SuiteLine(SuiteStrip strip)
    {
        this.strip = strip;
        CanFocus = false;
        Height = 1;
        Width = Dim.Fill();
        strip.Changed += SetNeedsDraw;
    }

    protected override bool OnDrawingContent(DrawContext? context)
    {
        var normal = GetAttributeForRole(VisualRole.Normal);
        var effect = strip.Effect;
        var words = effect is null ? strip.IsRunning ? "running the saved cases …" : "no saved cases" : effect.Words + (strip.IsRunning ? " …" : "");
        var colour = effect switch
        {
            { Failing: > 0 } when effect.Failing > effect.FailedBefore => Signs.Error(this),
            { Changed.IsEmpty: false } => Signs.Warning(this),
            _ => Signs.Quiet(this),
        };
        SetAttribute(normal with { Foreground = Signs.Quiet(this) });
        AddStr(0, 0, CellText.Pad(" Suites: ", Viewport.Width));
        SetAttribute(normal with { Foreground = colour });
        AddStr(9, 0, CellText.Fit(words, Viewport.Width - 10));
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            strip.Changed -= SetNeedsDraw;
        base.Dispose(disposing);
    }
}
