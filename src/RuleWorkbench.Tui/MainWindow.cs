using RuleWorkbench.Presentation;
using RuleWorkbench.Presentation.Commands;
using RuleWorkbench.Presentation.Lines;
using RuleWorkbench.Presentation.Pages;
using RuleWorkbench.Tui.Views;
using Terminal.Gui.Drawing;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace RuleWorkbench.Tui;

/// <summary>The window: menu, tree, tabs, lower panes, status bar. It shows what the workbench has and decides nothing.</summary>
public sealed class MainWindow : Window
{
    private const int FirstCommand = 10_000;
    private const int WidestTitle = 50;

    private readonly Workbench workbench;
    private readonly Action<Theme> themed;
    private readonly OutlinePane outline;
    private readonly EdgeView edge = new();
    private readonly Pane right = new() { Width = Dim.Fill() };
    private readonly BarView tabs = new();
    private readonly Pane content = new() { Y = 1, Width = Dim.Fill() };
    private readonly BarView lowerTitle = new();
    private readonly LinesView lower = new();
    private readonly BarView tour = new() { Visible = false };
    private readonly BarView status = new();
    private readonly Dictionary<Page, View> views = [];

    /// <param name="themed">Told of the theme that is to be used.</param>
    public MainWindow(Workbench workbench, Action<Theme> themed)
    {
        this.workbench = workbench;
        this.themed = themed;
        outline = new OutlinePane(workbench.Outline.Tree);
        BorderStyle = LineStyle.None;
        Title = "RuleWorkbench";
        Build();
        Bind();
        workbench.PagesChanged += ShowPages;
        workbench.FocusWanted += FocusOn;
        workbench.PaletteWanted += ShowPalette;
        workbench.LayoutChanged += Arrange;
        workbench.CloseWanted += () => App?.RequestStop(this);
        workbench.Session.PropertyChanged += (_, _) => ShowStatus();
        workbench.Session.FilesChanged += ShowStatus;
        workbench.Session.VersionReady += _ => ShowTitles();
        workbench.Session.Chosen.Changed += ShowTitles;
        workbench.Jobs.Changed += ShowStatus;
        ViewportChanged += (_, _) => Arrange();
        Initialized += (_, _) =>
        {
            Arrange();
            ShowPages();
            FocusOn(PaneKind.Pages);
        };
    }

    /// <summary>Views of pages that have one of their own, such as editors; all others are shown as lists.</summary>
    public Dictionary<Type, Func<Page, Theme, View>> PageViews { get; } = [];

    /// <summary>Asks for a command; the palette.</summary>
    public Func<string, IReadOnlyList<(string Label, string Key)>, int?>? Pick { get; set; }

    private Theme Theme => Theme.Named(workbench.Layout.Theme);

    /// <summary>Brings progress and tours up to date; called a few times a second.</summary>
    public void Tick()
    {
        if (workbench.Tour?.Look(workbench) == true || tour.Visible != workbench.Tour is not null)
            Arrange();
        ShowTour();
        ShowStatus();
    }

    /// <summary>The command that was run last.</summary>
    public Task Started { get; private set; } = Task.CompletedTask;

    // Its views cover all of it: cleared by the library, each of them would be painted anew with any that changes.
    protected override bool OnClearingViewport() => true;

    // Esc closes dialogs and menus; the window stays.
    protected override bool OnKeyDownNotHandled(Key key) => key == Key.Esc || base.OnKeyDownNotHandled(key);

