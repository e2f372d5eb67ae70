using System.Runtime.CompilerServices;
using RuleWorkbench.Presentation;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Tui.Views;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.Testing;
using Terminal.Gui.Time;
using Xunit;

namespace RuleWorkbench.Tui;

/// <summary>The window on a screen that is only in memory, with keys and a mouse that tests press.</summary>
internal sealed class Ui : IDisposable
{
    /// <summary>For what never comes; nothing is measured with it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string root;
    private readonly IApplication app;
    private readonly VirtualTimeProvider time = new();
    private readonly SynchronizationContext? own = SynchronizationContext.Current;
    private readonly SynchronizationContext? screens;
    private readonly SessionToken token;
    private readonly ManualResetEventSlim ended = new();

    public Ui(TestWorkspace workspace, int width, int height, WindowLayout? layout = null)
        : this(workspace.Root, workspace.Open(), workspace.Dialogs, width, height, layout ?? new WindowLayout())
    {
    }

    public Ui(string root, WorkbenchSession session, IDialogs dialogs, int width, int height, WindowLayout layout)
    {
        this.root = root;

        // What is posted from the thread that the library takes for its own runs at once. Threads of the pool come back as others, and
        // would then run it beside the screen: so that thread is one that does nothing else.
        IApplication? made = null;
        using (var ready = new ManualResetEventSlim())
        {
            new Thread(() =>
            {
                made = Application.Create(time);
                made.Init(DriverRegistry.Names.ANSI);
                ready.Set();
                ended.Wait();
            })
            { IsBackground = true }.Start();
            ready.Wait();
        }

        app = made!;
        app.Driver!.SetScreenSize(width, height);
        Session = session;
        Workbench = new Workbench(Session, dialogs, new NoClipboard(), layout);
        Window = new MainWindow(Workbench, theme => theme.Apply());
        token = app.Begin(Window)!;

        // Begin leaves its context behind; it is lent only to what runs on the screen's thread.
        screens = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(own);
        Do(Session.Start);
    }

    public WorkbenchSession Session { get; }

    public Workbench Workbench { get; }

    public MainWindow Window { get; }

    /// <summary>The screen as text.</summary>
    public string Screen => string.Join('\n', app.Driver!.ToString()!.Replace(root, "~/clinic".PadRight(root.Length), StringComparison.Ordinal).ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd())) + "\n";

    /// <summary>Puts a sign on the screen that stays until what is there is painted anew.</summary>
    public Ui Stain(int x, int y)
    {
        app.Driver!.Contents![y, x].Grapheme = "☠";
        return this;
    }

    [ModuleInitializer]
    internal static void NoTerminal() => Environment.SetEnvironmentVariable("DisableRealDriverIO", "1");

    public Ui Do(Action act)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(screens);
        try
        {
            act();
            app.TimedEvents!.RunTimers();
            Window.Tick();
            app.LayoutAndDraw();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        return this;
    }

    public Ui Press(params Key[] keys)
    {
        foreach (var key in keys)
            Do(() => app.InjectKey(key));
        return this;
    }

    public Ui Type(string text) => Press([.. text.Select(c => new Key(c))]);

    public Ui Click(int x, int y) => Do(() => app.InjectSequence(InputInjectionExtensions.LeftButtonClick(new System.Drawing.Point(x, y))));

    public Ui Drag(int fromX, int fromY, int toX, int toY) => Do(() =>
    {
        foreach (var (x, y, flags) in ((int, int, MouseFlags)[])[(fromX, fromY, MouseFlags.LeftButtonPressed), (toX, toY, MouseFlags.LeftButtonPressed | MouseFlags.PositionReport), (toX, toY, MouseFlags.LeftButtonReleased)])
            app.InjectMouse(new Mouse { ScreenPosition = new System.Drawing.Point(x, y), Flags = flags });
    });

    public Ui Resize(int width, int height) => Do(() => app.Driver!.SetScreenSize(width, height));

    /// <summary>Runs a command to its end.</summary>
    public async Task<Ui> RunAsync(string command)
    {
        Task? running = null;
        Do(() => running = Workbench.RunAsync(command));
        await WaitAsync(() => running!.IsCompleted);
        await running!;
        return Do(() => { });
    }

    /// <summary>Lets the screen work until something is so.</summary>
    public async Task<Ui> WaitAsync(Func<bool> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        for (Do(() => { }); !isSo(); Do(() => { }))
        {
            if (patience.IsCancellationRequested)
                throw new TimeoutException(Screen);
            await Task.Delay(5, CancellationToken.None);
        }

        return Do(() => { });
    }

    /// <summary>Until all pathways are compiled and the chosen case has been walked.</summary>
    public async Task<Ui> SettleAsync()
    {
        await WaitAsync(() => Session.Settled.IsCompleted && Session.Chosen.Settled.IsCompleted && Workbench.Started.IsCompleted && Window.Started.IsCompleted && Session.States.Count == Session.Pathways.Length);

        // What failed in the background fails here.
        await Task.WhenAll(Session.Settled, Session.Chosen.Settled, Workbench.Started, Window.Started);
        return this;
    }

    public void Dispose()
    {
        app.End(token);
        Window.Dispose();
        Workbench.Dispose();
        app.Dispose();
        ended.Set();
        Theme.Dark.Apply();
    }

    private sealed class NoClipboard : Presentation.Session.IClipboard
    {
        private string text = "";

        public void Copy(string copied) => text = copied;

        public string Paste() => text;
    }
}
