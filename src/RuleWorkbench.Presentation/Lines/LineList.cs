namespace RuleWorkbench.Presentation.Lines;

/// <summary>Lines on a screen, one of which is selected. All that a list, a tree, a table or a text shows is one of these, so
/// that one view draws them all and asks only for the lines that are visible.</summary>
public abstract class LineList
{
    private int selected;

    /// <summary>Lines, selection or both have changed.</summary>
    public event Action? Changed;

    /// <summary>The selection has moved.</summary>
    public event Action? SelectionMoved;

    public abstract int Count { get; }

    /// <summary>Columns that there are; set by the view before it asks for lines.</summary>
    public int Width { get; private set; } = 80;

    /// <summary>A line above the others that does not scroll; null for none.</summary>
    public virtual Line? Header => null;

    /// <summary>What stands where there are no lines.</summary>
    public string Placeholder { get; set; } = "";

    /// <summary>0 where there are no lines.</summary>
    public int Selected
    {
        get => Math.Clamp(selected, 0, Math.Max(0, Count - 1));
        set
        {
            var to = Math.Clamp(value, 0, Math.Max(0, Count - 1));
            if (to == selected)
                return;
            selected = to;
            SelectionMoved?.Invoke();
            Changed?.Invoke();
        }
    }

    /// <summary>Done on Enter and on a double click; null for nothing.</summary>
    public Action<int>? Entered { get; set; }

    /// <summary>Done on Space; null for nothing.</summary>
    public Action<int>? Toggled { get; set; }

    /// <summary>Done on Insert, also where there are no lines; null for nothing.</summary>
    public Action? Inserted { get; set; }

    /// <summary>Done on Delete; null for nothing.</summary>
    public Action<int>? Deleted { get; set; }

    /// <summary>The line of a row, as wide as it likes; the view cuts it.</summary>
    public abstract Line At(int row);

    /// <summary>Right on a line: true when that did something.</summary>
    public virtual bool Expand(int row) => false;

    /// <summary>Left on a line: true when that did something.</summary>
    public virtual bool Collapse(int row) => false;

    /// <summary>A click on a column of a line or (row -1) of the header: true when it did something besides selecting.</summary>
    public virtual bool Click(int row, int column) => false;

    public void Resize(int width)
    {
        if (width == Width)
            return;
        Width = width;
        OnResized();
    }

    /// <summary>The width is another one: what is wrapped must be wrapped anew.</summary>
    protected virtual void OnResized()
    {
    }

    protected void OnChanged() => Changed?.Invoke();
}