    private void Build()
    {
        var menus = workbench.Commands.Menus.Select(m => (Item: new MenuBarItem("_" + m.Key, []), Commands: m)).ToList();
        var menu = new MenuBar(menus.Select(m => m.Item));

        // Dozens of views that nobody sees at first: after the first screen.
        Initialized += (_, _) => App?.Invoke(() => menus.ForEach(m => m.Item.PopoverMenu = Menu([.. m.Commands])));
        edge.Y = 1;
        edge.X = Pos.Right(outline);
        edge.Dragged = by => workbench.Arrange(workbench.Layout with { Outline = Math.Max(12, outline.Frame.Width + by) });
        lowerTitle.Dragged = by => workbench.Arrange(workbench.Layout with { Bottom = Math.Clamp(lower.Frame.Height - by, 3, Math.Max(3, Viewport.Height - 10)) });
        right.X = Pos.Right(edge);
        right.Y = 1;
        lower.Y = Pos.Bottom(lowerTitle);
        right.Add(tabs, content, lowerTitle, lower);
        Add(menu, outline, edge, right, tour, status);
        outline.HasFocusChanged += (_, _) => NoteFocus();
        content.HasFocusChanged += (_, _) => NoteFocus();
        lower.HasFocusChanged += (_, _) =>
        {
            NoteFocus();
            if (workbench.Layout.HidesLower)
                Arrange();
        };
    }

    /// <summary>A menu; when it opens, it says what undo takes back, and what makes no sense right now is quiet.</summary>
    private PopoverMenu Menu(IReadOnlyList<WorkbenchCommand> commands)
    {
        var items = commands.Select(c => new MenuItem(c.Title, KeyOf(c), () => Started = workbench.RunAsync(c.Id))).ToList();
        var menu = new PopoverMenu(items);
        menu.VisibleChanging += (_, _) =>
        {
            foreach (var (item, command) in items.Zip(commands))
                (item.Title, item.Enabled) = (Columns.Cut(command.Shown, WidestTitle), command.CanRun());
        };
        return menu;
    }

    private void Bind()
    {
        var number = FirstCommand;
        foreach (var command in workbench.Commands.All.Where(c => c.Key is not null))
        {
            var key = KeyOf(command);
            AddCommand((Command)number, () =>
            {
                Started = workbench.RunAsync(command.Id);
                return true;
            });
            HotKeyBindings.Add(key, (Command)number);

            // What terminals send for Alt+Enter is read as another key.
            if (key == Key.Enter.WithAlt)
                HotKeyBindings.Add(Key.M.WithCtrl.WithAlt, (Command)number);
            number++;
        }

    }

    private void ShowPalette()
    {
        var commands = workbench.Commands.Search("");
        if (Pick?.Invoke("Commands", [.. commands.Select(c => (c.Shown, c.Key ?? ""))]) is { } index)
            Started = workbench.RunAsync(commands[index].Id);
    }

    private static Key KeyOf(WorkbenchCommand command) => command.Key is not null && Key.TryParse(command.Key, out var key) ? key : Key.Empty;

    private void Arrange()
    {
        var theme = Theme;
        themed(theme);
        var (width, height) = (Viewport.Width, Viewport.Height);
        if (width < 20 || height < 8)
            return;
        var tourRows = workbench.Tour is null ? 0 : 1;
        outline.Visible = edge.Visible = lower.Visible = lowerTitle.Visible = !workbench.IsAlone;
        right.X = workbench.IsAlone ? 0 : Pos.Right(edge);
        var treeWidth = workbench.Layout.Outline > 0 ? Math.Clamp(workbench.Layout.Outline, 12, width / 2) : Math.Clamp(width * 30 / 100, 24, 44);
        var lowerRows = workbench.Layout.Bottom > 0 ? Math.Clamp(workbench.Layout.Bottom, 3, height - 10) : Math.Clamp(height * (height < 30 ? 25 : 38) / 100, 6, 20);
        lowerRows = workbench.Layout.HidesLower && !lower.HasFocus ? 0 : lowerRows;
        outline.Width = treeWidth;
        outline.Height = edge.Height = right.Height = Dim.Fill(1 + tourRows);
        content.Height = workbench.IsAlone ? Dim.Fill() : Dim.Fill(lowerRows + 1);
        lowerTitle.Y = Pos.AnchorEnd(lowerRows + 1);
        lower.Height = lowerRows;
        tour.Visible = tourRows > 0;
        tour.Y = Pos.AnchorEnd(2);
        status.Y = Pos.AnchorEnd(1);
        foreach (var bar in (BarView[])[tabs, lowerTitle, tour, status])
            bar.Theme = theme;
        outline.Theme = lower.Theme = edge.Theme = theme;
        if (views.Values.FirstOrDefault()?.Data is Theme old && old != theme)
            DropViews();
        ShowLower();
        ShowTour();
        SetNeedsLayout();
        SetNeedsDraw();
    }

