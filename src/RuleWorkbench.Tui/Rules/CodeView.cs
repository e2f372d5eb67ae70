using System.Drawing;
using System.Globalization;
using RuleWorkbench.Presentation.Language;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Tui.Views;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace RuleWorkbench.Tui.Rules;

/// <summary>Shows a <see cref="CodeEditor"/> and hands keys and mouse to it. Long lines go on in the next row.</summary>
public sealed class CodeView : PaintedView
{
    private readonly IClipboard clipboard;
    private readonly CompletionPopup popup;
    private CodeEditor editor;
    private (string Text, int Width, CodeLayout Sheet)? laidOut;
    private int firstRow;
    private int? column;
    private bool follows = true;

    public CodeView(CodeEditor editor, IClipboard clipboard, Theme theme)
        : base(theme)
    {
        this.editor = editor;
        this.clipboard = clipboard;
        popup = new CompletionPopup(this, theme);
        CanFocus = true;
        TabStop = TabBehavior.TabStop;
        editor.Changed += Refresh;
        BindMoves();
        BindEdits();
    }

    /// <summary>Replaces the editor that is shown.</summary>
    public CodeEditor Editor
    {
        get => editor;
        set
        {
            editor.Changed -= Refresh;
            editor = value;
            editor.Changed += Refresh;
            (firstRow, column, laidOut) = (0, null, null);
            Refresh();
        }
    }

    /// <summary>Rows that the whole text takes at the present width.</summary>
    public int Rows => Sheet.Rows.Length;

    private CodeLayout Sheet
    {
        get
        {
            var width = Math.Max(2, Viewport.Width - 1);
            if (laidOut is not { } known || known.Text != editor.Text || known.Width != width)
                laidOut = known = (editor.Text, width, new CodeLayout(editor.Text, width));
            return known.Sheet;
        }
    }

    /// <summary>Where a position of the text stands in the view; a row outside of it is not shown.</summary>
    internal Point PlaceOf(int position)
    {
        var (row, x) = Sheet.PlaceOf(position);
        return new Point(x, row - firstRow);
    }

    protected override bool OnPaste(string text)
    {
        editor.Paste(text);
        return true;
    }

    protected override bool OnKeyDown(Key key)
    {
        if (editor.Proposals.IsEmpty)
            return false;
        if (key == Key.CursorDown || key == Key.CursorUp)
            editor.Choose(key == Key.CursorDown ? 1 : -1);
        else if (key == Key.PageDown || key == Key.PageUp)
            editor.Choose(key == Key.PageDown ? CompletionPopup.MostRows : -CompletionPopup.MostRows);
        else if (key == Key.Enter || key == Key.Tab)
            editor.Accept();
        else if (key == Key.Esc)
            editor.Dismiss();
        else
            return false;
        return true;
    }

