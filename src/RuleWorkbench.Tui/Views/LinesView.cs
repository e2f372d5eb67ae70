using System.Globalization;
using RuleWorkbench.Presentation.Lines;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace RuleWorkbench.Tui.Views;

/// <summary>Draws a list of lines: those that are visible and no others, so that ten thousand cost what twenty do.</summary>
public sealed class LinesView : View
{
    private LineList? list;
    private Theme theme = Theme.Dark;
    private int top;
    private int left;

    public LinesView()
    {
        CanFocus = true;
        Width = Dim.Fill();
        Height = Dim.Fill();
        void Add(Command command, Key key, Action<LineList> act)
        {
            AddCommand(command, () =>
            {
                if (list is { } shown)
                    act(shown);
                return true;
            });
            KeyBindings.ReplaceCommands(key, command);
        }

        Add(Command.Up, Key.CursorUp, l => l.Selected--);
        Add(Command.Down, Key.CursorDown, l => l.Selected++);
        Add(Command.PageUp, Key.PageUp, l => l.Selected -= Math.Max(1, Rows - 1));
        Add(Command.PageDown, Key.PageDown, l => l.Selected += Math.Max(1, Rows - 1));
        Add(Command.Start, Key.Home, l => l.Selected = 0);
        Add(Command.End, Key.End, l => l.Selected = l.Count - 1);
        Add(Command.Right, Key.CursorRight, l => Sideways(l.Count > 0 && l.Expand(l.Selected), 8));
        Add(Command.Left, Key.CursorLeft, l => Sideways(left == 0 && l.Count > 0 && l.Collapse(l.Selected), -8));
        Add(Command.Accept, Key.Enter, l => Enter());
        Add(Command.Activate, Key.Space, l => Act(l.Toggled));
        Add((Command)20_301, Key.InsertChar, l => l.Inserted?.Invoke());
        Add(Command.DeleteCharRight, Key.Delete, l => Act(l.Deleted));
    }

    /// <summary>The lines; null for none.</summary>
    public LineList? List
    {
        get => list;
        set
        {
            if (list == value)
                return;
            if (list is not null)
                list.Changed -= OnChanged;
            list = value;
            if (list is not null)
                list.Changed += OnChanged;
            (top, left) = (0, 0);
            OnChanged();
        }
    }

    /// <summary>Takes a letter that is typed; null where letters do nothing.</summary>
    public Action<Key>? Typed { get; set; }

    public Theme Theme
    {
        get => theme;
        set
        {
            theme = value;
            SetNeedsDraw();
        }
    }

    private int HeaderRows => list?.Header is null || list.Count == 0 ? 0 : 1;

