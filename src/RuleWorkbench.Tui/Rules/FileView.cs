using RuleWorkbench.Presentation.Pages;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Tui.Views;
using Terminal.Gui.ViewBase;

namespace RuleWorkbench.Tui.Rules;

/// <summary>The tab of a file: its text, where the caret is, and what is known of its place.</summary>
public sealed class FileView : PaintedView
{
    private readonly FilePage page;
    private readonly StillView head;

    public FileView(FilePage page, IClipboard clipboard, Theme theme)
        : base(theme)
    {
        this.page = page;
        CanFocus = true;
        (Width, Height) = (Dim.Fill(), Dim.Fill());
        head = new StillView { Theme = theme };
        var code = new CodeView(page.Code, clipboard, theme) { X = 1, Y = Pos.Bottom(head), Width = Dim.Fill(1), Height = Dim.Fill(2) };
        var hint = new HintView(code, theme) { Y = Pos.Bottom(code), Width = Dim.Fill(), Height = 2 };
        Add(code, hint, head);
        page.Changed += ShowHead;
        ShowHead();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            page.Changed -= ShowHead;
        base.Dispose(disposing);
    }

    private void ShowHead() => head.Show(page.Head);
}
