using RuleWorkbench.Model;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Rules;
using RuleWorkbench.Tui.Views;
using Terminal.Gui.Drawing;
using Terminal.Gui.Input;
using Terminal.Gui.Text;
using Terminal.Gui.ViewBase;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace RuleWorkbench.Tui.Rules;

/// <summary>The rules of a rule's group as a decision table. Up and down choose a rule, left and right the first column that
/// is shown; the full text of the chosen rule's cells stands below.</summary>
internal sealed class TablePane : View
{
    private readonly Theme theme;
    private const int MostColumn = 120;
    private const int LeastColumn = 16;

    private readonly RuleEditor editor;
    private int row = -1;
    private int firstColumn;

    public TablePane(RuleEditor editor, Theme theme)
    {
        this.theme = theme;
        this.editor = editor;
        CanFocus = true;
        TabStop = TabBehavior.TabStop;
        (Width, Height) = (Dim.Fill(), Dim.Fill());
        Bind(Key.CursorUp, Command.Up, () => row = Math.Max(0, row - 1));
        Bind(Key.CursorDown, Command.Down, () => row++);
        Bind(Key.CursorLeft, Command.Left, () => firstColumn--);
        Bind(Key.CursorRight, Command.Right, () => firstColumn++);
        Bind(Key.Enter, Command.Accept, () =>
        {
            if (editor.Table is { } table && row < table.Rows.Length)
                RuleAsked?.Invoke(table.Rows[row].RuleId);
        });
        editor.Changed += SetNeedsDraw;
    }

    /// <summary>The user wants to open a rule of the table.</summary>
    public event Action<string>? RuleAsked;

    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (!mouse.Flags.HasFlag(MouseFlags.LeftButtonPressed) || mouse.Position is not { Y: >= 3 } at)
            return false;
        SetFocus();
        row = at.Y - 3;
        SetNeedsDraw();
        return true;
    }

    protected override bool OnDrawingContent(DrawContext? context)
    {
        var normal = theme.Of(Tone.Normal);
        var quiet = normal with { Foreground = theme.Quiet };
        SetAttribute(normal);
        for (var y = 0; y < Viewport.Height; y++)
            AddStr(0, y, new string(' ', Viewport.Width));
        if (editor.Table is not { } table)
        {
            SetAttribute(quiet);
            AddStr(1, 0, CellText.Fit("The rule belongs to no group: a table shows the rules that decide together.", Viewport.Width - 2));
            return true;
        }

        row = row < 0 ? Math.Max(0, table.Rows.ToList().FindIndex(r => r.RuleId == editor.RuleId)) : Math.Clamp(row, 0, table.Rows.Length - 1);
        firstColumn = Math.Clamp(firstColumn, 0, Math.Max(0, table.Columns.Length - 1));
        SetAttribute(normal with { Style = TextStyle.Bold });
        AddStr(1, 0, CellText.Fit($"{table.Letter}  {table.Group}", Viewport.Width - 2));
        SetAttribute(quiet);
        AddStr(4 + table.Group.GetColumns() + 2, 0, CellText.Fit(PolicyWords(table.HitPolicy), Viewport.Width - table.Group.GetColumns() - 7));
        var widths = Widths(table);
        DrawLine(["rule", .. table.Columns.Skip(firstColumn), "recommendation"], 2, widths, quiet, quiet);
        for (var i = 0; i < table.Rows.Length && i + 3 < Viewport.Height; i++)
        {
            var isChosen = HasFocus && i == row;
            var paper = isChosen ? new Attribute(theme.SelectionText, theme.Selection) : table.Rows[i].RuleId == editor.RuleId ? normal with { Style = TextStyle.Bold } : normal;
            DrawLine([table.Rows[i].RuleId, .. table.Rows[i].Cells.Skip(firstColumn), table.Rows[i].Output], i + 3, widths, paper, isChosen ? paper : theme.Of(Tone.Good));
        }

        DrawDetails(table, table.Rows.Length + 4, normal, quiet);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            editor.Changed -= SetNeedsDraw;
        base.Dispose(disposing);
    }

    private static string PolicyWords(HitPolicy policy) => policy switch
    {
        HitPolicy.Unique => "at most one rule may be met",
        HitPolicy.Any => "several may be met that recommend the same",
        HitPolicy.First => "the first rule that is met decides",
        _ => "all rules that are met count",
    };

    /// <summary>As wide as their texts where all fits; else the long ones are cut.</summary>
    private List<int> Widths(DecisionTable table)
    {
        var columns = new List<IEnumerable<string>> { table.Rows.Select(r => r.RuleId).Prepend("rule") };
        columns.AddRange(table.Columns.Select((column, i) => table.Rows.Select(r => r.Cells[i]).Prepend(column)).Skip(firstColumn));
        columns.Add(table.Rows.Select(r => r.Output).Prepend("recommendation"));
        var needed = columns.Select(c => c.Max(t => t.GetColumns())).ToList();
        var most = MostColumn;
        while (most > LeastColumn && needed.Sum(n => Math.Min(most, n) + 2) > Viewport.Width - 1)
            most--;
        return [.. needed.Select(n => Math.Min(most, n) + 2)];
    }

    private void DrawLine(IReadOnlyList<string> cells, int y, List<int> widths, Attribute head, Attribute rest)
    {
        var x = 1;
        for (var i = 0; i < cells.Count && x < Viewport.Width - 1; i++)
        {
            SetAttribute(i == 0 || i == cells.Count - 1 ? head : rest);
            AddStr(x, y, CellText.Pad(CellText.Fit(cells[i], widths[i] - 2), Math.Min(widths[i], Viewport.Width - x - 1)));
            x += widths[i];
        }
    }

    private void DrawDetails(DecisionTable table, int y, Attribute normal, Attribute quiet)
    {
        var chosen = table.Rows[row];
        SetAttribute(normal with { Style = TextStyle.Bold });
        if (y < Viewport.Height)
            AddStr(1, y++, CellText.Fit($"{chosen.RuleId}  {chosen.Name}", Viewport.Width - 2));
        foreach (var (column, cell) in table.Columns.Zip(chosen.Cells).Where(c => c.Second != "-"))
        {
            foreach (var line in TextFormatter.WordWrapText($"{column}: {cell}", Math.Max(10, Viewport.Width - 4)))
            {
                if (y >= Viewport.Height)
                    return;
                SetAttribute(quiet);
                AddStr(3, y++, line);
            }
        }
    }

    private void Bind(Key key, Command command, Action run)
    {
        AddCommand(command, () =>
        {
            run();
            SetNeedsDraw();
            return true;
        });
        KeyBindings.ReplaceCommands(key, command);
    }
}
