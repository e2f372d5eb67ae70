using System.Collections.Immutable;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Rules;
using RuleWorkbench.Presentation.Session;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace RuleWorkbench.Tui.Rules;

/// <summary>The form of a rule: a line a field, written when the user leaves it.</summary>
internal sealed class FormPane : View
{
    private const int TitleWidth = 16;

    private readonly RuleEditor editor;
    private readonly IDialogs dialogs;
    private readonly List<(string Pointer, TextField Field)> fields = [];
    private readonly Dictionary<string, string> shown = [];
    private readonly Label hint = new() { X = 1, Y = Pos.AnchorEnd(1), Width = Dim.Fill(1), Height = 1, CanFocus = false };
    private bool isShowing;

    public FormPane(RuleEditor editor, IDialogs dialogs)
    {
        this.editor = editor;
        this.dialogs = dialogs;
        CanFocus = true;
        TabStop = TabBehavior.TabGroup;
        (Width, Height) = (Dim.Fill(), Dim.Fill());
        for (var i = 0; i < editor.Fields.Length; i++)
            AddField(editor.Fields[i], i);
        Add(hint);

        // A field shows the end of its text until it is told otherwise.
        Initialized += (_, _) =>
        {
            foreach (var (_, text) in fields)
                text.InsertionPoint = 0;
        };
        editor.Changed += Show;
        Show();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            editor.Changed -= Show;
        base.Dispose(disposing);
    }

    private void AddField(RuleField field, int row)
    {
        var title = new Label { X = 1, Y = row, Width = TitleWidth, Text = field.Title, CanFocus = false };
        var text = new TextField { X = TitleWidth + 1, Y = row, Width = Dim.Fill(1) };
        text.HasFocusChanged += (_, args) =>
        {
            if (args.NewValue)
                Tell(field.Pointer);
            else
                _ = WriteAsync(field.Pointer, text.Text);
        };
        text.Accepting += (_, args) =>
        {
            args.Handled = true;
            _ = WriteAsync(field.Pointer, text.Text);
        };
        text.KeyDown += (_, key) =>
        {
            if (key == Key.Space.WithCtrl)
            {
                key.Handled = true;
                _ = PickAsync(field.Pointer, text);
            }
            else if (key == Key.Z.WithCtrl && text.Text != Value(field.Pointer))
            {
                key.Handled = true;
                text.Text = Value(field.Pointer);
                text.InsertionPoint = text.Text.Length;
            }
        };

        // Undo and redo are those of all files, not the field's own.
        text.KeyBindings.Remove(Key.Z.WithCtrl);
        text.KeyBindings.Remove(Key.Y.WithCtrl);
        fields.Add((field.Pointer, text));
        Add(title, text);
    }

    private RuleField? Field(string pointer) => editor.Fields.FirstOrDefault(f => f.Pointer == pointer);

    private string Value(string pointer) => Field(pointer)?.Value ?? "";

    private void Tell(string pointer)
    {
        if (Field(pointer) is { } field)
            hint.Text = field.Choices.IsEmpty ? field.Hint : $"{field.Hint} Ctrl+Space chooses.";
    }

    private void Show()
    {
        isShowing = true;
        foreach (var (pointer, text) in fields)
        {
            // What somebody is typing stays; what was undone does not.
            var value = Value(pointer);
            var isTyped = text.HasFocus && shown.TryGetValue(pointer, out var last) && last != text.Text && value == last;
            if (isTyped || text.Text == value)
            {
                shown[pointer] = value;
                continue;
            }

            text.Text = shown[pointer] = value;
            text.InsertionPoint = 0;
        }

        isShowing = false;
        SetNeedsDraw();
    }

    private async Task WriteAsync(string pointer, string value)
    {
        if (isShowing || Field(pointer) is not { } field)
            return;
        try
        {
            await TellAsync(await editor.SetAsync(field, value));
        }
        catch (OperationCanceledException)
        {
            // The workbench is closing.
        }
    }

    private async Task PickAsync(string pointer, TextField text)
    {
        if (Field(pointer) is not { Choices: { IsEmpty: false } choices } field || await dialogs.PickAsync(field.Title, choices) is not { } picked)
            return;
        text.Text = field.Kind == RuleFieldKind.List && text.Text.Trim().Length > 0 ? $"{text.Text.Trim().TrimEnd(',')}, {choices[picked]}" : choices[picked];
        await WriteAsync(pointer, text.Text);
    }

    private async Task TellAsync(ImmutableArray<Diagnostic> refused)
    {
        if (refused is not [var first, ..])
            return;
        Show();
        await dialogs.TellAsync("Not changed", $"{first.Message}{(first.Fix is null ? "" : "\n" + first.Fix)}");
    }
}
