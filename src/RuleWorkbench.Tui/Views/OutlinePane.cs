using System.Globalization;
using RuleWorkbench.Presentation.Lines;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace RuleWorkbench.Tui.Views;

/// <summary>The tree with its title. Letters that are typed on the tree filter it; the user stays in the tree meanwhile.</summary>
public sealed class OutlinePane : Pane
{
    private readonly TreeList tree;
    private readonly BarView title = new();
    private readonly StillView filter = new() { Y = 1 };
    private readonly LinesView lines = new();

    /// <summary>As the user typed it: with the blank at its end that more is to follow.</summary>
    private string typed = "";

    public OutlinePane(TreeList tree)
    {
        this.tree = tree;
        Y = 1;
        lines.Y = Pos.Bottom(filter);
        lines.List = tree;
        lines.Typed = key => FilterBy(typed + key.AsGrapheme);
        lines.KeyDown += (_, key) => key.Handled = typed.Length > 0 && Change(key);
        tree.Changed += ShowFilter;
        Add(title, filter, lines);
    }

    public Theme Theme
    {
        set => (title.Theme, filter.Theme, lines.Theme) = (value, value, value);
    }

    public void FocusTree() => lines.SetFocus();

    public void ShowTitle(BarView.Part part) => title.Show([part], Line.Empty);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            tree.Changed -= ShowFilter;
        base.Dispose(disposing);
    }

    /// <summary>What a key does that is no letter; false when it is not the filter's.</summary>
    private bool Change(Key key)
    {
        if (key == Key.Backspace)
            FilterBy(new StringInfo(typed) is { LengthInTextElements: > 1 and var length } text ? text.SubstringByTextElements(0, length - 1) : "");
        else if (key == Key.Space)
            FilterBy(typed + " ");
        else if (key == Key.Esc)
            FilterBy("");
        else
            return false;
        return true;
    }

    private void FilterBy(string text)
    {
        typed = text;
        tree.Filter = text;
    }

    /// <summary>The tree drops its filter when it is asked to show something that does not fit it.</summary>
    private void ShowFilter()
    {
        typed = tree.Filter.Length == 0 ? "" : typed;
        filter.Show(typed.Length == 0 ? [] : [Line.Of(" filter ", Tone.Quiet).And(typed, Tone.Strong).And("▏", Tone.Accent).And("  Esc ends it", Tone.Quiet)]);
    }
}
