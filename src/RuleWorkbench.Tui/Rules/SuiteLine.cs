using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Rules;
using RuleWorkbench.Tui.Views;
using Terminal.Gui.ViewBase;

namespace RuleWorkbench.Tui.Rules;

/// <summary>One line that says what the edits since the last save do to the saved cases.</summary>
internal sealed class SuiteLine : View
{
    private readonly Theme theme;
    private readonly SuiteStrip strip;

    public SuiteLine(SuiteStrip strip, Theme theme)
    {
        this.theme = theme;
        this.strip = strip;
        CanFocus = false;
        Height = 1;
        Width = Dim.Fill();
        strip.Changed += SetNeedsDraw;
    }

    protected override bool OnDrawingContent(DrawContext? context)
    {
        var normal = theme.Of(Tone.Normal);
        var effect = strip.Effect;
        var words = effect is null ? strip.IsRunning ? "running the saved cases …" : "no saved cases" : effect.Words + (strip.IsRunning ? " …" : "");
        var colour = effect switch
        {
            { Failing: > 0 } when effect.Failing > effect.FailedBefore => theme.Bad,
            { Changed.IsEmpty: false } => theme.Warning,
            _ => theme.Quiet,
        };
        SetAttribute(normal with { Foreground = theme.Quiet });
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