    private void DropViews()
    {
        foreach (var view in views.Values)
        {
            content.Remove(view);
            view.Dispose();
        }

        views.Clear();
        ShowPages();
    }

    private void ShowPages()
    {
        foreach (var closed in views.Keys.Except(workbench.Pages).ToList())
        {
            content.Remove(views[closed]);
            views[closed].Dispose();
            views.Remove(closed);
            closed.Changed -= ShowTabs;
        }

        if (!views.ContainsKey(workbench.Active))
        {
            var page = workbench.Active;
            var view = PageViews.TryGetValue(page.GetType(), out var make) ? make(page, Theme) : new PageView(page, Theme);
            view.Data = Theme;
            views[page] = view;
            content.Add(view);
            page.Changed += ShowTabs;
        }

        foreach (var (page, view) in views)
            view.Visible = page == workbench.Active;
        if (content.HasFocus)
            views[workbench.Active].SetFocus();
        ShowTitles();
    }

    private void FocusOn(PaneKind pane)
    {
        switch (pane)
        {
            case PaneKind.Outline:
                outline.FocusTree();
                break;
            case PaneKind.Pages:
                if (views.TryGetValue(workbench.Active, out var view))
                    view.SetFocus();
                break;
            default:
                ShowLower();
                lower.SetFocus();
                break;
        }

        NoteFocus();
    }

    private void NoteFocus()
    {
        workbench.Focused = outline.HasFocus ? PaneKind.Outline : lower.HasFocus ? workbench.Lower : PaneKind.Pages;
        ShowTitles();
    }

    private void ShowLower() => lower.List = workbench.Lower switch
    {
        PaneKind.Case => workbench.Case.List,
        PaneKind.Problems => workbench.Problems.List,
        _ => workbench.Trace.List,
    };

    private void ShowTitles()
    {
        ShowTabs();
        outline.ShowTitle(new BarView.Part(Label("Pathways", workbench.Focused == PaneKind.Outline), () => FocusOn(PaneKind.Outline), workbench.Focused == PaneKind.Outline));
        BarView.Part Part(PaneKind pane, string title) =>
            new(Label(title, workbench.Focused == pane), () => workbench.ShowLower(pane), workbench.Lower == pane);
        var problems = workbench.Problems;
        var counts = problems.Errors > 0 ? Line.Of($"! {Count.Of(problems.Errors, "error")} ", Tone.Bad) : problems.Warnings > 0 ? Line.Of($"▲ {Count.Of(problems.Warnings, "warning")} ", Tone.Warning) : problems.AreAllKnown ? Line.Of("✓ no problems ", Tone.Good) : Line.Empty;
        lowerTitle.Show([Part(PaneKind.Case, workbench.Case.Title) with { Least = 12 }, Part(PaneKind.Trace, "Trace"), Part(PaneKind.Problems, problems.Title)], counts);
        ShowStatus();
    }

    private void ShowTabs() => tabs.Show(
        [.. workbench.Pages.Select(p => new BarView.Part(
            Label(p.Title + (p.IsUnsaved ? " ●" : ""), p == workbench.Active && workbench.Focused == PaneKind.Pages), () => workbench.Show(p), p == workbench.Active))],
        Line.Empty);

    private static Line Label(string title, bool isFocused) => Line.Of($" {title} ", isFocused ? Tone.Title : Tone.Normal);

    private void ShowTour() =>
        tour.Show(workbench.Tour is { } taken ? [new BarView.Part(Line.Of(" Tour ", Tone.Title).And(taken.Text + " ", Tone.Strong))] : [], Line.Empty);

    private void ShowStatus()
    {
        var message = StatusLine.Message(workbench);
        status.Show(
            [.. StatusLine.Commands(workbench, Viewport.Width - Columns.Of(message.Text) - 1).Select(c => new BarView.Part(c.Line, () => Started = workbench.RunAsync(c.Command.Id)))],
            message);
    }
}
