using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Pages;
using Terminal.Gui.ViewBase;

namespace RuleWorkbench.Tui.Views;

/// <summary>A page: its head, its list, and beside or below that its second list.</summary>
public sealed class PageView : Pane
{
    private readonly Page page;
    private readonly StillView head = new();
    private readonly LinesView main = new();
    private readonly BarView title = new();
    private readonly LinesView detail = new();
    private readonly EdgeView edge = new();
    private bool? isWide;

    public PageView(Page page, Theme theme)
    {
        this.page = page;
        Width = Dim.Fill();
        Height = Dim.Fill();
        main.Y = Pos.Bottom(head);
        main.List = page.Main;
        Add(head, main);
        head.Theme = main.Theme = title.Theme = detail.Theme = edge.Theme = theme;
        if (page.Detail is { } second)
        {
            detail.List = second;
            Add(edge, title, detail);
            second.Changed += FollowDetail;
            FollowDetail();
        }

        page.Changed += Refresh;
        ViewportChanged += (_, _) => Arrange();
        Refresh();
    }

    protected override void Dispose(bool disposing)
    {
        page.Changed -= Refresh;
        if (page.Detail is { } second)
            second.Changed -= FollowDetail;
        base.Dispose(disposing);
    }

    /// <summary>An empty list takes no keys: who came there would not see where they are.</summary>
    private void FollowDetail()
    {
        var hasLines = page.Detail!.Count > 0;
        if (!hasLines && detail.HasFocus)
            main.SetFocus();
        detail.CanFocus = hasLines;
    }

    private void Refresh()
    {
        head.Show(page.Head);
        title.Show([new BarView.Part(Line.Of(" " + page.DetailTitle + " ", Tone.Quiet))], Line.Empty);
        Arrange();
    }

    private void Arrange()
    {
        // Whatever is placed has the whole window laid out anew.
        var wide = Viewport.Width >= page.BesideFrom;
        if (page.Detail is null || wide == isWide)
            return;
        isWide = wide;
        (main.Width, main.Height) = wide ? (Dim.Percent(55), Dim.Fill()) : (Dim.Fill(), Dim.Percent(55));
        edge.Visible = wide;
        edge.X = Pos.Right(main);
        edge.Y = Pos.Bottom(head);
        edge.Height = Dim.Fill();
        title.X = detail.X = wide ? Pos.Right(edge) : 0;
        title.Y = wide ? Pos.Bottom(head) : Pos.Bottom(main);
        detail.Y = Pos.Bottom(title);
    }
}
