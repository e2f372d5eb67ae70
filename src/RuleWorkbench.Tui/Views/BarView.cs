using RuleWorkbench.Presentation.Lines;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace RuleWorkbench.Tui.Views;

/// <summary>One row on the colour of bars: titles of panes, the tabs, the status bar. Its parts can be clicked.</summary>
public sealed class BarView : View
{
    private IReadOnlyList<Part> parts = [];
    private Line end = Line.Empty;

    public BarView()
    {
        CanFocus = false;
        Height = 1;
        Width = Dim.Fill();
    }

    public Theme Theme { get; set; } = Theme.Dark;

    /// <summary>Shows parts from the left on, and a line at the right end.</summary>
    public void Show(IReadOnlyList<Part> shown, Line atEnd)
    {
        if (parts.SequenceEqual(shown) && end.Pieces.SequenceEqual(atEnd.Pieces))
            return;
        (parts, end) = (shown, atEnd);
        SetNeedsDraw();
    }

    /// <summary>The bar is dragged by so many rows, at a place where nothing can be clicked; null where it stands still.</summary>
    public Action<int>? Dragged { get; set; }

    protected override bool OnMouseEvent(Mouse mouse) => Click(mouse) || (Dragged is not null && Drag(mouse));

    private bool Drag(Mouse mouse)
    {
        if (mouse.Flags.HasFlag(MouseFlags.LeftButtonReleased))
            App?.Mouse.UngrabMouse();
        else if (!mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed))
            return false;
        else if (!mouse.Flags.HasFlag(MouseFlags.PositionReport))
            App?.Mouse.GrabMouse(this);
        else if (mouse.Position is { Y: not 0 } at)
            Dragged!(at.Y);
        return true;
    }

    private bool Click(Mouse mouse)
    {
        if (!mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed) || mouse.Flags.HasFlag(MouseFlags.PositionReport) || mouse.Position is not { } at)
            return false;
        var x = 0;
        foreach (var part in Shown())
        {
            x += Columns.Of(part.Line.Text);
            if (at.X >= x)
                continue;
            part.Click?.Invoke();
            return part.Click is not null;
        }

        return false;
    }

    protected override bool OnClearingViewport() => true;

    protected override bool OnDrawingContent(DrawContext? context)
    {
        SetAttribute(Theme.Of(Tone.Normal, Theme.Bar));
        AddStr(0, 0, new string(' ', Viewport.Width));
        var x = 0;
        foreach (var part in Shown())
            x = Draw(part.Line, x, part.IsInFront);
        var width = Columns.Of(end.Text);
        if (width > 0 && x + 1 < Viewport.Width)
            Draw(width <= Viewport.Width - x - 1 ? end : end.Fit(Viewport.Width - x - 1), Math.Max(x + 1, Viewport.Width - width), false);
        return true;
    }

    /// <summary>The parts from the first on with which the one in front still fits.</summary>
    private IEnumerable<Part> Shown()
    {
        var from = 0;
        var front = parts.TakeWhile(p => !p.IsInFront).Count();
        while (from < front && parts.Skip(from).Take(front - from + 1).Sum(p => Columns.Of(p.Line.Text)) > Viewport.Width)
            from++;
        return parts.Skip(from).Select(Shrunk);
    }

    /// <summary>A part that may be shorter gives its room to the others and to what stands at the end.</summary>
    private Part Shrunk(Part part)
    {
        var over = parts.Sum(p => Columns.Of(p.Line.Text)) + Columns.Of(end.Text) + 1 - Viewport.Width;
        var width = Columns.Of(part.Line.Text);
        return over <= 0 || part.Least >= width ? part : part with { Line = part.Line.Fit(Math.Max(part.Least, width - over)) };
    }

    private int Draw(Line line, int x, bool isInFront)
    {
        foreach (var piece in line.Pieces)
        {
            SetAttribute(Theme.Of(piece.Tone, isInFront ? Theme.Back : Theme.Bar));
            var text = Columns.Cut(piece.Text, Viewport.Width - x);
            AddStr(x, 0, text);
            x += Columns.Of(text);
        }

        return x;
    }

    /// <summary>A part that can be clicked.</summary>
    /// <param name="IsInFront">Shown on the colour of what lies below: the tab that is in front.</param>
    /// <param name="Least">Columns to which it is cut where there is no room for all.</param>
    public sealed record Part(Line Line, Action? Click = null, bool IsInFront = false, int Least = int.MaxValue)
    {
        public bool Equals(Part? other) => other is not null && IsInFront == other.IsInFront && Line.Pieces.SequenceEqual(other.Line.Pieces);

        public override int GetHashCode() => Line.Text.GetHashCode(StringComparison.Ordinal);
    }
}
