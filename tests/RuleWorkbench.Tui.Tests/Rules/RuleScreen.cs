using System.Runtime.CompilerServices;
using RuleWorkbench.Loading;
using RuleWorkbench.Presentation;
using RuleWorkbench.Presentation.Rules;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Tui.Views;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.Testing;
using Terminal.Gui.Time;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace RuleWorkbench.Tui.Rules;

/// <summary>A rule of the shipped pathway on a screen that is not there: keys go in, text comes out.</summary>
internal sealed class RuleScreen : IDisposable
{
    /// <summary>The shipped pathways take a while to compile: all tests work on one session, and leave it as it was.</summary>
    private static readonly Lazy<Task<WorkbenchSession>> Shared = new(StartAsync);

    private readonly IApplication app;
    private readonly Window window = new() { Width = Dim.Fill(), Height = Dim.Fill(), BorderStyle = null };
    private readonly SessionToken token;
    private readonly RulePage page;

    private RuleScreen(WorkbenchSession session, string rule, int columns, int rows)
    {
        Session = session;
        app = Application.Create(new VirtualTimeProvider());
        app.Init(DriverRegistry.Names.ANSI);
        app.Driver!.SetScreenSize(columns, rows);
        page = new RulePage(session, People, new NoDialogs(), _ => { }, new Target(TargetKind.Rule, "failed-nerve-block", rule), TimeProvider.System);
        Theme.Dark.Apply();
        View = new RuleView(page, Clipboard, new NoDialogs(), Theme.Dark);
        window.Add(View);
        var test = SynchronizationContext.Current;
        token = app.Begin(window)!;
        SynchronizationContext.SetSynchronizationContext(test);
        View.SetFocus();
    }

    public WorkbenchSession Session { get; }

    public Presentation.Cohorts.LoadedPeople People { get; } = new();

    public RuleEditor Editor => page.Editor;

    public RuleView View { get; }

    public MemoryClipboard Clipboard { get; } = new();

    /// <summary>The screen, without blanks at the ends of lines.</summary>
    public string Text => string.Join('\n', app.Driver!.ToString()!.ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd())).TrimEnd() + "\n";

    public static async Task<RuleScreen> OpenAsync(string rule, string? caseId, int columns = 100, int rows = 30)
    {
        var session = await Shared.Value;
        await session.Settled;
        session.Chosen.Choose(caseId is null ? null : "failed-nerve-block", caseId);
        await session.Chosen.Settled;
        var screen = new RuleScreen(session, rule, columns, rows);
        await screen.SettleAsync();
        return screen;
    }

    public RuleScreen Keys(params Key[] keys) => InUi(() =>
    {
        foreach (var key in keys)
            app.InjectKey(key);
    });

    public RuleScreen Type(string text) => InUi(() =>
    {
        foreach (var rune in text.EnumerateRunes())
            app.InjectKey(new Key(rune.Value));
    });

    public RuleScreen Paste(string text) => InUi(() => View.Editor.Expressions[0].Code.Paste(text));

    public RuleScreen Resize(int columns, int rows) => InUi(() => app.Driver!.SetScreenSize(columns, rows));

    /// <summary>Waits until all that runs in the background has ended, and draws.</summary>
    public async Task<RuleScreen> SettleAsync()
    {
        await Session.Settled;
        await Session.Chosen.Settled;
        await Editor.Live.Settled;
        await Editor.Suites.Settled;
        foreach (var expression in Editor.Expressions)
            await expression.Code.Settled;

        // What ends in the background while the screen is drawn would be lost.
        return InUi(() => window.SetNeedsDraw());
    }

    public void Dispose()
    {
        InUi(() => app.End(token));
        page.Dispose();
        while (Session.History.NextUndo is not null)
            Session.Undo();
        window.Dispose();
        app.Dispose();
    }

    private RuleScreen InUi(Action action)
    {
        var before = SynchronizationContext.Current;
        try
        {
            action();
            app.TimedEvents!.RunTimers();
            app.LayoutAndDraw();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        return this;
    }

    private static async Task<WorkbenchSession> StartAsync()
    {
        var workspace = new Workspace(Root());
        var loaded = WorkspaceFiles.Load(workspace);
        var session = new WorkbenchSession(workspace, loaded.Value!, loaded.Diagnostics, new NoDialogs(), TimeProvider.System);
        session.Start();
        await session.Settled;
        return session;
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "RuleWorkbench.sln")))
            at = at.Parent;
        return at.FullName;
    }

    /// <summary>Keeps Terminal.Gui from the terminal and from the user's own settings.</summary>
    [ModuleInitializer]
    internal static void WithoutTerminal() => Environment.SetEnvironmentVariable("DisableRealDriverIO", "1");
}