    private int Rows => Math.Max(1, Viewport.Height - HeaderRows);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            List = null;
        base.Dispose(disposing);
    }

    // A letter that nobody takes would open a menu by its hot key, and the next one run something in it.
    protected override bool OnKeyDownNotHandled(Key key)
    {
        if (key.IsCtrl || key.IsAlt || key.AsGrapheme is not { Length: > 0 } letter || char.IsControl(letter[0]))
            return base.OnKeyDownNotHandled(key);
        Typed?.Invoke(key);
        return true;
    }

    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (list is null || mouse.Position is not { } at)
            return false;
        if (mouse.Flags.HasFlag(MouseFlags.WheeledDown) || mouse.Flags.HasFlag(MouseFlags.WheeledUp))
        {
            top = Math.Clamp(top + (mouse.Flags.HasFlag(MouseFlags.WheeledDown) ? 3 : -3), 0, Math.Max(0, list.Count - Rows));
            SetNeedsDraw();
            return true;
        }

        if (mouse.Flags.HasFlag(MouseFlags.LeftButtonDoubleClicked))
        {
            Enter();
            return true;
        }

        if (!mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed))
            return false;
        SetFocus();
        var row = at.Y - HeaderRows + top;
        if (at.Y < HeaderRows)
            list.Click(-1, at.X + left);
        else if (row < list.Count)
        {
            list.Selected = row;
            list.Click(row, at.X + left);
        }

        return true;
    }

    protected override bool OnClearingViewport() => true;

    protected override bool OnDrawingContent(DrawContext? context)
    {
        var plain = theme.Of(Tone.Normal);
        SetAttribute(plain);
        for (var y = 0; y < Viewport.Height; y++)
            AddStr(0, y, new string(' ', Viewport.Width));
        if (list is null || Viewport.Width == 0)
            return true;
        list.Resize(Viewport.Width);
        if (list.Count == 0)
        {
            foreach (var (text, y) in Columns.Wrap(list.Placeholder, Viewport.Width - 2).Select((t, i) => (t, i)).Take(Viewport.Height))
                Draw(Line.Of(" " + text, Tone.Quiet), y, null);
            return true;
        }

        if (HeaderRows == 1)
            Draw(list.Header!, 0, null);
        if (list.Selected < top)
            top = list.Selected;
        else if (list.Selected >= top + Rows)
            top = list.Selected - Rows + 1;
        top = Math.Clamp(top, 0, Math.Max(0, list.Count - Rows));
        for (var y = 0; y < Rows && top + y < list.Count; y++)
            Draw(list.At(top + y), y + HeaderRows, top + y == list.Selected ? HasFocus ? theme.Selection : theme.Shade : null);
        DrawScroll();
        return true;
    }

    protected override void OnHasFocusChanged(bool newHasFocus, View? previousFocusedView, View? focusedView)
    {
        base.OnHasFocusChanged(newHasFocus, previousFocusedView, focusedView);
        SetNeedsDraw();
    }

    private void OnChanged() => SetNeedsDraw();

    private void Sideways(bool isDone, int by)
    {
        if (isDone)
            return;

        // As far as there is text in one of the lines that are visible.
        var widest = Enumerable.Range(top, Math.Clamp(list!.Count - top, 0, Rows)).Select(i => Columns.Of(list.At(i).Text)).DefaultIfEmpty().Max();
        left = Math.Clamp(left + by, 0, Math.Max(0, widest - Viewport.Width + 1));
        SetNeedsDraw();
    }

    private void Enter() => Act(list?.Entered);

    private void Act(Action<int>? action)
    {
        if (list is { Count: > 0 })
            action?.Invoke(list.Selected);
    }

    private void Draw(Line line, int y, Terminal.Gui.Drawing.Color? back)
    {
        var x = -left;
        if (back is { } all)
        {
            SetAttribute(new Attribute(theme.Text, all));
            AddStr(0, y, new string(' ', Viewport.Width));
        }

        foreach (var piece in line.Pieces)
        {
            var attribute = theme.Of(piece.Tone, back);
            SetAttribute(back == theme.Selection && piece.Tone != Tone.Chosen ? attribute with { Foreground = theme.Name is "high contrast" ? theme.SelectionText : attribute.Foreground } : attribute);
            if (x >= 0 && x + Columns.Of(piece.Text) <= Viewport.Width)
            {
                AddStr(x, y, piece.Text);
                x += Columns.Of(piece.Text);
                continue;
            }

            var elements = StringInfo.GetTextElementEnumerator(piece.Text);
            while (elements.MoveNext())
            {
                var element = elements.GetTextElement();
                var width = Columns.Of(element);
                if (x + width > Viewport.Width)
                {
                    AddStr(Viewport.Width - 1, y, "…");
                    return;
                }

                if (x >= 0)
                    AddStr(x, y, element);
                x += width;
            }
        }
    }

    /// <summary>A mark at the right edge where the visible lines are among all.</summary>
    private void DrawScroll()
    {
        if (list!.Count <= Rows)
            return;
        var size = Math.Max(1, Rows * Rows / list.Count);
        var at = (int)((long)top * (Rows - size) / Math.Max(1, list.Count - Rows));
        SetAttribute(theme.Of(Tone.Quiet));
        for (var y = at; y < at + size; y++)
            AddStr(Viewport.Width - 1, y + HeaderRows, "▐");
    }
}
