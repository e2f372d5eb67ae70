using RuleWorkbench.Loading;
using RuleWorkbench.Model;
using RuleWorkbench.Presentation;
using RuleWorkbench.Presentation.Cohorts;
using RuleWorkbench.Presentation.Pages;
using RuleWorkbench.Presentation.Rules;
using RuleWorkbench.Presentation.Session;
using RuleWorkbench.Scripting;
using RuleWorkbench.Tui.Dialogs;
using RuleWorkbench.Tui.Rules;
using RuleWorkbench.Tui.Terminals;
using RuleWorkbench.Versions;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace RuleWorkbench.Tui;

/// <summary>The workbench as a program.</summary>
public static class WorkbenchProgram
{
    private const int TicksPerSecond = 5;

    /// <summary>Whether there is a terminal to work in.</summary>
    public static bool HasTerminal => Driver.IsAttachedToTerminal(out var hasInput, out var hasOutput) && hasInput && hasOutput;

    /// <summary>Opens a workspace and comes back when the user has closed it.</summary>
    /// <param name="scriptsOf">Where the scripts of a version run that is compared with another.</param>
    /// <param name="openPeople">Opens a file of people of a pathway.</param>
    /// <param name="fault">Told, once the terminal is as it was, of a fault that ended the workbench.</param>
    /// <param name="kept">Told of how many files edits are kept for the next start, when a signal has ended the workbench.</param>
    /// <returns>0, or 128 and the number of the signal that ended it.</returns>
    public static int Run(Workspace workspace, Func<VersionTree, IScriptHost> scriptsOf, Func<string, Pathway, CancellationToken, Task<PeopleLines>> openPeople, Action<Exception> fault, Action<int> kept)
    {
        var state = StateFolder.OfUser();

        // Files are read while the library of the screen starts.
        var loading = Task.Run(() => WorkspaceFiles.Load(workspace));
        Application.MaximumIterationsPerSecond = 60;
        Application.SetDefaultKeyBinding(Command.Quit, Bind.All(Key.Esc));

        // Ctrl+Z is undo.
        Application.RemoveDefaultKeyBinding(Command.Suspend);
        using var app = Application.Create();
        app.Init();
        using var guard = new TerminalGuard(app, fault);
        var clipboard = new Osc52Clipboard(app);
        app.Driver!.Clipboard = clipboard;
        var dialogs = new TuiDialogs(app);
        var loaded = loading.GetAwaiter().GetResult();
        using var session = new WorkbenchSession(workspace, loaded.Value!, loaded.Diagnostics, dialogs, TimeProvider.System);
        using var workbench = new Workbench(session, dialogs, clipboard, WindowLayout.Load(state)) { ScriptsOf = scriptsOf, OpenPeople = openPeople, OpenOutside = Desktop.Open };
        using var keeper = new RecoveryKeeper(session, state);
        using var window = new MainWindow(workbench, theme =>
        {
            if (dialogs.Theme == theme && app.Driver.Force16Colors == (theme == Views.Theme.Sixteen))
                return;
            dialogs.Theme = theme;
            app.Driver.Force16Colors = theme == Views.Theme.Sixteen;
            theme.Apply();
        })
        {
            Pick = dialogs.Pick,
        };
        window.PageViews[typeof(RulePage)] = (page, theme) => new RuleView((RulePage)page, clipboard, dialogs, theme);
        window.PageViews[typeof(FilePage)] = (page, theme) => new FileView((FilePage)page, clipboard, theme);
        workbench.LayoutChanged += () => workbench.Layout.Save(state);
        dialogs.Theme = Views.Theme.Named(workbench.Layout.Theme);
        dialogs.Theme.Apply();
        Task? beat = null;
        window.Initialized += (_, _) => app.Invoke(() =>
        {
            // After the first screen.
            session.Start();
            var ticks = 0;
            app.AddTimeout(TimeSpan.FromSeconds(1.0 / TicksPerSecond), () =>
            {
                window.Tick();
                if (beat is null or { IsCompleted: true })
                    beat = BeatAsync(session, keeper, dialogs, ticks++ % TicksPerSecond == 0);
                return true;
            });
        });
        app.Run(window, e =>
        {
            dialogs.TellAsync("This is a fault in rulewb", $"{e.Message}\n\nYour edits are kept. Save with Ctrl+S, and please report it.");
            return true;
        });
        if (guard.ExitCode is not null)
        {
            keeper.KeepForNextStart();
            kept(session.Unsaved.Length);
        }

        return guard.ExitCode ?? 0;
    }

    /// <summary>What is done over and over: the journal, and a look at the disk.</summary>
    private static async Task BeatAsync(WorkbenchSession session, RecoveryKeeper keeper, IDialogs dialogs, bool looksAtDisk)
    {
        try
        {
            await keeper.OfferAsync(dialogs);
            await keeper.WriteAsync();
            if (looksAtDisk)
                await session.CheckDiskAsync();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            session.Message = e.Message;
        }
    }
}
