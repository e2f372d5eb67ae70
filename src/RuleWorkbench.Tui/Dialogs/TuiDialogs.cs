using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Tui.Views;
using Terminal.Gui.App;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace RuleWorkbench.Tui.Dialogs;

/// <summary>Asks on the screen.</summary>
internal sealed class TuiDialogs(IApplication app) : IDialogs
{
    public Theme Theme { get; set; } = Theme.Dark;

    public Task TellAsync(string title, string text)
    {
        MessageBox.Query(app, title, Wrapped(text), "OK");
        return Task.CompletedTask;
    }

    // The library takes the last button for the one that Enter presses; here it is the first answer, which loses nothing.
    public Task<int?> ChooseAsync(string title, string text, params string[] answers) =>
        Task.FromResult(MessageBox.Query(app, title, Wrapped(text), [.. answers.Reverse()]) is { } index ? answers.Length - 1 - index : (int?)null);

    public Task<string?> AskAsync(string title, string label, string initial = "")
    {
        using var dialog = new Dialog<string> { Title = title, Width = Dim.Percent(70), Height = 8 };
        var field = new TextField { Y = 2, Width = Dim.Fill(), Text = initial };
        dialog.Add(new Label { Text = string.Join("\n", Columns.Wrap(label, Math.Max(20, app.Screen.Width * 7 / 10 - 4)).Take(2)), Width = Dim.Fill(), Height = 2 }, field);
        string? answer = null;
        field.Accepting += (_, e) =>
        {
            answer = field.Text;
            e.Handled = true;
            dialog.RequestStop();
        };
        field.InsertionPoint = initial.Length;
        app.Run(dialog);
        return Task.FromResult(answer);
    }

    public Task<int?> PickAsync(string title, IReadOnlyList<string> items) => Task.FromResult(Pick(title, [.. items.Select(i => (i, ""))]));

    public int? Pick(string title, IReadOnlyList<(string Label, string Key)> items)
    {
        using var dialog = new PickDialog(title, items, Theme);
        app.Run(dialog);
        return dialog.Picked;
    }

    private string Wrapped(string text) => string.Join("\n", Columns.Wrap(text, Math.Max(30, app.Screen.Width * 6 / 10)));
}
