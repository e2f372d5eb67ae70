using System.Diagnostics;
using System.Globalization;
using System.Text;
using RuleWorkbench.Editing;
using RuleWorkbench.Loading;
using RuleWorkbench.Presentation;
using RuleWorkbench.Presentation.Pages;
using RuleWorkbench.Presentation.Rules;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Tui;
using RuleWorkbench.Tui.Rules;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.Testing;
using Terminal.Gui.Time;

namespace RuleWorkbench.Benchmarks;

/// <summary>The workbench on a screen in memory, with 200 rules and 10,000 cases: what a key costs until it is drawn, and the
/// memory that is held over many actions.</summary>
internal static class WorkbenchRun
{
    private const int Rules = 200;
    private const int Cases = 10_000;
    private const int Keys = 200;

    /// <param name="actions">How many actions the memory is watched over.</param>
    public static async Task<int> RunAsync(int actions)
    {
        Environment.SetEnvironmentVariable("DisableRealDriverIO", "1");
        var root = Directory.CreateTempSubdirectory("rulewb-large").FullName;
        try
        {
            Write(root);
            using var screen = new Screen(root);
            await screen.SettleAsync();
            screen.Do(() => screen.Workbench.Open(new Target(TargetKind.Suite, "large", "many")));
            var running = screen.Workbench.RunAsync("run.all");
            await screen.WaitAsync(() => running.IsCompleted);
            Tell(screen.Workbench.Session.Message);
            Measure(screen, "down in 10,000 cases", () => Key.CursorDown);
            Measure(screen, "page down in 10,000 cases", () => Key.PageDown);
            screen.Do(() => screen.Workbench.Open(new Target(TargetKind.Rule, "large", "R100")));
            await screen.SettleAsync();
            var letter = 0;
            Measure(screen, "a letter in a rule of 200", () => new Key((char)('a' + (letter++ % 26))));
            await screen.SettleAsync();
            Measure(screen, "backspace in a rule of 200", () => Key.Backspace);
            await screen.SettleAsync();
            await WatchMemoryAsync(screen, actions);
            return 0;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static void Measure(Screen screen, string what, Func<Key> key)
    {
        var times = new List<double>();
        for (var i = 0; i < Keys; i++)
        {
            var started = Stopwatch.GetTimestamp();
            screen.Press(key());
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        Tell(string.Create(CultureInfo.InvariantCulture, $"{what}: median {times[Keys / 2]:0.0} ms, 95 % {times[Keys * 95 / 100]:0.0} ms, most {times[^1]:0.0} ms"));
    }

    /// <summary>Types, takes back, goes from tab to tab and from case to case.</summary>
    private static async Task WatchMemoryAsync(Screen screen, int actions)
    {
        Key[] keys = [Key.CursorDown, Key.PageDown.WithCtrl, Key.A, Key.Esc, Key.Backspace, Key.CursorUp, Key.F2, Key.F3, Key.F6, Key.PageUp.WithCtrl];
        for (var i = 0; i <= actions; i++)
        {
            if (i % (actions / 5) == 0)
            {
                await screen.SettleAsync();
                GC.Collect();
                GC.WaitForPendingFinalizers();
                GC.Collect();
                Tell(string.Create(CultureInfo.InvariantCulture, $"after {i} actions {GC.GetTotalMemory(forceFullCollection: true) / 1e6:0.0} MB"));
            }

            screen.Press(keys[i % keys.Length]);
        }
    }

    private static void Write(string root)
    {
        Directory.CreateDirectory(Path.Combine(root, "workflows"));
        var made = new NewPathway("large").Apply(DocumentSet.Empty(root)).Value!;
        new DocumentWriter().Save(made.Documents);
        var rules = new StringBuilder("{ \"WorkflowName\": \"first-look\", \"Rules\": [\n");
        for (var i = 0; i < Rules; i++)
            rules.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ",\n")}{{ \"RuleName\": \"Rule {i}\", \"Properties\": {{ \"id\": \"R{i}\" }}, \"Expression\": \"patient.temperature >= {36 + (i % 60 / 10.0)} && patient.stiffNeck == {(i % 2 == 0 ? "true" : "false")}\" }}");
        File.WriteAllText(Path.Combine(root, "workflows/large/first-look.json"), rules.Append("\n] }\n").ToString());
        var cases = new StringBuilder("{ \"suite\": \"many\", \"pathway\": \"large\", \"cases\": [\n");
        for (var i = 0; i < Cases; i++)
            cases.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ",\n")}{{ \"id\": \"case-{i}\", \"why\": \"one of many\", \"facts\": {{ \"patient\": {{ \"temperature\": {36 + (i % 60 / 10.0)}, \"stiffNeck\": {(i % 3 == 0 ? "true" : "false")} }} }}, \"expect\": {{ \"rules\": {{ \"{(i % 3 == 0 ? "met" : "notMet")}\": [ \"R0\" ] }} }} }}");
        File.Delete(Path.Combine(root, "seeds/large/suites/first-look.json"));
        File.WriteAllText(Path.Combine(root, "seeds/large/suites/many.json"), cases.Append("\n] }\n").ToString());
    }

    private static void Tell(string text) => Console.WriteLine(text);

    /// <summary>The window on a screen that is only in memory.</summary>
    private sealed class Screen : IDisposable
    {
        private readonly IApplication app;
        private readonly SynchronizationContext? screens;
        private readonly SessionToken token;
        private readonly MainWindow window;

        public Screen(string root)
        {
            app = Application.Create(new VirtualTimeProvider());
            app.Init(DriverRegistry.Names.ANSI);
            app.Driver!.SetScreenSize(160, 45);
            var workspace = new Workspace(root);
            var loaded = WorkspaceFiles.Load(workspace);
            Workbench = new Workbench(new WorkbenchSession(workspace, loaded.Value!, loaded.Diagnostics, new Silent(), TimeProvider.System), new Silent(), new Silent(), new WindowLayout());
            window = new MainWindow(Workbench, theme => theme.Apply());
            window.PageViews[typeof(RulePage)] = (page, theme) => new RuleView((RulePage)page, new Silent(), new Silent(), theme);
            window.PageViews[typeof(FilePage)] = (page, theme) => new FileView((FilePage)page, new Silent(), theme);
            var own = SynchronizationContext.Current;
            token = app.Begin(window)!;
            screens = SynchronizationContext.Current;
            SynchronizationContext.SetSynchronizationContext(own);
            Do(Workbench.Session.Start);
        }

        public Workbench Workbench { get; }

        public void Do(Action act)
        {
            var before = SynchronizationContext.Current;
            SynchronizationContext.SetSynchronizationContext(screens);
            act();
            app.TimedEvents!.RunTimers();
            app.LayoutAndDraw();
            SynchronizationContext.SetSynchronizationContext(before);
        }

        public void Press(Key key) => Do(() => app.InjectKey(key));

        public async Task WaitAsync(Func<bool> isSo)
        {
            for (Do(() => { }); !isSo(); Do(() => { }))
                await Task.Delay(5);
        }

        public Task SettleAsync() => WaitAsync(() => Workbench.Session.Settled.IsCompleted && !Workbench.Session.IsBusy && Workbench.Session.States.Count == Workbench.Session.Pathways.Length);

        public void Dispose()
        {
            app.End(token);
            window.Dispose();
            Workbench.Dispose();
            app.Dispose();
        }
    }

    /// <summary>Nobody is there to be asked.</summary>
    private sealed class Silent : IDialogs, Presentation.Session.IClipboard
    {
        public Task TellAsync(string title, string text) => Task.CompletedTask;

        public Task<int?> ChooseAsync(string title, string text, params string[] answers) => Task.FromResult((int?)null);

        public Task<string?> AskAsync(string title, string label, string initial = "") => Task.FromResult((string?)null);

        public Task<int?> PickAsync(string title, IReadOnlyList<string> items) => Task.FromResult((int?)null);

        public void Copy(string text)
        {
        }

        public string Paste() => "";
    }
}