    protected override bool OnKeyDownNotHandled(Key key)
    {
        if (key.IsCtrl || key.IsAlt || key.AsGrapheme is not { Length: > 0 } character || char.IsControl(character[0]))
            return false;
        editor.Type(character);
        return true;
    }

    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Flags.HasFlag(MouseFlags.WheeledDown) || mouse.Flags.HasFlag(MouseFlags.WheeledUp))
        {
            Scroll(mouse.Flags.HasFlag(MouseFlags.WheeledDown) ? 1 : -1);
            return true;
        }

        if (!mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed) && !mouse.Flags.HasFlag(MouseFlags.LeftButtonDoubleClicked) || mouse.Position is not { } at)
            return false;
        if (!HasFocus)
            SetFocus();
        var position = Sheet.PositionAt(at.Y + firstRow, at.X);
        editor.Move(mouse.Flags.HasFlag(MouseFlags.LeftButtonDoubleClicked) ? editor.State.SelectWord(position) : editor.State.At(position, mouse.Flags.HasFlag(MouseFlags.PositionReport)));
        return true;
    }

    protected override void OnHasFocusChanged(bool newHasFocus, View? previousFocusedView, View? focusedView)
    {
        if (!newHasFocus && !editor.Proposals.IsEmpty)
            editor.Dismiss();
        base.OnHasFocusChanged(newHasFocus, previousFocusedView, focusedView);
        SetNeedsDraw();
    }

    protected override void Paint()
    {
        if (follows)
            Follow();
        var colours = new CodeColours(editor, Theme, HasFocus ? editor.Bracket : null);
        for (var y = 0; y < Viewport.Height && y + firstRow < Rows; y++)
        {
            var (at, end) = Sheet.Rows[y + firstRow];
            var x = 0;
            while (at < end)
            {
                var length = StringInfo.GetNextTextElementLength(editor.Text, at);
                SetAttribute(colours.At(at));
                var shown = editor.Text.Substring(at, length);
                AddStr(x, y, shown is "\t" ? " " : shown);
                x += Sheet.Width(at, at + length);
                at += length;
            }
        }

        PlaceCursor();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            editor.Changed -= Refresh;
            popup.Hide();
            popup.Dispose();
        }

        base.Dispose(disposing);
    }

    private void PlaceCursor()
    {
        var at = PlaceOf(editor.State.Caret);
        Cursor = HasFocus && at.Y >= 0 && at.Y < Viewport.Height
            ? new Cursor { Position = ViewportToScreen(at with { X = Math.Min(at.X, Viewport.Width - 1) }), Style = CursorStyle.BlinkingBar }
            : new Cursor { Position = null };
    }

    private void Refresh()
    {
        follows = true;
        if (Viewport.Height > 0)
            Follow();
        popup.Show(editor);
        SetNeedsDraw();
    }

    private void Follow()
    {
        var row = Sheet.PlaceOf(editor.State.Caret).Row;
        var height = Math.Max(1, Viewport.Height);
        firstRow = Math.Clamp(firstRow, Math.Max(0, row - height + 1), Math.Min(row, Math.Max(0, Rows - height)));
    }

    private void Scroll(int rows)
    {
        follows = false;
        firstRow = Math.Clamp(firstRow + rows, 0, Math.Max(0, Rows - Viewport.Height));
        SetNeedsDraw();
    }

    private void Vertical(int rows, bool extends)
    {
        var (row, x) = Sheet.PlaceOf(editor.State.Caret);
        var wanted = column ?? x;
        editor.Move(editor.State.At(row + rows < 0 ? 0 : row + rows >= Rows ? editor.Text.Length : Sheet.PositionAt(row + rows, wanted), extends));
        column = wanted;
    }

    private int RowStart => Sheet.Rows[Sheet.PlaceOf(editor.State.Caret).Row].Start;

    private int RowEnd => Sheet.PositionAt(Sheet.PlaceOf(editor.State.Caret).Row, int.MaxValue);

    private void BindMoves()
    {
        BindMove(Key.CursorLeft, e => editor.State.Left(e));
        BindMove(Key.CursorRight, e => editor.State.Right(e));
        BindMove(Key.CursorLeft.WithCtrl, e => editor.State.WordLeft(e));
        BindMove(Key.CursorRight.WithCtrl, e => editor.State.WordRight(e));
        BindMove(Key.Home, e => editor.State.At(RowStart, e));
        BindMove(Key.End, e => editor.State.At(RowEnd, e));
        BindMove(Key.Home.WithCtrl, e => editor.State.At(0, e));
        BindMove(Key.End.WithCtrl, e => editor.State.At(editor.Text.Length, e));
        Bind(Key.CursorUp, () => Vertical(-1, false));
        Bind(Key.CursorDown, () => Vertical(1, false));
        Bind(Key.CursorUp.WithShift, () => Vertical(-1, true));
        Bind(Key.CursorDown.WithShift, () => Vertical(1, true));
        Bind(Key.PageUp, () => Vertical(-Math.Max(1, Viewport.Height - 1), false));
        Bind(Key.PageDown, () => Vertical(Math.Max(1, Viewport.Height - 1), false));
    }

    private void BindEdits()
    {
        BindEdit(Key.Backspace, () => editor.DeleteBack());
        BindEdit(Key.Delete, () => editor.DeleteForward());
        BindEdit(Key.Backspace.WithCtrl, () => editor.DeleteBack(word: true));
        BindEdit(Key.Delete.WithCtrl, () => editor.DeleteForward(word: true));
        BindEdit(Key.Enter, () => editor.NewLine());
        BindEdit(Key.A.WithCtrl, () => editor.Move(editor.State.SelectAll()));
        BindEdit(Key.C.WithCtrl, Copy);
        BindEdit(Key.X.WithCtrl, () =>
        {
            Copy();
            if (editor.State.HasSelection)
                editor.DeleteBack();
        });
        BindEdit(Key.V.WithCtrl, () => editor.Paste(clipboard.Paste()));
        BindEdit(Key.Space.WithCtrl, () => editor.Propose());
    }

    private void Copy()
    {
        if (editor.State.HasSelection)
            clipboard.Copy(editor.State.Selected);
    }

    private void BindMove(Key key, Func<bool, CodeState> to)
    {
        BindEdit(key, () => editor.Move(to(false)));
        BindEdit(key.WithShift, () => editor.Move(to(true)));
    }

    /// <summary>Whatever is not a step up or down forgets the column that such steps keep to.</summary>
    private void BindEdit(Key key, Action run) => Bind(key, () =>
    {
        run();
        column = null;
    });
}
