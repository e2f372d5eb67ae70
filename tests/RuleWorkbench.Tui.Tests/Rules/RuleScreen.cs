using System.Runtime.CompilerServices;
using RuleWorkbench.Loading;
using RuleWorkbench.Presentation.Rules;
using RuleWorkbench.Presentation.Session;
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
    private readonly IApplication app;
    private readonly Window window = new() { Width = Dim.Fill(), Height = Dim.Fill(), BorderStyle = null };
    private readonly SessionToken token;

    private RuleScreen(WorkbenchSession session, string file, string rule, int columns, int rows)
    {
        Session = session;
        app = Application.Create(new VirtualTimeProvider());
        app.Init(DriverRegistry.Names.ANSI);
        app.Driver!.SetScreenSize(columns, rows);
        Editor = new RuleEditor(session, "failed-nerve-block", $"workflows/failed-nerve-block/{file}.json", rule, TimeProvider.System);
        View = new RuleView(Editor, Clipboard, new NoDialogs());
        window.Add(View);
        var test = SynchronizationContext.Current;
        token = app.Begin(window)!;
        SynchronizationContext.SetSynchronizationContext(test);
    }

    public WorkbenchSession Session { get; }

    public RuleEditor Editor { get; }

    public RuleView View { get; }

    public MemoryClipboard Clipboard { get; } = new();

    /// <summary>The screen, without blanks at the ends of lines.</summary>
    public string Text => string.Join('\n', app.Driver!.ToString()!.ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd())).TrimEnd() + "\n";

    public static async Task<RuleScreen> OpenAsync(string file, string rule, string? caseId, int columns = 100, int rows = 30)
    {
        var workspace = new Workspace(Root());
        var loaded = WorkspaceFiles.Load(workspace);
        var session = new WorkbenchSession(workspace, loaded.Value!, loaded.Diagnostics, new NoDialogs(), TimeProvider.System);
        session.Start();
        await session.Settled;
        if (caseId is not null)
            session.Chosen.Choose("failed-nerve-block", caseId);
        await session.Chosen.Settled;
        var screen = new RuleScreen(session, file, rule, columns, rows);
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
        return InUi(() => { });
    }

    public void Dispose()
    {
        InUi(() => app.End(token));
        Editor.Dispose();
        Session.Dispose();
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
