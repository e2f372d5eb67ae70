using RuleWorkbench.Presentation.Lines;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace RuleWorkbench.Tui.Views;

/// <summary>The tree with its title, and the field that filters it: letters that are typed on the tree go there.</summary>
public sealed class OutlinePane : Pane
{
    private readonly TreeList tree;
    private readonly BarView title = new();
    private readonly TextField filter = new() { Y = 1, Width = Dim.Fill(), Visible = false };
    private readonly LinesView lines = new();

    /// <param name="run">Runs the command of a key; false when it stands for none.</param>
    public OutlinePane(TreeList tree, Func<Key, bool> run)
    {
        this.tree = tree;
        Y = 1;
        lines.List = tree;
        lines.Typed = FilterBy;
        filter.Title = "filter";
        filter.TextChanged += (_, _) => tree.Filter = filter.Text;
        filter.KeyDown += (_, key) =>
        {
            if (key == Key.CursorDown || key == Key.Enter)
                key.Handled = lines.SetFocus();
            else if (key == Key.Esc)
            {
                filter.Text = "";
                key.Handled = lines.SetFocus();
            }
            else
                key.Handled = run(key);
        };
        Add(title, filter, lines);
    }

    public Theme Theme
    {
        set => (title.Theme, lines.Theme) = (value, value);
    }

    public void FocusTree() => lines.SetFocus();

    public void ShowTitle(BarView.Part part) => title.Show([part], Line.Empty);

    /// <summary>The field is seen as long as it filters or is typed in.</summary>
    public void Arrange()
    {
        filter.Visible = filter.Text.Length > 0 || filter.HasFocus;
        lines.Y = filter.Visible ? 2 : 1;
    }

    private void FilterBy(Key key)
    {
        filter.Visible = true;
        lines.Y = 2;
        filter.Text = tree.Filter + key.AsGrapheme;
        filter.InsertionPoint = filter.Text.Length;
        filter.SetFocus();
    }
}
