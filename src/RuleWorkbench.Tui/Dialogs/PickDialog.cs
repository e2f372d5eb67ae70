using RuleWorkbench.Presentation;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Tui.Views;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace RuleWorkbench.Tui.Dialogs;

/// <summary>Picks one of many: a field for a few letters, and below what fits them.</summary>
internal sealed class PickDialog : Dialog<int>
{
    private readonly TextField typed = new() { Width = Dim.Fill() };
    private readonly GridList<Choice> list;
    private readonly IReadOnlyList<Choice> all;

    public PickDialog(string title, IReadOnlyList<(string Label, string Key)> items, Theme theme)
    {
        Title = title;
        GridColumn<Choice> label = new("", 0, c => c.Label);
        list = new(items.All(i => i.Key.Length == 0) ? [label] : [label, new("", 14, c => new Piece(c.Key, Tone.Accent))]) { Placeholder = "Nothing fits." };
        all = [.. items.Select((t, i) => new Choice(i, new Piece(t.Label), t.Key))];
        Width = Dim.Percent(80, DimPercentMode.ContentSize);
        Height = Math.Min(all.Count, 14) + 4;
        var view = new LinesView { Y = 1, CanFocus = false, Theme = theme, List = list };
        Add(typed, view);
        typed.TextChanged += (_, _) => Narrow();
        typed.KeyDown += (_, key) => key.Handled = OnKey(key);
        list.Entered = _ => Choose();
        Narrow();
    }

    public int? Picked { get; private set; }

    private bool OnKey(Key key)
    {
        if (key == Key.CursorDown)
            list.Selected++;
        else if (key == Key.CursorUp)
            list.Selected--;
        else if (key == Key.PageDown)
            list.Selected += 10;
        else if (key == Key.PageUp)
            list.Selected -= 10;
        else if (key == Key.Enter)
            Choose();
        else
            return false;
        return true;
    }

    private void Choose()
    {
        if (list.Current is not { } chosen)
            return;
        Picked = chosen.Index;
        RequestStop();
    }

    private void Narrow()
    {
        var found = all.Select(c => (Choice: c, Score: FuzzyMatch.Of(typed.Text.Trim(), c.Label.Text)?.Score)).Where(c => c.Score is not null);
        list.Show([.. (typed.Text.Length == 0 ? found : found.OrderByDescending(c => c.Score)).Select(c => c.Choice)]);
        list.Selected = 0;
    }

    private sealed record Choice(int Index, Piece Label, string Key);
}
