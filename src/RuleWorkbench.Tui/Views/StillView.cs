using RuleWorkbench.Presentation.Lines;
using Terminal.Gui.ViewBase;

namespace RuleWorkbench.Tui.Views;

/// <summary>A few lines that stand still; as high as there are lines.</summary>
internal sealed class StillView : View
{
    private IReadOnlyList<Line> lines = [];

    public StillView()
    {
        CanFocus = false;
        Width = Dim.Fill();
        Height = 0;
    }

    public Theme Theme { get; set; } = Theme.Dark;

    public void Show(IReadOnlyList<Line> shown)
    {
        if (shown.Count != lines.Count)
            Height = shown.Count;
        lines = shown;
        SetNeedsDraw();
    }

    protected override bool OnDrawingContent(DrawContext? context)
    {
        for (var y = 0; y < Math.Min(lines.Count, Viewport.Height); y++)
        {
            var x = 0;
            foreach (var piece in lines[y].Fit(Viewport.Width).Pieces)
            {
                SetAttribute(Theme.Of(piece.Tone));
                AddStr(x, y, piece.Text);
                x += Columns.Of(piece.Text);
            }
        }

        return true;
    }
}
