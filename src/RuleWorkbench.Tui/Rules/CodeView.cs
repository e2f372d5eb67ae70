using System.Drawing;
using System.Globalization;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Language;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Tui.Views;
using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace RuleWorkbench.Tui.Rules;

/// <summary>Shows a <see cref="CodeEditor"/> and hands keys and mouse to it. Long lines go on in the next row.</summary>
public sealed class CodeView : View
{
    private readonly IClipboard clipboard;
    private readonly CompletionPopup popup;
    private readonly Theme theme;
    private CodeEditor editor;
    private (string Text, int Width, CodeLayout Sheet)? laidOut;
    private int firstRow;
    private int? column;
    private bool follows = true;

    public CodeView(CodeEditor editor, IClipboard clipboard, Theme theme)
    {
        this.editor = editor;
        this.clipboard = clipboard;
        this.theme = theme;
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

    protected override bool OnDrawingContent(DrawContext? context)
    {
        if (follows)
            Follow();
        var colours = editor.Colours;
        var plain = theme.Of(Tone.Normal);
        var selected = new Attribute(theme.SelectionText, theme.Selection);
        var bracket = HasFocus ? editor.Bracket : null;
        var token = 0;
        for (var y = 0; y < Viewport.Height; y++)
        {
            SetAttribute(plain);
            Move(0, y);
            AddStr(new string(' ', Viewport.Width));
            if (y + firstRow >= Rows)
                continue;
            var (at, end) = Sheet.Rows[y + firstRow];
            var x = 0;
            while (at < end)
            {
                var length = StringInfo.GetNextTextElementLength(editor.Text, at);
                while (token < colours.Length && colours[token].End <= at)
                    token++;
                var isBracket = bracket is { } pair && (at == pair.Open || at == pair.Close);
                var attribute = token < colours.Length && colours[token].Start <= at ? CodeColours.Of(theme, colours[token].Class) : plain;
                attribute = at >= editor.State.SelectionStart && at < editor.State.SelectionEnd ? selected
                    : isBracket ? attribute with { Style = attribute.Style | TextStyle.Bold | TextStyle.Underline }
                    : WithProblem(attribute, at);
                SetAttribute(attribute);
                var shown = editor.Text.Substring(at, length);
                AddStr(x, y, shown is "\t" ? " " : shown);
                x += Sheet.Width(at, at + length);
                at += length;
            }
        }

        PlaceCursor();
        return true;
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

    private Attribute WithProblem(Attribute attribute, int at)
    {
        foreach (var problem in editor.Problems)
        {
            if (at >= problem.Start && at < problem.Start + problem.Length)
            {
                var colour = problem.Severity switch { DiagnosticSeverity.Error => theme.Bad, DiagnosticSeverity.Warning => theme.Warning, _ => attribute.Foreground };
                return attribute with { Foreground = colour, Style = TextStyle.Underline };
            }
        }

        return attribute;
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
        firstRow = Math.Clamp(firstRow, Math.Max(0, row - Math.Max(1, Viewport.Height) + 1), row);
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
        BindMove(Key.CursorLeft, Command.Left, Command.LeftExtend, e => editor.State.Left(e));
        BindMove(Key.CursorRight, Command.Right, Command.RightExtend, e => editor.State.Right(e));
        BindMove(Key.CursorLeft.WithCtrl, Command.WordLeft, Command.WordLeftExtend, e => editor.State.WordLeft(e));
        BindMove(Key.CursorRight.WithCtrl, Command.WordRight, Command.WordRightExtend, e => editor.State.WordRight(e));
        BindMove(Key.Home, Command.LeftStart, Command.LeftStartExtend, e => editor.State.At(RowStart, e));
        BindMove(Key.End, Command.RightEnd, Command.RightEndExtend, e => editor.State.At(RowEnd, e));
        BindMove(Key.Home.WithCtrl, Command.Start, Command.StartExtend, e => editor.State.At(0, e));
        BindMove(Key.End.WithCtrl, Command.End, Command.EndExtend, e => editor.State.At(editor.Text.Length, e));
        Bind(Key.CursorUp, Command.Up, () => Vertical(-1, false));
        Bind(Key.CursorDown, Command.Down, () => Vertical(1, false));
        Bind(Key.CursorUp.WithShift, Command.UpExtend, () => Vertical(-1, true));
        Bind(Key.CursorDown.WithShift, Command.DownExtend, () => Vertical(1, true));
        Bind(Key.PageUp, Command.PageUp, () => Vertical(-Math.Max(1, Viewport.Height - 1), false));
        Bind(Key.PageDown, Command.PageDown, () => Vertical(Math.Max(1, Viewport.Height - 1), false));
    }

    private void BindEdits()
    {
        Bind(Key.Backspace, Command.DeleteCharLeft, () => editor.DeleteBack());
        Bind(Key.Delete, Command.DeleteCharRight, () => editor.DeleteForward());
        Bind(Key.Backspace.WithCtrl, Command.KillWordLeft, () => editor.DeleteBack(word: true));
        Bind(Key.Delete.WithCtrl, Command.KillWordRight, () => editor.DeleteForward(word: true));
        Bind(Key.Enter, Command.NewLine, () => editor.NewLine());
        Bind(Key.A.WithCtrl, Command.SelectAll, () => editor.Move(editor.State.SelectAll()));
        Bind(Key.C.WithCtrl, Command.Copy, Copy);
        Bind(Key.X.WithCtrl, Command.Cut, () =>
        {
            Copy();
            if (editor.State.HasSelection)
                editor.DeleteBack();
        });
        Bind(Key.V.WithCtrl, Command.Paste, () => editor.Paste(clipboard.Paste()));
        Bind(Key.Space.WithCtrl, Command.Context, () => editor.Propose());
        Bind(Key.Enter.WithAlt, (Command)20_001, () =>
        {
            if (editor.ProblemAtCaret is { Fixes: [var fix, ..] })
                editor.Mend(fix);
        });
    }

    private void Copy()
    {
        if (editor.State.HasSelection)
            clipboard.Copy(editor.State.Selected);
    }

    private void BindMove(Key key, Command moves, Command extends, Func<bool, CodeState> to)
    {
        Bind(key, moves, () => editor.Move(to(false)));
        Bind(key.WithShift, extends, () => editor.Move(to(true)));
    }

    private void Bind(Key key, Command command, Action run)
    {
        AddCommand(command, () =>
        {
            run();
            if (command is not (Command.Up or Command.Down or Command.UpExtend or Command.DownExtend or Command.PageUp or Command.PageDown))
                column = null;
            return true;
        });
        KeyBindings.ReplaceCommands(key, command);
    }
}
